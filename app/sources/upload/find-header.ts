import { isHeaderWord } from '../match-header.ts';
import { valueKinds } from '../value-kind.ts';
import { usualWidth } from './detect-format.ts';
import type { SourceRow } from './parse-delimited.ts';

export type HeaderLayout = {
  /** Row of the header as in the file; null = the file has none and the columns are named by their letter. */
  headerRow: number | null;
  /** The header's cells as they stand, or [] without a header. */
  headerCells: string[];
  /** Unique column names, in file order: trimmed, blanks named by letter, repeated ones numbered. */
  columns: string[];
  /** Rows above the header that hold text (titles, export date). */
  preamble: SourceRow[];
  /** The first row that can hold data. */
  firstDataRow: number;
};

const ROWS_SEARCHED = 30;

/** Finds the header among the first rows: full width, words instead of values, and different from what stands below it. */
export function findHeader(rows: readonly SourceRow[]): HeaderLayout {
  const filled = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''));
  const width = Math.max(usualWidth(filled.slice(-200)), 1);
  const candidates = filled.slice(0, ROWS_SEARCHED).filter((row) => isWideEnough(row, width));
  const first = candidates[0];
  if (!first) return withoutHeader(filled, width);
  const scored = candidates.slice(0, 12).map((row, at) => ({ row, score: headerScore(row, filled) - at * 0.03 }));
  const best = scored.reduce((a, b) => (b.score > a.score + 0.05 ? b : a));
  if (best.score < 0.35) return withoutHeader(filled, width, first);
  const header = lacksFirstLabel(best.row, filled, width) ? ['', ...best.row.cells] : best.row.cells;
  const columns = nameColumns(header, width);
  return {
    headerRow: best.row.row,
    headerCells: header,
    columns,
    preamble: filled.filter((row) => row.row < best.row.row),
    firstDataRow: best.row.row + 1,
  };
}

/**
 * Statistical tools number the rows in a first column without a label, so the header is one cell short and every label would stand over
 * its neighbour's values.
 */
function lacksFirstLabel(header: SourceRow, rows: readonly SourceRow[], width: number): boolean {
  if (header.cells.length !== width - 1) return false;
  const first = rows
    .filter((row) => row.row > header.row && row.cells.length === width)
    .map((row) => row.cells[0] ?? '');
  const numbers = first.map(Number);
  const counts = numbers.every((value, at) => Number.isInteger(value) && (at === 0 || value > (numbers[at - 1] ?? 0)));
  return first.length >= 2 && counts && !first.includes('');
}

function withoutHeader(
  rows: readonly SourceRow[],
  width: number,
  first: SourceRow | undefined = rows[0],
): HeaderLayout {
  const firstDataRow = first?.row ?? 1;
  return {
    headerRow: null,
    headerCells: [],
    columns: nameColumns([], width),
    preamble: rows.filter((row) => row.row < firstDataRow),
    firstDataRow,
  };
}

function isWideEnough(row: SourceRow, width: number): boolean {
  const cells = row.cells.filter((cell) => cell.trim() !== '').length;
  return width <= 2 ? row.cells.length >= width && cells === width : cells >= width * 0.5 && cells >= 2;
}

/** 0 … 1. A word that exports use as a header is the best sign, a value where a word should be the worst. */
function headerScore(row: SourceRow, rows: readonly SourceRow[]): number {
  const cells = row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const known = cells.filter(isHeaderWord).length / cells.length;
  const values = cells.filter(isSurelyValue).length / cells.length;
  const distinct = new Set(cells.map((cell) => cell.toLowerCase())).size / cells.length;
  const below = rows.filter((other) => other.row > row.row).slice(0, 50);
  const repeated = shareRepeatedBelow(row, below);
  const wordy = cells.filter((cell) => cell.length <= 80).length / cells.length;
  const contrast = below.length === 0 ? 0 : contrastWith(row, below);
  const score =
    0.42 + 0.6 * known + 0.35 * contrast - 1.6 * values - 0.7 * repeated - 0.5 * (1 - distinct) - 0.4 * (1 - wordy);
  return Math.max(0, Math.min(1, score));
}

/** E-mail addresses, dates, amounts and the like are never headers; a bare year or small number can be. */
function isSurelyValue(cell: string): boolean {
  const kinds = valueKinds(cell, () => false);
  if (kinds.includes('integer')) return cell.length > 4 || cell.length < 3;
  return kinds.some((kind) =>
    ['email', 'instant', 'day', 'time', 'money', 'decimal', 'phone', 'url', 'ip'].includes(kind),
  );
}

/** Share of columns whose would-be header also stands below it as a value. */
function shareRepeatedBelow(row: SourceRow, below: readonly SourceRow[]): number {
  if (below.length === 0) return 0;
  const cells = row.cells.map((cell) => cell.trim());
  const repeated = cells.filter((cell, at) => {
    const same = below.filter((other) => other.cells[at]?.trim() === cell).length;
    return cell !== '' && same > 0 && same < below.length * 0.2 + 2 && !isHeaderWord(cell);
  });
  return repeated.length / cells.length;
}

/** Share of columns that hold typed values below and a word here. */
function contrastWith(row: SourceRow, below: readonly SourceRow[]): number {
  let contrast = 0;
  for (const [at, cell] of row.cells.entries()) {
    if (cell.trim() === '' || isSurelyValue(cell.trim())) continue;
    const values = below.map((other) => other.cells[at]?.trim() ?? '').filter((value) => value !== '');
    const typed = values.filter(isSurelyValue).length;
    if (values.length > 0 && typed >= values.length * 0.7) contrast += 1;
  }
  return Math.min(1, contrast / Math.max(1, row.cells.length * 0.4));
}

/** Names that are unique within the file; a blank header is named by its letter as in a spreadsheet. */
function nameColumns(header: readonly string[], width: number): string[] {
  const taken = new Set<string>();
  const count = Math.max(width, lastFilled(header) + 1);
  return Array.from({ length: count }, (_, at) => {
    const text = (header[at] ?? '')
      .replace(/^\ufeff/, '')
      .replace(/\s+/g, ' ')
      .trim();
    const name = text === '' ? `Column ${columnLetter(at)}` : text;
    let unique = name;
    for (let times = 2; taken.has(unique); times += 1) unique = `${name} (${times})`;
    taken.add(unique);
    return unique;
  });
}

function lastFilled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '');
}

/** 0 → A, 25 → Z, 26 → AA. */
function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}
