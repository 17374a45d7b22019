import { foldText } from '#app/normalise/text.ts';
import type { FieldDefinition, Subject } from './fields/field.ts';
import { FIELDS } from './fields.ts';

export type HeaderMatch = {
  /** 0 … 1; 1 = the header is one of the known words for the field. */
  score: number;
  /** The known word it was matched with. */
  word: string;
  /** The header is the known word, but for case, accents and blanks. */
  exact: boolean;
};

type Synonym = { word: string; tokens: string[]; compact: string; rank: number };

/** Words that add nothing to what a column holds. */
const FILLER = new Set(
  (
    'the of a an and or is this your customer customers client contact person default primary main user field value ' +
    'der die das des und kunde kunden le la les l de du d des et el los y del il lo di e het een van och av ' +
    'custom optional required text number no nr string display full new current latest utc gmt local'
  ).split(' '),
);

/** Words that make a column one of several of a kind; the plainest column comes first. */
const QUALIFIERS: Record<string, number> = {
  default: 0.98,
  primary: 0.98,
  main: 0.98,
  mobile: 0.97,
  mobil: 0.97,
  cell: 0.97,
  personal: 0.95,
  private: 0.95,
  privat: 0.95,
  home: 0.94,
  work: 0.93,
  business: 0.93,
  office: 0.9,
  billing: 0.95,
  rechnung: 0.95,
  invoice: 0.95,
  facturation: 0.95,
  mailing: 0.95,
  shipping: 0.88,
  delivery: 0.88,
  livraison: 0.88,
  liefer: 0.88,
  ship: 0.88,
  bill: 0.94,
  other: 0.8,
  secondary: 0.8,
  alternative: 0.8,
  alternate: 0.8,
  additional: 0.8,
  second: 0.8,
  alt: 0.8,
  '1': 0.98,
  '2': 0.8,
  '3': 0.75,
  old: 0.5,
  previous: 0.5,
  former: 0.5,
};

/** A header without case, accents, underscores, camel case and type suffixes: `customerEmail_[txt]` → `customer email`. */
export function foldHeader(header: string): string {
  const spaced = header
    .replace(/\((customer|order|product)\.metafields\.[^)]*\)/i, '')
    .replace(/\[(list|txt|text|flag|int|date|decimal)\]/gi, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2');
  return foldText(spaced)
    .replace(/[^\p{L}\p{N}#?]+/gu, ' ')
    .trim();
}

/** Amounts come with and without tax; the one with it is what was paid. */
const TAX_QUALIFIERS: Record<string, number> = {
  'with tax': 0.98,
  brutto: 0.97,
  bruto: 0.97,
  ttc: 0.98,
  lordo: 0.97,
  'without tax': 0.86,
  netto: 0.86,
  ht: 0.86,
};

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

type Header = { folded: string; tokens: string[]; compact: string; qualifiers: Record<string, number> };

/** How well a header names a field in a file about `subject` (`null`: whatever it is about); null = not at all. */
export function matchHeader(header: string, field: FieldDefinition, subject: Subject | null): HeaderMatch | null {
  const known = INDEX.get(field.key);
  const read = readHeader(header, field);
  if (!known || read === null) return null;
  const plain = bestMatch(read, known.plain);
  const particular = subject === null ? null : bestMatch(read, known.when[subject] ?? []);
  if (particular && (plain === null || particular.score * BY_SUBJECT > plain.score)) {
    return { ...particular, score: particular.score * BY_SUBJECT };
  }
  return plain;
}

/** "Billing" makes a phone one of several; a "shipping discount" is another thing than a discount. */
function readHeader(header: string, field: FieldDefinition): Header | null {
  const isAmount = field.type === 'money' || field.type === 'number';
  const folded = isAmount ? joinTaxWords(foldHeader(header)) : foldHeader(header);
  if (folded === '') return null;
  const tokens = folded.split(' ').map((token) => token.replace('_', ' '));
  return { folded, tokens, compact: compactForm(folded), qualifiers: isAmount ? TAX_QUALIFIERS : QUALIFIERS };
}

function joinTaxWords(folded: string): string {
  return folded
    .replace(
      /\b(?:inc|incl|including|inkl|mit|con|inclus|including) (?:tax|taxes|vat|gst|iva|mwst|moms|btw|tva)\b/,
      'with_tax',
    )
    .replace(
      /\b(?:ex|exc|excl|excluding|exkl|ohne|sin|hors|exclusief) (?:tax|taxes|vat|gst|iva|mwst|moms|btw|tva)\b/,
      'without_tax',
    );
}

function bestMatch(header: Header, candidates: readonly Synonym[]): HeaderMatch | null {
  let best: HeaderMatch | null = null;
  for (const synonym of candidates) {
    const match = compare(header, synonym);
    if (match && (best === null || match.score > best.score)) best = match;
  }
  return best;
}

/** The first words of a field are its surest: among exact matches they come a little before the others. */
function compare(header: Header, synonym: Synonym): HeaderMatch | null {
  const { word } = synonym;
  const exact = header.folded === word ? 1 : header.compact === synonym.compact ? 0.985 : 0;
  if (exact > 0) return { exact: true, score: exact - Math.min(0.02, synonym.rank * 0.0005), word };
  const extra = withoutTokens(header.tokens, synonym.tokens);
  if (extra !== null) return { exact: false, score: scoreExtra(extra, header, synonym), word };
  if (isTypo(header.compact, synonym.compact)) return { exact: false, score: 0.82, word };
  return compactPart(header.tokens, synonym);
}

/** The header's tokens left after taking out all of the synonym's; null when one is missing. */
function withoutTokens(tokens: readonly string[], wanted: readonly string[]): string[] | null {
  const left = [...tokens];
  for (const token of wanted) {
    const at = left.indexOf(token);
    if (at < 0) return null;
    left.splice(at, 1);
  }
  return left;
}

function scoreExtra(extra: readonly string[], { qualifiers }: Header, synonym: Synonym): number {
  const meaning = extra.filter((token) => !FILLER.has(token));
  const qualifying = meaning.filter((token) => token in qualifiers);
  const factor = qualifying.reduce((product, token) => product * (qualifiers[token] ?? 1), 1);
  const strange = meaning.length - qualifying.length;
  if (strange > 0) return 0.75 * factor * (synonym.tokens.length / (synonym.tokens.length + strange));
  return Math.max(0.5, (extra.length === 0 ? 0.96 : 0.92 - (extra.length - qualifying.length) * 0.02) * factor);
}

/** German, Dutch and Swedish glue words: a token may end in a long synonym (`kundenemail`, `rechnungsplz`). */
function compactPart(tokens: readonly string[], { compact, word }: Synonym): HeaderMatch | null {
  if (compact.length < 5) return null;
  const holder = tokens.find((token) => token.length > compact.length && compactForm(token).endsWith(compact));
  if (holder === undefined) return null;
  return { exact: false, score: 0.45 + 0.35 * (compact.length / tokens.join('').length), word };
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
  const meaning = folded.split(' ').filter((token) => !FILLER.has(token) && !(token in QUALIFIERS));
  return meaning.length > 0 && EVERY_WORD.has(meaning.join(' '));
}
