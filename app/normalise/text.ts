import { toLatin } from './transliterate.ts';

/** A cell that needs no work: printable ASCII that begins and ends with a letter or digit. */
const PLAIN_CELL = /^[A-Za-z0-9](?:[ -~]*[A-Za-z0-9])?$/;

/**
 * What exports write for "nothing". Exact spellings: `Null`, `Nan` and `NA` are a surname, a given name and a country.
 */
const NIL_MARKERS = new Set([
  '',
  '-',
  '--',
  '---',
  '–',
  '—',
  '―',
  '.',
  '?',
  'null',
  'NULL',
  '(null)',
  '[null]',
  'nil',
  'NIL',
  'none',
  'None',
  'NONE',
  '(none)',
  'nan',
  'NaN',
  '<NA>',
  'n/a',
  'N/A',
  'N/a',
  'n.a.',
  'N.A.',
  '#N/A',
  '#N/A N/A',
  'undefined',
  '(undefined)',
  '\\N',
  '(blank)',
  '(empty)',
  '(not set)',
  '#NULL!',
  '#REF!',
  '#VALUE!',
  '#ERROR!',
  '#NAME?',
  '#DIV/0!',
  '#NUM!',
  '#SPILL!',
  '#CALC!',
]);

/** Nothing in it to unify or to hide. */
const PRINTABLE_ASCII = /^[ -~]*$/;
const LINE_BREAK = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const SPACE = /[\t\p{Zs}]/gu;
/**
 * Controls but for the line break, format characters (zero width, direction, BOM, soft hyphen) but for joiners, lone
 * surrogates.
 */
const INVISIBLE = /(?!\n)\p{Cc}|(?![\u200c\u200d])\p{Cf}|\p{Cs}|\u034f/gu;
/** Joiners carry meaning inside Persian or Indic words and emoji, never beside ASCII. */
const STRAY_JOINER = /(?<!\P{ASCII})[\u200c\u200d]+|[\u200c\u200d]+(?!\P{ASCII})/gu;
const ODD_BLANK = /\s\s|[^\S ]/;
const SPREADSHEET_TEXT = /^="([^"]*)"$/;
const QUOTE_PAIRS = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['‘', '’'],
]);

/**
 * One cell of a file without its packaging: BOM, invisible characters, odd spaces, surrounding quotes, the apostrophe
 * a spreadsheet puts before a number. `null` = nothing was said (empty, `N/A`, `--`, `#REF!`). Line breaks inside
 * stay, as `\n`. Idempotent.
 */
export function cleanCell(raw: string | null | undefined): string | null {
  if (raw === null || raw === undefined) return null;
  if (PLAIN_CELL.test(raw)) return NIL_MARKERS.has(raw) ? null : raw;

  let text = raw;
  for (let next = unpack(text); next !== text; next = unpack(text)) text = next;
  return NIL_MARKERS.has(text) ? null : text;
}

/** For searching and comparing: `toLatin`, invisible characters out, white space to single blanks. `null` → ''. */
export function foldText(raw: string | null | undefined): string {
  if (raw === null || raw === undefined) return '';
  const folded = toLatin(stripInvisible(raw));
  return (ODD_BLANK.test(folded) ? folded.replace(/\s+/g, ' ') : folded).trim();
}

/** Every invisible character out, joiners too, every white space to one blank: for e-mail addresses, numbers, codes. */
export function stripInvisible(raw: string): string {
  if (PRINTABLE_ASCII.test(raw)) return raw;
  return stripFormat(raw)
    .replace(/\n/g, ' ')
    .replace(/[\u200c\u200d]/g, '');
}

function unpack(text: string): string {
  const visible = PRINTABLE_ASCII.test(text) ? text.trim() : strip(text);
  return dropLeadingApostrophe(dropQuotes(visible.replace(SPREADSHEET_TEXT, '$1')).trim());
}

function strip(text: string): string {
  return stripFormat(text.normalize('NFC')).replace(STRAY_JOINER, '').normalize('NFC').trim();
}

/** Line breaks as `\n`, every other white space as a blank, all that cannot be seen out but joiners. */
function stripFormat(text: string): string {
  return text.replace(LINE_BREAK, '\n').replace(SPACE, ' ').replace(INVISIBLE, '');
}

/** `"a"` → `a`, however often it is wrapped; `"a","b"` is a list and stays. */
function dropQuotes(text: string): string {
  const open = text[0];
  const close = open === undefined ? undefined : QUOTE_PAIRS.get(open);
  if (open === undefined || close === undefined || text.length < 2 || !text.endsWith(close)) return text;

  let start = 0;
  let end = text.length;
  while (start < end && text[start] === open) start += 1;
  while (end > start && text[end - 1] === close) end -= 1;
  const inner = text.slice(start, end);
  return inner.includes(open) || inner.includes(close) ? text : inner;
}

/** `'0046…` and `'=A1` come from a spreadsheet; `'t Hart` and `'s-Gravenhage` are names. */
function dropLeadingApostrophe(text: string): string {
  let start = 0;
  while (text[start] === "'") start += 1;
  return start > 0 && /[\d+=@#(-]/.test(text[start] ?? '') ? text.slice(start) : text;
}
