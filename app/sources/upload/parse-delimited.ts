import { type DelimitedFormat, scanRow, splitPlain } from './scan-row.ts';

export type DelimitedLimits = { maxColumns: number; maxCellChars: number };

/** Row problems the parser itself can see; the row's `cells` then hold what could be read. */
export type RowProblem = 'unclosed_quote' | 'cell_too_long' | 'too_many_columns';

/** `row` counts as a spreadsheet does: header, preamble and blank lines included, a multi-line cell once; from 1. */
export type SourceRow = { row: number; cells: string[]; problem?: RowProblem };

const CARRIAGE_RETURN = 13;
const SHOWN_CHARS = 1000;

/**
 * Splits delimited text into rows, fed in pieces of any size. Memory is bounded by the limits, not by the file: a quote that never
 * closes costs the one line that opened it (reported as `unclosed_quote`), and reading goes on with the next line.
 * A line without quotes takes the fast path of indexOf and split.
 */
export class DelimitedParser {
  readonly #format: DelimitedFormat;
  readonly #limits: DelimitedLimits;
  readonly #maxRowChars: number;
  /** The start of a row whose end has not come yet. */
  #rest = '';
  #row = 0;
  /** Inside a line that was given up for its length. */
  #skipping = false;

  constructor(format: DelimitedFormat, limits: DelimitedLimits) {
    this.#format = format;
    this.#limits = limits;
    this.#maxRowChars = limits.maxCellChars * 2;
  }

  /** Rows completed by this piece of text. Blank lines are counted but not returned. */
  push(text: string): SourceRow[] {
    const fresh = this.#skipping ? this.#skipLine(text) : text;
    return fresh === '' ? [] : this.#read(this.#rest === '' ? fresh : this.#rest + fresh, false);
  }

  /** Rows of what is left. */
  end(): SourceRow[] {
    const rows = this.#read(this.#rest, true);
    this.#rest = '';
    return rows;
  }

  #skipLine(text: string): string {
    const lineEnd = text.indexOf(this.#format.newline);
    this.#skipping = lineEnd < 0;
    return this.#skipping ? '' : text.slice(lineEnd + 1);
  }

  #read(text: string, last: boolean): SourceRow[] {
    const { quote } = this.#format;
    const rows: SourceRow[] = [];
    let at = 0;
    let quoteAt = text.indexOf(quote);
    while (at >= 0 && at < text.length) {
      if (quoteAt >= 0 && quoteAt < at) quoteAt = text.indexOf(quote, at);
      const next = this.#readRow(text, at, quoteAt, last, rows);
      if (next < 0) break;
      at = next;
    }
    this.#rest = last ? '' : text.slice(at);
    if (this.#rest.length > this.#maxRowChars) this.#giveUpOnLongRow(rows);
    return rows;
  }

  /** Reads one row from `at`; returns where the next begins, or -1 when the row has no end yet. */
  #readRow(text: string, at: number, quoteAt: number, last: boolean, rows: SourceRow[]): number {
    const lineEnd = this.#endOfLine(text, at, last);
    if (quoteAt < 0 || (lineEnd >= 0 && quoteAt > lineEnd)) {
      return lineEnd < 0 ? -1 : this.#readPlainLine(text, at, lineEnd, rows);
    }
    const scan = scanRow(text, at, last, this.#format);
    if (scan === 'incomplete' && !last && text.length - at <= this.#maxRowChars) return -1;
    if (typeof scan === 'string') return this.#readBrokenLine(text, at, rows);
    this.#row += 1;
    this.#add(scan.cells, scan.next - at, rows);
    return scan.next;
  }

  /** Position of the line end; the end of the text counts only once no more text can follow. */
  #endOfLine(text: string, at: number, last: boolean): number {
    const found = text.indexOf(this.#format.newline, at);
    return found < 0 && last ? text.length : found;
  }

  #readPlainLine(text: string, at: number, lineEnd: number, rows: SourceRow[]): number {
    this.#row += 1;
    const line = text.slice(at, this.#beforeCarriageReturn(text, at, lineEnd));
    if (line === '') return lineEnd + 1;
    this.#add(splitPlain(line, this.#format), line.length, rows);
    return lineEnd + 1;
  }

  #beforeCarriageReturn(text: string, at: number, lineEnd: number): number {
    const isReturn = lineEnd > at && text.charCodeAt(lineEnd - 1) === CARRIAGE_RETURN && this.#format.newline === '\n';
    return isReturn ? lineEnd - 1 : lineEnd;
  }

  /** The opening quote has no partner: its line alone is lost to quoting, what follows is read afresh. */
  #readBrokenLine(text: string, at: number, rows: SourceRow[]): number {
    const lineEnd = this.#endOfLine(text, at, true);
    this.#row += 1;
    const cells = text.slice(at, this.#beforeCarriageReturn(text, at, lineEnd)).split(this.#format.delimiter);
    rows.push({ row: this.#row, cells: cells.slice(0, this.#limits.maxColumns), problem: 'unclosed_quote' });
    return lineEnd + 1;
  }

  #giveUpOnLongRow(rows: SourceRow[]): void {
    this.#row += 1;
    const cells = this.#rest.slice(0, this.#maxRowChars).split(this.#format.delimiter);
    const problem = cells.length > this.#limits.maxColumns ? 'too_many_columns' : 'cell_too_long';
    rows.push({ row: this.#row, cells: shorten(cells.slice(0, this.#limits.maxColumns)), problem });
    this.#rest = '';
    this.#skipping = true;
  }

  #add(cells: string[], chars: number, rows: SourceRow[]): void {
    const { maxColumns, maxCellChars } = this.#limits;
    const row = this.#row;
    if (cells.length === 1 && cells[0]?.trim() === '') return;
    if (cells.length > maxColumns) {
      rows.push({ row, cells: shorten(cells.slice(0, maxColumns)), problem: 'too_many_columns' });
    } else if (chars > maxCellChars && cells.some((cell) => cell.length > maxCellChars)) {
      rows.push({ row, cells: shorten(cells), problem: 'cell_too_long' });
    } else {
      rows.push({ row, cells });
    }
  }
}

function shorten(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.slice(0, SHOWN_CHARS));
}
