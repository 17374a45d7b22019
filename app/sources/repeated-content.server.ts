import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import type { RecordInput } from '#app/records/types.ts';

const TABLES: Readonly<Partial<Record<RecordInput['kind'], string>>> = {
  order: 'sales_order',
  refund: 'refund',
  interaction: 'interaction',
  feedback: 'feedback',
  loyalty: 'loyalty_entry',
};

/**
 * Numbers rows on that say exactly what a row of the same import has said before: a file without ids names rows by what they say, and
 * a row that comes in later than its file must not take the place of its twin. One look per kind of rows that have no ids.
 */
export async function numberOn(
  tx: Tx,
  { sourceId, origin }: { sourceId: number; origin: string },
  records: readonly RecordInput[],
): Promise<RecordInput[]> {
  const taken = new Map<string, number>();
  for (const [kind, table] of Object.entries(TABLES)) {
    const ids = records
      .filter((one) => one.kind === kind)
      .map(baseOf)
      .filter(isContent);
    if (ids.length > 0) {
      const rows = await tx.rows<{ base: string; times: number }>(sql`
        select split_part(external_id, '#', 1) as base, count(*) as times from ${raw(table)}
        where shop_id = ${tx.shopId} and source_id = ${sourceId} and origin = ${origin}
          and split_part(external_id, '#', 1) = any(${ids}::text[]) group by 1`);
      for (const { base, times } of rows) {
        taken.set(`${kind}|${base}`, times);
      }
    }
  }
  return records.map((record) => {
    const base = baseOf(record);
    const times = taken.get(`${record.kind}|${base}`);
    if (times === undefined) {
      return record;
    }
    taken.set(`${record.kind}|${base}`, times + 1);
    return { ...record, externalId: `${base}#${times + 1}` } as RecordInput;
  });
}

function isContent(id: string): boolean {
  return id.startsWith('row:');
}

function baseOf(record: RecordInput): string {
  return 'externalId' in record ? (record.externalId.split('#')[0] ?? '') : '';
}
