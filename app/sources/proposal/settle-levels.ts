import { foldHeader } from '../match-header.ts';
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

/** Fields of which at least one is there when rows are lines. */
const GOODS = new Set(['line.title', 'line.sku', 'line.quantity', 'line.id', 'line.product_id', 'line.unit_price']);

/** A file that names no goods has no lines: its "Tax" and "Discount" are the sale's. */
function asSaleAmounts(drafted: readonly DraftedColumn[]): DraftedColumn[] {
  const taken = new Set(drafted.map((one) => one.field));
  return drafted.map((one) => {
    const sale = PAIRS.find(([, line]) => line === one.field)?.[0];
    if (sale === undefined || taken.has(sale)) return one;
    taken.add(sale);
    return { ...one, field: sale };
  });
}

/** Where the rows prove nothing, a plain "Tax" or "Amount" beside goods is the line's. */
function saysSale(column: string): boolean {
  return /\b(?:order|total|grand|sale|receipt|invoice|cart|gesamt|commande|pedido|ordine)\b/.test(foldHeader(column));
}

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

const WHY = { alike: 'it is the same on every row of a sale', different: 'it differs between the rows of a sale' };

/**
 * A "Total" that differs between the rows of one sale is the line's; a "Tax" that is the same on all of them is the sale's and must not
 * be added up. Only what the sample shows is changed.
 */
export function settleLevels(
  drafted: readonly DraftedColumn[],
  columns: readonly string[],
  groups: readonly DataRow[][] | null,
): DraftedColumn[] {
  if (!drafted.some((one) => GOODS.has(one.field))) return asSaleAmounts(drafted);
  const several = (groups ?? []).filter((group) => group.length > 1);
  if (several.length === 0) return [...drafted];
  const taken = new Set(drafted.map((one) => one.field));
  return drafted.map((one) => {
    const index = columns.indexOf(one.column);
    const settled = settleLevel(one, () => several.map((group) => group.map((row) => row.cells[index]?.trim() ?? '')));
    if (taken.has(settled.field)) return one;
    taken.delete(one.field);
    taken.add(settled.field);
    return settled;
  });
}

/** The column at the level where its values stand; itself if it stands there already or has only one level. */
function settleLevel(one: DraftedColumn, valuesBySale: () => string[][]): DraftedColumn {
  const pair = PAIRS.find((fields) => fields.includes(one.field));
  if (!pair) return one;
  const alike = isAlikeWithin(valuesBySale());
  const right = (alike ?? saysSale(one.column)) ? pair[0] : pair[1];
  if (right === one.field) return one;
  const why = alike === null ? 'it stands beside the goods' : WHY[alike ? 'alike' : 'different'];
  return { ...one, field: right, reason: `${one.reason.replace(/\.$/, '')}; ${why}.` };
}
