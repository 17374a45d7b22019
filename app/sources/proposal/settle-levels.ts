import type { DataRow } from '../upload/sort-rows.ts';
import type { DraftedColumn } from './draft-columns.ts';
import { isAlikeWithin } from './read-conventions.ts';

/** Amounts that exist for the sale and for its lines. */
const PAIRS: readonly (readonly [sale: string, line: string])[] = [
  ['order.total', 'line.total'],
  ['order.subtotal', 'line.total'],
  ['order.gross', 'line.gross'],
  ['order.discount', 'line.discount'],
  ['order.tax', 'line.tax'],
];

/** Groups sampled rows by the sale they belong to; null = the file does not group rows. */
export function groupSales(
  drafted: readonly DraftedColumn[],
  columns: readonly string[],
  rows: readonly DataRow[],
): DataRow[][] | null {
  const key = drafted.find((one) => one.field === 'order.id') ?? drafted.find((one) => one.field === 'order.name');
  if (!key) return null;
  const index = columns.indexOf(key.column);
  const groups = new Map<string, DataRow[]>();
  let last = '';
  for (const row of rows) {
    last = row.cells[index]?.trim() || last;
    const group = groups.get(last);
    if (group) group.push(row);
    else groups.set(last, [row]);
  }
  return [...groups.values()];
}

/**
 * A "Total" that differs between the rows of one sale is the line's; a "Tax" that is the same on all of them is the sale's and must not
 * be added up. Only what the sample shows is changed.
 */
export function settleLevels(
  drafted: readonly DraftedColumn[],
  columns: readonly string[],
  groups: readonly DataRow[][] | null,
): DraftedColumn[] {
  const several = (groups ?? []).filter((group) => group.length > 1);
  if (several.length === 0) return [...drafted];
  const taken = new Set(drafted.map((one) => one.field));
  return drafted.map((one) => {
    const pair = PAIRS.find((fields) => fields.includes(one.field));
    const index = columns.indexOf(one.column);
    const alike = pair
      ? isAlikeWithin(several.map((group) => group.map((row) => row.cells[index]?.trim() ?? '')))
      : null;
    if (!pair || alike === null) return one;
    const right = alike ? pair[0] : pair[1];
    if (right === one.field || taken.has(right)) return one;
    taken.delete(one.field);
    taken.add(right);
    const why = alike ? 'it is the same on every row of a sale' : 'it differs between the rows of a sale';
    return { ...one, field: right, reason: `${one.reason.replace(/\.$/, '')}; ${why}.` };
  });
}
