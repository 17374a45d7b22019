import { findHeader, type HeaderLayout } from './find-header.ts';
import { UPLOAD_LIMITS } from './limits.ts';
import type { ArchiveEntry } from './open-archive.server.ts';
import type { SourceRow } from './parse-delimited.ts';
import { refuseUnreadable } from './read-delimited.server.ts';
import { readXml } from './read-xml.server.ts';
import {
  type NumberKind,
  readNumberKinds,
  readSharedStrings,
  readWorkbookParts,
  unescapeControl,
  type WorkbookContext,
  type WorkbookSheet,
} from './workbook-parts.server.ts';

export type WorkbookLayout = { container: 'workbook'; sheet: string; header: HeaderLayout };

export type OpenSheet = { layout: WorkbookLayout; rows(): AsyncGenerator<SourceRow[]> };

const ROWS_SAMPLED = 300;

/**
 * The sheets of an .xlsx that hold a table. A sheet is streamed; only the texts shared between cells stay in memory (capped). Dates
 * come out as `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, so they have no day-month ambiguity; formulas give their last computed value.
 */
export async function openWorkbook(entries: readonly ArchiveEntry[]): Promise<OpenSheet[]> {
  const { sheets, date1904 } = await readWorkbookParts(entries);
  const context = {
    sharedStrings: await readSharedStrings(entries),
    styles: await readNumberKinds(entries),
    date1904,
  };
  const open: OpenSheet[] = [];
  for (const sheet of sheets) {
    const sample = await sampleSheet(sheet, context);
    if (sample.length === 0) continue;
    if (sheets.length === 1) refuseUnreadable(sample);
    const layout = { container: 'workbook' as const, sheet: sheet.name, header: findHeader(sample) };
    open.push({ layout, rows: () => readSheet(sheet.entry, context) });
  }
  if (open.length === 0) refuseUnreadable([]);
  return open;
}

async function sampleSheet(sheet: WorkbookSheet, context: WorkbookContext): Promise<SourceRow[]> {
  const sample: SourceRow[] = [];
  for await (const rows of readSheet(sheet.entry, context)) {
    sample.push(...rows.slice(0, ROWS_SAMPLED - sample.length));
    if (sample.length >= ROWS_SAMPLED) break;
  }
  return sample;
}

/** All rows of a sheet, a piece at a time. Numbered as the spreadsheet shows them. */
async function* readSheet(entry: ArchiveEntry, context: WorkbookContext): AsyncGenerator<SourceRow[]> {
  const collector = createRowCollector(context);
  for await (const _ of readXml(entry, collector)) {
    const rows = collector.take();
    if (rows.length > 0) yield rows;
  }
}

type CellState = { column: number; type: string; style: number; value: string; formula: boolean };

function createRowCollector(context: WorkbookContext) {
  let rows: SourceRow[] = [];
  let row: SourceRow = { row: 0, cells: [] };
  let cell: CellState = { column: -1, type: '', style: 0, value: '', formula: false };
  let capture = false;

  function open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') startRow(attributes);
    else if (name === 'c') startCell(attributes);
    else if (name === 'v' || name === 't') capture = true;
    else if (name === 'f') cell.formula = true;
    else if (name === 'rPh') capture = false;
  }

  function startRow(attributes: Record<string, string>): void {
    row = { row: Number(attributes['r'] ?? row.row + 1), cells: [] };
    cell = { column: -1, type: '', style: 0, value: '', formula: false };
  }

  function startCell(attributes: Record<string, string>): void {
    const reference = attributes['r'];
    const column = reference === undefined ? cell.column + 1 : columnIndex(reference);
    cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '', formula: false };
  }

  function close(name: string): void {
    if (name === 'v' || name === 't') capture = false;
    else if (name === 'c') placeCell();
    else if (name === 'row' && row.cells.length > 0 && row.row <= UPLOAD_LIMITS.maxSheetRows) rows.push(row);
  }

  function text(value: string): void {
    if (capture) cell.value += value;
  }

  function placeCell(): void {
    const value = cellText(cell, context);
    if (value === '') return;
    if (cell.column >= UPLOAD_LIMITS.maxColumns) {
      row.problem = 'too_many_columns';
      return;
    }
    while (row.cells.length < cell.column) row.cells.push('');
    row.cells[cell.column] = value;
  }

  function take(): SourceRow[] {
    const taken = rows;
    rows = [];
    return taken;
  }

  return { open, close, text, take };
}

function cellText(cell: CellState, context: WorkbookContext): string {
  const { value, type } = cell;
  if (value === '') return cell.formula && type !== 'str' ? UNCOMPUTED : '';
  if (type === 'n') return shownNumber(value, context.styles[cell.style] ?? 'number', context.date1904);
  if (type === 's') return context.sharedStrings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  return type === 'd' ? value.replace('T', ' ') : unescapeControl(value);
}

/** What stands in a cell whose formula was never computed: the same as for a failed one, so that it counts as empty. */
const UNCOMPUTED = '#N/A';

function shownNumber(value: string, kind: NumberKind, date1904: boolean): string {
  return kind === 'number' ? numberText(value) : dateText(Number(value), kind, date1904);
}

/** Fifteen digits are what a spreadsheet keeps; more of them are noise of binary fractions. */
function numberText(value: string): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return Number.isSafeInteger(number) ? String(number) : String(Number(number.toPrecision(15)));
}

const DAY_MS = 86_400_000;
/** 30 December 1899: the day 0 that makes serial 60 the 29 February 1900 which never was. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

function dateText(serial: number, kind: 'date' | 'time', date1904: boolean): string {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return String(serial);
  const seconds = Math.round(serial * 86_400) * 1000;
  const iso = new Date((date1904 ? EPOCH_1904 : EPOCH_1900) + seconds).toISOString();
  if (kind === 'time' && serial < 1) return iso.slice(11, 19);
  return seconds % DAY_MS === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** `A1` → 0, `AA7` → 26. */
function columnIndex(reference: string): number {
  let index = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) break;
    index = index * 26 + code - 64;
  }
  return index - 1;
}
