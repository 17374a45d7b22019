import { type DateOrder, detectDateOrder, readDay } from './read-day.ts';
import { readTable } from './read-table.ts';

export interface Transactions {
  /** Names as in the file, by customer number. */
  readonly customers: readonly string[];
  readonly rows: readonly { readonly customer: number; readonly day: number; readonly amount: number | null }[];
  readonly hasAmounts: boolean;
  readonly warnings: readonly string[];
}

/**
 * A sales journal from text: which column is customer, date, quantity and amount follows from the header when there is one, else
 * from the content (the date is the column that reads as dates; the customer stands before it, quantity and amount after).
 */
export function readTransactions(text: string): Transactions {
  const table = readTable(text);
  const columns = findColumns(table);
  const body = columns.hasHeader ? table.slice(1) : table;
  const order = detectDateOrder(body.slice(0, 20_000).map((row) => row[columns.date] ?? ''));
  const numbers = new Map<string, number>();
  const rows: Transactions['rows'][number][] = [];
  for (const row of body) {
    const read = readRow(row, columns, order);
    if (read === null) continue;
    if (!numbers.has(read.name)) numbers.set(read.name, numbers.size);
    rows.push({ customer: numbers.get(read.name)!, day: read.day, amount: read.amount });
  }
  const unreadable = body.length - rows.length;
  const warnings =
    unreadable === 0
      ? []
      : [`${unreadable} of ${body.length} rows have no readable customer, date or amount and were left out.`];
  return { customers: [...numbers.keys()], rows, hasAmounts: columns.amount !== null, warnings };
}

function readRow(
  row: readonly string[],
  columns: Columns,
  order: DateOrder,
): { readonly name: string; readonly day: number; readonly amount: number | null } | null {
  const name = row[columns.customer] ?? '';
  const day = readDay(row[columns.date] ?? '', order);
  const amount = columns.amount === null ? null : readAmount(row, columns);
  if (name === '' || day === null || (amount !== null && !Number.isFinite(amount))) return null;
  return { name, day, amount };
}

interface Columns {
  readonly hasHeader: boolean;
  readonly customer: number;
  readonly date: number;
  readonly amount: number | null;
  /** Multiplied into the amount when that is a price per piece. */
  readonly quantity: number | null;
}

function readAmount(row: readonly string[], columns: Columns): number {
  const amount = readNumber(row[columns.amount!] ?? '');
  return columns.quantity === null ? amount : amount * readNumber(row[columns.quantity] ?? '');
}

function readNumber(text: string): number {
  const plain = text.replace(/[^\d.,+-]/g, '');
  if (plain === '') return Number.NaN;
  const decimalComma = /,\d{1,2}$/.test(plain) && !/\.\d{1,2}$/.test(plain);
  return Number(decimalComma ? plain.replace(/\./g, '').replace(',', '.') : plain.replace(/,/g, ''));
}

const HEADERS = {
  customer: [
    /^(customer|cust|client|user|member|shopper|buyer|profile|person)([ _-]?(id|no|number|key|code))?$/i,
    /customer/i,
    /e-?mail/i,
    /^id$/i,
  ],
  amount: /amount|dollar|value|total|spend|sales|revenue|monetary|^price$|^net$|^gross$/i,
  unitPrice: /unit[ _-]?price|price[ _-]?per/i,
  quantity: /quantity|qty|units|number_of/i,
} as const;

function findColumns(table: readonly (readonly string[])[]): Columns {
  const [first = [], ...rest] = table;
  const sample = rest.slice(0, 200);
  const width = Math.max(...table.slice(0, 20).map((row) => row.length));
  const date = Array.from({ length: width }, (_, column) => column).find(
    (column) =>
      sample.filter((row) => readDay(row[column] ?? '', 'dmy') !== null || readDay(row[column] ?? '', 'mdy') !== null)
        .length >
      sample.length * 0.8,
  );
  if (date === undefined) throw new Error('No column of the file reads as dates.');
  const hasHeader = readDay(first[date] ?? '', 'dmy') === null && readDay(first[date] ?? '', 'mdy') === null;
  const named = hasHeader && first.length === width ? columnsByName(first, date) : null;
  return named ?? columnsByPlace(sample, { hasHeader, date, width });
}

function columnsByName(header: readonly string[], date: number): Columns | null {
  const find = (pattern: RegExp): number | null => {
    const at = header.findIndex((name, column) => column !== date && pattern.test(name.trim()));
    return at === -1 ? null : at;
  };
  const customer = HEADERS.customer.map(find).find((column) => column !== null) ?? null;
  if (customer === null) return null;
  const unitPrice = find(HEADERS.unitPrice);
  const amount = find(HEADERS.amount);
  const quantity = amount === null && unitPrice !== null ? find(HEADERS.quantity) : null;
  return { hasHeader: true, customer, date, amount: amount ?? unitPrice, quantity };
}

function columnsByPlace(
  sample: readonly (readonly string[])[],
  known: { readonly hasHeader: boolean; readonly date: number; readonly width: number },
): Columns {
  const isNumeric = (column: number): boolean => sample.every((row) => Number.isFinite(readNumber(row[column] ?? '')));
  const after = Array.from({ length: known.width - known.date - 1 }, (_, i) => known.date + 1 + i).filter(isNumeric);
  const customer = known.date === 0 ? 1 : 0;
  return {
    hasHeader: known.hasHeader,
    customer,
    date: known.date,
    amount: after.filter((c) => c !== customer).at(-1) ?? null,
    quantity: null,
  };
}
