import type { RecordSet } from './record-set.ts';

/** Row by record id. O(size). */
export function rowsByRecordId(set: RecordSet): Map<number, number> {
  const rows = new Map<number, number>();
  set.ids.forEach((id, row) => {
    rows.set(id, row);
  });
  return rows;
}
