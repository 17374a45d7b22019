import { valueKinds } from '../value-kind.ts';
import { type DelimitedLimits, DelimitedParser, type SourceRow } from './parse-delimited.ts';
import type { DelimitedFormat } from './scan-row.ts';

export type DetectedFormat = DelimitedFormat & {
  /** The file says its delimiter itself in a first line `sep=;`. */
  declared: boolean;
  /** One sentence for the merchant. */
  reason: string;
};

const DELIMITERS = [',', ';', '\t', '|', '^', '~'] as const;
const DELIMITER_NAMES: Record<string, string> = {
  ',': 'Commas',
  ';': 'Semicolons',
  '\t': 'Tabs',
  '|': 'Vertical bars',
  '^': 'Carets',
  '~': 'Tildes',
};
const ROWS_JUDGED = 200;

/**
 * Delimiter, quote, escape and line end, from the first 256 KB or so of decoded text. `complete` = the sample is the whole file.
 * Each candidate reads the sample; the one whose rows agree on a width and whose cells look like values wins. In the spirit of
 * van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type patterns", 2019.
 */
export function detectFormat(sample: string, complete: boolean, limits: DelimitedLimits): DetectedFormat {
  const newline = sample.includes('\n') ? '\n' : sample.includes('\r') ? '\r' : '\n';
  const quote = usesSingleQuotes(sample) ? "'" : '"';
  const declared = /^sep=(.)\r?(?:\n|$)/i.exec(sample)?.[1];
  const delimiters = declared === undefined ? DELIMITERS.filter((delimiter) => sample.includes(delimiter)) : [declared];
  const best = delimiters
    .flatMap((delimiter) =>
      escapesOf(sample).map((style): DelimitedFormat => ({ delimiter, quote, escape: style, newline })),
    )
    .map((format) => ({ format, score: scoreFormat(readSample(sample, complete, format, limits)) }))
    .sort((a, b) => b.score - a.score || (a.format.escape === 'double' ? -1 : 1))[0];
  if (best === undefined || (best.score < 0.1 && declared === undefined)) {
    return { ...withoutDelimiter(sample, newline), quote, escape: 'double', newline, declared: false };
  }
  const name = DELIMITER_NAMES[best.format.delimiter] ?? `“${best.format.delimiter}”`;
  const reason =
    declared === undefined ? `${name} give rows of the same width.` : `The first line says so (sep=${declared}).`;
  return { ...best.format, declared: declared !== undefined, reason };
}

/** Columns lined up with blanks, as statistical tools write them; else one value a line. */
function withoutDelimiter(sample: string, newline: string): { delimiter: string; reason: string } {
  const lines = sample
    .split(newline, ROWS_JUDGED)
    .slice(1, -1)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const rows = lines.map((line) => line.split(/\s+/));
  const width = rows[0]?.length ?? 1;
  const alike = rows.length > 2 && width > 1 && rows.every((cells) => cells.length === width);
  const numbers = rows.flat().filter((cell) => /^[-+]?[\d.,:/-]+$/.test(cell)).length;
  if (alike && numbers >= rows.length * width * 0.5) return { delimiter: ' ', reason: 'Blanks line the columns up.' };
  return { delimiter: ',', reason: 'One value a line.' };
}

/** Reads a sample; an unfinished last row is left out unless the sample is the whole file. */
export function readSample(
  sample: string,
  complete: boolean,
  format: DelimitedFormat,
  limits: DelimitedLimits,
): SourceRow[] {
  const parser = new DelimitedParser(format, limits);
  const rows = parser.push(sample);
  const tail = complete || rows.length === 0 ? parser.end() : [];
  return [...rows, ...tail];
}

function escapesOf(sample: string): ('double' | 'backslash')[] {
  return /\\[",;]/.test(sample) ? ['double', 'backslash'] : ['double'];
}

/** Some database tools quote with '…': only believed when most lines begin and end that way and no double quote is about. */
function usesSingleQuotes(sample: string): boolean {
  if (sample.includes('"')) return false;
  const lines = sample.split(/\r?\n|\r/, 50).filter((line) => line.trim() !== '');
  const wrapped = lines.filter((line) => /^'.*'\s*$/.test(line) && /'[,;\t|]'/.test(line));
  return lines.length > 1 && wrapped.length >= lines.length * 0.8;
}

function scoreFormat(rows: readonly SourceRow[]): number {
  const judged = rows.slice(0, ROWS_JUDGED);
  const width = usualWidth(judged);
  if (width < 2) return 0;
  const share = judged.filter((row) => fits(row, width)).length / judged.length;
  const broken = judged.filter((row) => row.problem !== undefined).length / judged.length;
  return share * share * cleanShare(judged, width) * (1 - 0.5 ** (width - 1)) * (1 - broken);
}

/** The most frequent number of cells; of equals, the greater. */
export function usualWidth(rows: readonly SourceRow[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** A row of the usual width; a longer one counts too when what is beyond is empty (trailing delimiters). */
function fits(row: SourceRow, width: number): boolean {
  return (
    row.cells.length === width ||
    (row.cells.length > width && row.cells.slice(width).every((cell) => cell.trim() === ''))
  );
}

/** Share of cells that look like one value, not like several values with another delimiter between them. */
function cleanShare(rows: readonly SourceRow[], width: number): number {
  let clean = 0;
  let counted = 0;
  for (const row of rows) {
    if (!fits(row, width)) continue;
    for (const cell of row.cells.slice(0, 60)) {
      counted += 1;
      clean += cleanness(cell.trim());
    }
  }
  return counted === 0 ? 0 : clean / counted;
}

function cleanness(cell: string): number {
  if (cell === '' || !/[,;\t|^~]/.test(cell)) return 1;
  const kinds = valueKinds(cell, () => false);
  if (kinds.some((kind) => kind !== 'text' && kind !== 'long_text' && kind !== 'code')) return 1;
  if (/[\t^~|]/.test(cell)) return 0.2;
  // Prose has a blank after its commas; values glued together do not.
  return /[,;](?=\S)/.test(cell) ? 0.3 : 0.9;
}
