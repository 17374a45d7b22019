import { boundedMemo } from '#app/normalise/bounded-memo.ts';
import { foldText } from '#app/normalise/text.ts';
import type { FieldDefinition, Subject } from './fields/field.ts';
import { FIELDS } from './fields.ts';
import { isFiller, QUALIFIERS, spellOut, TAX_QUALIFIERS } from './header-words.ts';

export type HeaderMatch = {
  /** 0 … 1; 1 = the header is one of the known words for the field. */
  score: number;
  /** The known word it was matched with. */
  word: string;
  /** The header is the known word, but for case, accents and blanks. */
  exact: boolean;
};

type Synonym = { word: string; tokens: string[]; compact: string; rank: number };

/** A header without case, accents, underscores, camel case and type suffixes: `customerEmail_[txt]` → `customer email`. */
export const foldHeader: (header: string) => string = boundedMemo((header) => {
  const spaced = header
    .replace(/\((customer|order|product)\.metafields\.[^)]*\)/i, '')
    .replace(/\[(list|txt|text|flag|int|date|decimal)\]/gi, '')
    .replace(/\((?:utc|gmt)\s*[+-]?\s*[\d:]*\)/i, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2');
  return foldText(spaced)
    .replace(/[^\p{L}\p{N}#?]+/gu, ' ')
    .trim();
}, 5000);

/** Words such as "Date" or "Status" mean a field only because of what the rest of the file is about. */
const BY_SUBJECT = 0.92;

const INDEX = new Map<string, { plain: Synonym[]; when: Partial<Record<Subject, Synonym[]>> }>(
  FIELDS.map((field) => [field.key, { plain: synonyms(field.headers), when: whenSynonyms(field) }]),
);

function whenSynonyms(field: FieldDefinition): Partial<Record<Subject, Synonym[]>> {
  const entries = Object.entries(field.headersWhen ?? {}).map(([subject, words]) => [subject, synonyms(words)]);
  return Object.fromEntries(entries) as Partial<Record<Subject, Synonym[]>>;
}

function synonyms(words: string): Synonym[] {
  return words.split('|').map((word, rank) => ({ word, tokens: word.split(' '), compact: compactForm(word), rank }));
}

/** Without blanks, and with one spelling of what German, Dutch and Swedish write as `nr` or `nummer`. */
function compactForm(folded: string): string {
  return folded.replaceAll(' ', '').replace(/nummer$/, 'nr');
}

type Header = {
  folded: string;
  tokens: readonly string[];
  compact: string;
  compactTokens: readonly string[];
  qualifiers: Readonly<Record<string, number>>;
};

/** Percentages are no amounts, whatever else their header says. */
const IS_RATE = /%|percent|\brate\b|steuersatz|mwst-?satz|\bsatz\b|\bpct\b/i;

/** A header whose abbreviations had to be spelt out is a little less sure. */
const SPELT_OUT = 0.97;

/** How well a header names a field in a file about `subject` (`null`: whatever it is about); null = not at all. */
export function matchHeader(header: string, field: FieldDefinition, subject: Subject | null): HeaderMatch | null {
  const isAmount = field.type === 'money' || field.type === 'number';
  if (isAmount && IS_RATE.test(header)) return null;
  const folded = foldHeader(header);
  const plain = matchFolded(folded, field, subject, isAmount);
  const long = plain?.exact ? null : spellOut(folded);
  const spelt = long === null ? null : matchFolded(long, field, subject, isAmount);
  if (spelt === null || (plain !== null && plain.score >= spelt.score * SPELT_OUT)) return plain;
  return { ...spelt, exact: false, score: spelt.score * SPELT_OUT };
}

function matchFolded(
  folded: string,
  field: FieldDefinition,
  subject: Subject | null,
  isAmount: boolean,
): HeaderMatch | null {
  const known = INDEX.get(field.key);
  if (!known || folded === '') return null;
  const header = isAmount ? readAmountHeader(folded) : readPlainHeader(folded);
  const plain = bestMatch(header, subject, known.plain);
  const particular = subject === null ? null : bestMatch(header, subject, known.when[subject] ?? []);
  if (particular && (plain === null || particular.score * BY_SUBJECT > plain.score)) {
    return { ...particular, score: particular.score * BY_SUBJECT };
  }
  return plain;
}

/** "Billing" makes a phone one of several; a "shipping discount" is another thing than a discount. */
const readPlainHeader = boundedMemo((folded) => readHeader(folded, QUALIFIERS), 5000);
const readAmountHeader = boundedMemo((folded) => readHeader(joinTaxWords(folded), TAX_QUALIFIERS), 5000);

function readHeader(folded: string, qualifiers: Header['qualifiers']): Header {
  const tokens = folded.split(' ').map((token) => token.replace('_', ' '));
  return { folded, tokens, compact: compactForm(folded), compactTokens: tokens.map(compactForm), qualifiers };
}

function joinTaxWords(folded: string): string {
  return folded
    .replace(/\b(?:inc|incl|including|inkl|mit|con|inclus) (?:tax|taxes|vat|gst|iva|mwst|moms|btw|tva)\b/, 'with_tax')
    .replace(
      /\b(?:ex|exc|excl|excluding|exkl|ohne|sin|hors|exclusief) (?:tax|taxes|vat|gst|iva|mwst|moms|btw|tva)\b/,
      'without_tax',
    );
}

function bestMatch(header: Header, subject: Subject | null, candidates: readonly Synonym[]): HeaderMatch | null {
  let best: HeaderMatch | null = null;
  for (const synonym of candidates) {
    const match = compare(header, subject, synonym);
    if (match && (best === null || match.score > best.score)) best = match;
  }
  return best;
}

/** The first words of a field are its surest: among exact matches they come a little before the others. */
function compare(header: Header, subject: Subject | null, synonym: Synonym): HeaderMatch | null {
  const { word } = synonym;
  const exact = header.folded === word ? 1 : header.compact === synonym.compact ? 0.985 : 0;
  if (exact > 0) return { exact: true, score: exact - Math.min(0.02, synonym.rank * 0.0005), word };
  if (synonym.tokens.every((token) => header.tokens.includes(token))) {
    const extra = withoutTokens(header.tokens, synonym.tokens);
    return { exact: false, score: scoreExtra(extra, subject, header, synonym), word };
  }
  if (isTypo(header.compact, synonym.compact) && !EVERY_WORD.has(header.folded)) {
    return { exact: false, score: 0.82, word };
  }
  return compactPart(header, synonym);
}

/** The header's tokens left after taking out all of the synonym's. */
function withoutTokens(tokens: readonly string[], wanted: readonly string[]): string[] {
  const left = [...tokens];
  for (const token of wanted) {
    const at = left.indexOf(token);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

function scoreExtra(
  extra: readonly string[],
  subject: Subject | null,
  { qualifiers }: Header,
  synonym: Synonym,
): number {
  const meaning = extra.filter((token) => !isFiller(token, subject));
  const qualifying = meaning.filter((token) => token in qualifiers);
  const factor = qualifying.reduce((product, token) => product * (qualifiers[token] ?? 1), 1);
  const strange = meaning.length - qualifying.length;
  // A long phrase that is all there weighs more than a single word among others.
  const base = synonym.tokens.length >= 3 ? 0.9 : 0.75;
  if (strange > 0) return base * factor * (synonym.tokens.length / (synonym.tokens.length + strange));
  return Math.max(0.5, (extra.length === 0 ? 0.96 : 0.92 - (extra.length - qualifying.length) * 0.02) * factor);
}

/** German, Dutch and Swedish glue words: a token may end in a long synonym (`kundenemail`, `rechnungsplz`). */
function compactPart(header: Header, { compact, word }: Synonym): HeaderMatch | null {
  if (compact.length < 5 || header.compact.length <= compact.length) return null;
  const holder = header.compactTokens.some((token) => token.length > compact.length && token.endsWith(compact));
  return holder ? { exact: false, score: 0.45 + 0.35 * (compact.length / header.compact.length), word } : null;
}

/** One slip in a word of five letters or more: dropped, added, changed or swapped. */
function isTypo(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return !/\d/.test(restA + restB);
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

const EVERY_WORD = new Set(
  FIELDS.flatMap((field) => [field.headers, ...Object.values(field.headersWhen ?? {})])
    .flatMap((words) => words.split('|'))
    .flatMap((word) => [word, compactForm(word)]),
);

/** Whether a cell is a word that exports use as a header, in any language. */
export function isHeaderWord(cell: string): boolean {
  const folded = foldHeader(cell);
  if (folded === '' || folded.length > 60) return false;
  if (EVERY_WORD.has(folded) || EVERY_WORD.has(compactForm(folded))) return true;
  const meaning = folded.split(' ').filter((token) => !isFiller(token, null) && !(token in QUALIFIERS));
  return meaning.length > 0 && EVERY_WORD.has(meaning.join(' '));
}
