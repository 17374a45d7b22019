/** How a delimited text writes its cells. */
export type DelimitedFormat = {
  /** One character; a blank stands for any number of them (columns lined up with spaces). */
  delimiter: string;
  quote: '"' | "'";
  /** `double`: a quote inside a cell is doubled (RFC 4180). `backslash`: quote, delimiter and backslash are escaped by one. */
  escape: 'double' | 'backslash';
  newline: '\n' | '\r';
};

/** `incomplete`: the text ends inside the row. `stray_quote`: an opening quote that has no partner where one belongs. */
export type RowScan = { cells: string[]; next: number } | 'incomplete' | 'stray_quote';

type ScannedCell = { value: string; next: number; ends: boolean } | 'incomplete' | 'stray_quote';

const TAB = 9;
const SPACE = 32;

/** Reads one row that has a quote somewhere, cell by cell, from `start`. `last`: no more text can follow. */
export function scanRow(text: string, start: number, last: boolean, format: DelimitedFormat): RowScan {
  const cells: string[] = [];
  let at = start;
  let lineEnd = -1;
  for (;;) {
    if (lineEnd < at) lineEnd = positionOr(text.indexOf(format.newline, at), text.length);
    const opening = skipBlanks(text, at, format.delimiter);
    const cell =
      text[opening] === format.quote
        ? scanQuotedCell(text, opening + 1, last, format)
        : scanPlainCell(text, at, lineEnd, last, format);
    if (typeof cell === 'string') return cell;
    cells.push(cell.value);
    at = cell.next;
    if (cell.ends) return { cells, next: at };
  }
}

function scanPlainCell(
  text: string,
  start: number,
  lineEnd: number,
  last: boolean,
  format: DelimitedFormat,
): ScannedCell {
  const at = endOfPlainCell(text, start, format);
  if (at < lineEnd) return { value: plainValue(text.slice(start, at), format), next: at + 1, ends: false };
  if (lineEnd >= text.length && !last) return 'incomplete';
  const stop = format.newline === '\n' && text[lineEnd - 1] === '\r' && lineEnd > start ? lineEnd - 1 : lineEnd;
  return { value: plainValue(text.slice(start, stop), format), next: lineEnd + 1, ends: true };
}

function endOfPlainCell(text: string, start: number, format: DelimitedFormat): number {
  let at = text.indexOf(format.delimiter, start);
  if (format.escape === 'backslash') {
    while (at >= 0 && isEscaped(text, start, at)) at = text.indexOf(format.delimiter, at + 1);
  }
  return positionOr(at, text.length);
}

function plainValue(raw: string, format: DelimitedFormat): string {
  return format.escape === 'backslash' ? unescapeBackslash(raw) : raw;
}

function scanQuotedCell(text: string, start: number, last: boolean, format: DelimitedFormat): ScannedCell {
  let from = start;
  let inner = false;
  for (;;) {
    const at = text.indexOf(format.quote, from);
    if (at < 0) return 'incomplete';
    const escapeLength = lengthOfEscape(text, start, at, format);
    if (escapeLength > 0) {
      inner ||= escapeLength === 2;
      from = at + escapeLength;
      continue;
    }
    const close = closing(text, skipBlanks(text, at + 1, format.delimiter), last, format);
    if (close === 'unknown') return 'incomplete';
    if (close) return { value: quotedValue(text.slice(start, at), inner, format), ...close };
    // A quote in mid-cell. Within one line it is a careless writer's (5" pipe); beyond a line break the opening one was stray.
    if (hasNewline(text, start, at, format.newline)) return 'stray_quote';
    from = at + 1;
  }
}

/** 2 = the quote at `at` is doubled, 1 = it is escaped by a backslash, 0 = it stands alone. */
function lengthOfEscape(text: string, start: number, at: number, format: DelimitedFormat): number {
  if (format.escape === 'backslash' && isEscaped(text, start, at)) return 1;
  return text[at + 1] === format.quote ? 2 : 0;
}

/** What follows a closing quote; null when it is more text, `unknown` when the text ends before it can be told. */
function closing(
  text: string,
  after: number,
  last: boolean,
  format: DelimitedFormat,
): { next: number; ends: boolean } | 'unknown' | null {
  if (after >= text.length) return last ? { next: after, ends: true } : 'unknown';
  const char = text[after];
  if (char === format.delimiter) return { next: after + 1, ends: false };
  if (char === format.newline) return { next: after + 1, ends: true };
  if (char !== '\r') return null;
  // A carriage return at the end of a piece may still be followed by its line feed.
  if (after + 1 >= text.length) return last ? { next: after + 1, ends: true } : 'unknown';
  return text[after + 1] === '\n' ? { next: after + 2, ends: true } : null;
}

function quotedValue(raw: string, inner: boolean, format: DelimitedFormat): string {
  const value = inner ? raw.replaceAll(format.quote + format.quote, format.quote) : raw;
  return format.escape === 'backslash' ? unescapeBackslash(value) : value;
}

function positionOr(found: number, otherwise: number): number {
  return found < 0 ? otherwise : found;
}

function hasNewline(text: string, start: number, end: number, newline: string): boolean {
  const found = text.indexOf(newline, start);
  return found >= 0 && found < end;
}

function isEscaped(text: string, start: number, at: number): boolean {
  let count = 0;
  for (let before = at - 1; before >= start && text[before] === '\\'; before -= 1) count += 1;
  return count % 2 === 1;
}

function skipBlanks(text: string, start: number, delimiter: string): number {
  let at = start;
  let code = text.charCodeAt(at);
  while (code === SPACE || (code === TAB && delimiter !== '\t')) {
    at += 1;
    code = text.charCodeAt(at);
  }
  return at;
}

function unescapeBackslash(value: string): string {
  return value.includes('\\') ? value.replace(/\\([\\"',;|\t])/g, '$1') : value;
}

/** Splits a line without quotes. */
export function splitPlain(line: string, { delimiter, escape: style }: DelimitedFormat): string[] {
  if (delimiter === ' ') return line.trim().split(/ +/);
  return style === 'backslash' && line.includes('\\') ? splitEscaped(line, delimiter) : line.split(delimiter);
}

/** Splits a line in which a backslash makes a delimiter part of the cell. */
function splitEscaped(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let from = 0;
  for (let at = 0; at <= line.length; at += 1) {
    if (line[at] === '\\') at += 1;
    else if (at === line.length || line[at] === delimiter) {
      cells.push(unescapeBackslash(line.slice(from, at)));
      from = at + 1;
    }
  }
  return cells;
}
