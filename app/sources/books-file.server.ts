import iconv from 'iconv-lite';
import type { DateOrder } from '#app/normalise/civil-date.ts';
import { dayInZone, detectDateOrder, parseInstant } from '#app/normalise/instant.ts';
import { parseMoney } from '#app/normalise/money.ts';
import { Refusal } from '#app/platform/refusal.ts';
import type { ToldDay } from './books-days.server.ts';
import { foldHeader } from './match-header.ts';
import { detectEncoding } from './upload/detect-encoding.server.ts';
import { detectFormat, readSample } from './upload/detect-format.ts';
import { UPLOAD_LIMITS } from './upload/limits.ts';

type Column = 'day' | 'orders' | 'sum' | 'refunds' | 'refunded';

/** Words for a column of daily totals, the surest first, in the languages of the tills we know. */
const WORDS: Readonly<Record<Column, readonly string[]>> = {
  day: ['date', 'day', 'business date', 'datum', 'tag', 'jour', 'fecha', 'dia', 'data', 'giorno', 'dato', 'dag'],
  orders: [
    'payments',
    'transactions',
    'receipts',
    'orders',
    'sales count',
    'number of sales',
    'transaction count',
    'belege',
    'bons',
    'anzahl',
    'tickets',
    'scontrini',
    'kvitton',
  ],
  sum: [
    'collected',
    'total collected',
    'gross sales',
    'total sales',
    'sales',
    'total',
    'turnover',
    'revenue',
    'umsatz',
    'brutto',
    'chiffre d affaires',
    'ca ttc',
    'ventas',
    'incasso',
    'omzet',
  ],
  refunds: [
    'refunds',
    'returns',
    'number of refunds',
    'refund count',
    'retouren',
    'remboursements',
    'devoluciones',
    'resi',
  ],
  refunded: [
    'refunded',
    'refund amount',
    'returned',
    'amount refunded',
    'erstattet',
    'rembourse',
    'reembolsado',
    'rimborsato',
  ],
};

/** Longest file of daily totals: thirty years of ten tills. */
export const MOST_TOTALS_BYTES = 8 * 1024 * 1024;

/**
 * A till's own count of each day, from its export of daily totals in any encoding and delimiter: a row a day, or a row a day
 * and till, which are added up. Throws a Refusal, with row and column, for what cannot be read in one way only.
 */
export function readDailyTotals(
  bytes: Buffer,
  { currency, timeZone }: { currency: string; timeZone: string },
): ToldDay[] {
  const { encoding, bomBytes } = detectEncoding(bytes);
  const text = iconv.decode(bytes.subarray(bomBytes), encoding);
  const rows = readSample(text, true, detectFormat(text, true, UPLOAD_LIMITS), UPLOAD_LIMITS);
  const headerAt = rows.findIndex(
    (row) => columnsOf(row.cells).day !== undefined && columnsOf(row.cells).sum !== undefined,
  );
  const header = rows[headerAt];
  if (!header) {
    throw new Refusal('sources.totals_unreadable', 'The file has no column of days, or none of sums.', {
      remedy: 'Export the daily totals with a header row: date, number of sales, total, and refunds if there are any.',
    });
  }
  const columns = columnsOf(header.cells);
  const data = rows.slice(headerAt + 1).filter((row) => isDay(row.cells[columns.day ?? 0] ?? ''));
  const order = orderOf(data.map((row) => row.cells[columns.day ?? 0] ?? ''));
  const decimalMark = markOf(data.flatMap((row) => [row.cells[columns.sum ?? 0] ?? '']));
  const days = new Map<string, ToldDay>();
  for (const row of data) {
    const at = parseInstant(row.cells[columns.day ?? 0], { order, zone: timeZone });
    if (!at) {
      throw unreadable(row.row, header.cells[columns.day ?? 0] ?? '', 'is no day');
    }
    const cellOf = (column: Column) => row.cells[columns[column] ?? -1]?.trim() ?? '';
    const minorOf = (column: Column) =>
      readMinor(cellOf(column), { decimalMark, currency }, row.row, header.cells[columns[column] ?? 0] ?? '');
    const day = dayInZone(at, timeZone);
    add(days, { day, subject: 'order', count: countOf(cellOf('orders')), minor: minorOf('sum') });
    if (columns.refunded !== undefined) {
      add(days, { day, subject: 'refund', count: countOf(cellOf('refunds')), minor: Math.abs(minorOf('refunded')) });
    }
  }
  return [...days.values()];
}

function columnsOf(cells: readonly string[]): Partial<Record<Column, number>> {
  const folded = cells.map(foldHeader);
  const found = Object.entries(WORDS).flatMap(([column, words]) => {
    const word = words.find((one) => folded.includes(one));
    return word === undefined ? [] : [[column, folded.indexOf(word)] as const];
  });
  return Object.fromEntries(found);
}

/** Rows of totals and blank ones below the days are no days. */
function isDay(cell: string): boolean {
  return /\d/.test(cell);
}

function orderOf(values: readonly string[]): DateOrder {
  const finding = detectDateOrder(values);
  if (finding.ambiguous) {
    throw new Refusal('sources.totals_ambiguous', 'Days and months cannot be told apart in the column of days.', {
      remedy: 'Export the days as YYYY-MM-DD, or a longer time of which one day is after the 12th.',
    });
  }
  return finding.order;
}

/** A comma before the last one or two digits is a decimal comma. */
function markOf(cells: readonly string[]): '.' | ',' {
  return cells.some((cell) => /\d,\d{1,2}\D*$/.test(cell)) ? ',' : '.';
}

function readMinor(cell: string, format: Parameters<typeof parseMoney>[1], row: number, column: string): number {
  if (cell === '') {
    return 0;
  }
  const amount = parseMoney(cell, format);
  if (!amount) {
    throw unreadable(
      row,
      column,
      `holds ${JSON.stringify(cell.slice(0, 40))}, which is no amount in ${format.currency}`,
    );
  }
  return amount.amountMinor;
}

function countOf(cell: string): number | null {
  return /^\d{1,9}$/.test(cell) ? Number(cell) : null;
}

function unreadable(row: number, column: string, what: string): Refusal {
  return new Refusal('sources.totals_unreadable', `Row ${row}: ${column} ${what}.`, {
    row,
    field: column,
    remedy: 'Correct the cell and upload the file again; nothing of it was taken.',
  });
}

function add(days: Map<string, ToldDay>, told: ToldDay): void {
  const key = `${told.day} ${told.subject}`;
  const before = days.get(key);
  days.set(key, {
    ...told,
    count: before ? (before.count === null || told.count === null ? null : before.count + told.count) : told.count,
    minor: (before?.minor ?? 0) + told.minor,
  });
}
