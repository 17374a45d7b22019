import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { findField } from '#app/sources/fields.ts';
import type { ColumnMapping, Mapping } from '#app/sources/mapping.ts';
import { matchHeader } from '#app/sources/match-header.ts';
import type { MappingProposal } from '#app/sources/propose-mapping.ts';
import type { ShopDefaults } from '#app/sources/rows/row-plan.ts';
import type { Transform } from '#app/sources/transforms.ts';
import { inspectTable } from '#app/sources/upload/inspect-table.ts';
import { openUpload, type UploadTable } from '#app/sources/upload/open-upload.server.ts';
import { localFile, memoryFile, type StoredFile } from '#app/sources/upload/stored-file.server.ts';

export type Row = Record<string, string>;

/** A file of people: its rows as written, and how the product reads its columns. */
export type PeopleTable = { name: string; columns: string[]; rows: Row[] };

const JSON_LINES = /\.(?:jsonl|ndjson|json)$/i;

/** The file's rows by column, as the product's own reader tells them apart; JSON lines are laid out as a table first. */
export async function readPeopleTable(path: string): Promise<PeopleTable> {
  const table = await firstTable(await asTable(path));
  const { columns } = table.layout.header;
  const rows: Row[] = [];
  for await (const { data } of table.dataRows()) {
    for (const { cells } of data)
      rows.push(Object.fromEntries(columns.map((column, at) => [column, (cells[at] ?? '').trim()])));
  }
  return { name: basename(path), columns, rows };
}

async function asTable(path: string): Promise<StoredFile> {
  if (!JSON_LINES.test(path)) return localFile(path);
  return memoryFile(basename(path).replace(JSON_LINES, '.csv'), asCsv(tableOfLines(await readFile(path, 'utf8'))));
}

async function firstTable(file: StoredFile): Promise<UploadTable> {
  const { tables } = await openUpload(file);
  return tables[0] as UploadTable;
}

/** One row an object: the values within it under their own keys, a key that comes again with its number. */
function tableOfLines(text: string): { columns: string[]; rows: Row[] } {
  const parsed: unknown = text.trimStart().startsWith('[') ? JSON.parse(text) : null;
  const objects = Array.isArray(parsed)
    ? parsed
    : text.split('\n').flatMap((line) => (line.trim() ? [JSON.parse(line)] : []));
  const rows = objects.map((object) => {
    const row: Row = {};
    addValues(row, '', object);
    return row;
  });
  return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows };
}

function addValues(row: Row, key: string, value: unknown): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) for (const item of value) addValues(row, key, item);
  else if (typeof value === 'object') for (const [inner, item] of Object.entries(value)) addValues(row, inner, item);
  else {
    let name = key;
    for (let times = 2; name in row; times += 1) name = `${key} ${times}`;
    row[name] = String(value);
  }
}

function asCsv({ columns, rows }: { columns: readonly string[]; rows: readonly Row[] }): string {
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column] ?? '')))].join('\n');
}

/** The table without some columns, opened as an upload would be, with the product's proposal for what is left. */
async function propose(table: PeopleTable, columns: readonly string[], shop: ShopDefaults) {
  const upload = await firstTable(
    memoryFile(table.name.replace(JSON_LINES, '.csv'), asCsv({ columns, rows: table.rows })),
  );
  return { upload, inspection: await inspectTable(upload, shop) };
}

/**
 * The product's mapping of the table as a file of people. Columns that it takes for something else (amounts, dates of orders) are left
 * out; every other column is kept under its name, as a merchant may choose; of two orders of dates the one that more values show.
 */
export async function mapPeople(
  table: PeopleTable,
  truthColumns: readonly string[],
  shop: ShopDefaults,
): Promise<{ upload: UploadTable; columns: string[]; mapping: Mapping }> {
  let columns = table.columns.filter((column) => !truthColumns.includes(column));
  let proposed = await propose(table, columns, shop);
  for (let again = 0; again < 3 && proposed.inspection.proposal.mapping.subject !== 'customers'; again += 1) {
    const foreign = new Set(proposed.inspection.proposal.mapping.columns.filter(isForeign).map(({ column }) => column));
    if (foreign.size === 0) break;
    columns = columns.filter((column) => !foreign.has(column));
    proposed = await propose(table, columns, shop);
  }
  const { upload, inspection } = proposed;
  return { upload, columns: inspection.columns, mapping: settled(inspection.proposal, table) };
}

function isForeign({ field }: ColumnMapping): boolean {
  return field !== null && !field.startsWith('customer.');
}

function settled({ mapping }: MappingProposal, table: PeopleTable): Mapping {
  const columns = mapping.columns.map((entry) => (entry.field === null ? { ...entry, keepAs: entry.column } : entry));
  const dates = columns.find(({ field }) => field === 'customer.birth_date')?.column;
  const dateOrder = mapping.conventions.dateOrder ?? commonDateOrder(table.rows.map((row) => row[dates ?? ''] ?? ''));
  return {
    ...mapping,
    subject: 'customers',
    columns: withSubstitutes(columns),
    conventions: { ...mapping.conventions, dateOrder },
  };
}

/** Where two columns say the same thing (an address in parts, an address in one piece) the second stands in for the first. */
function withSubstitutes(columns: readonly ColumnMapping[]): ColumnMapping[] {
  const spare = columns.filter(({ field }) => field === null);
  return columns.map((entry) => {
    const field = findField(entry.field ?? '');
    const stand = field && spare.find(({ column }) => (matchHeader(column, field, 'customers')?.score ?? 0) >= CERTAIN);
    if (!stand) return entry;
    const whenEmpty: Transform = {
      kind: 'condition',
      when: { test: 'empty' },
      apply: [{ kind: 'join', columns: [stand.column], separator: '' }],
    };
    return { ...entry, transforms: [...(entry.transforms ?? []), whenEmpty] };
  });
}

const CERTAIN = 0.9;

function commonDateOrder(values: readonly string[]): 'dmy' | 'mdy' {
  let dayFirst = 0;
  for (const value of values) {
    const [, first, second] = /^(\d{1,2})\D(\d{1,2})\D\d{2,4}$/.exec(value) ?? [];
    if (Number(first) > 12) dayFirst += 1;
    if (Number(second) > 12) dayFirst -= 1;
  }
  return dayFirst > 0 ? 'dmy' : 'mdy';
}
