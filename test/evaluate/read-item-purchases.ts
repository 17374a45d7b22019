import { detectDateOrder, readDay } from './read-day.ts';
import { readTable } from './read-table.ts';

/** A customer bought an item on a day (days since 1970-01-01). */
export interface ItemPurchase {
  readonly customer: string;
  readonly item: string;
  readonly day: number;
}

/**
 * Purchases from a CSV or white-space text: the date is the column that reads as dates; customer and item go by the header's names when
 * there is one, else they are the first two other columns. Rows without a readable date are left out.
 */
export function readItemPurchases(text: string): ItemPurchase[] {
  const table = readTable(text);
  const [header = [], ...body] = table;
  const width = header.length;
  const date = Array.from({ length: width }, (_, column) => column).find(
    (column) => body.slice(0, 100).filter((row) => isDate(row[column])).length > 80 * Math.min(1, body.length / 100),
  );
  if (date === undefined) throw new Error('No column of the file reads as dates.');
  const others = Array.from({ length: width }, (_, column) => column).filter((column) => column !== date);
  const named = (pattern: RegExp): number | undefined => others.find((column) => pattern.test(header[column] ?? ''));
  const customer = named(/customer|client|user|member|shopper|buyer|profile/i) ?? others[0]!;
  const item =
    named(/item|product|sku|article|stock ?code|variant/i) ?? others.find((column) => column !== customer) ?? customer;
  const rows = isDate(header[date]) ? table : body;
  const order = detectDateOrder(rows.slice(0, 20_000).map((row) => row[date] ?? ''));
  return rows.flatMap((row) => {
    const day = readDay(row[date] ?? '', order);
    return day === null ? [] : [{ customer: row[customer] ?? '', item: row[item] ?? '', day }];
  });
}

function isDate(cell: string | undefined): boolean {
  return readDay(cell ?? '', 'dmy') !== null || readDay(cell ?? '', 'mdy') !== null;
}
