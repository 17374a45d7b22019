import { foldText } from '#app/normalise/text.ts';
import type { FieldDefinition, Subject } from './fields/field.ts';
import { FIELDS } from './fields.ts';

export type HeaderMatch = {
  /** 0 … 1; 1 = the header is one of the known words for the field. */
  score: number;
  /** The known word it was matched with. */
  word: string;
  /** What the header says beside it and what makes it one of several: `billing`, `work`, `2`. */
  qualifier: string | null;
};

type Synonym = { word: string; tokens: string[]; compact: string };

/** Words that add nothing to what a column holds. */
const FILLER = new Set(
  (
    'the of a an and or is this your customer customers client contact person default primary main user field value ' +
    'der die das des und kunde kunden le la les l de du d des et el los y del il lo di e het een van och av ' +
    'custom optional required text number no nr string display full new current latest text'
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

const BY_SUBJECT = 0.92;

const INDEX = new Map<string, { plain: Synonym[]; when: Partial<Record<Subject, Synonym[]>> }>(
  FIELDS.map((field) => [field.key, { plain: synonyms(field.headers), when: whenSynonyms(field) }]),
);

function whenSynonyms(field: FieldDefinition): Partial<Record<Subject, Synonym[]>> {
  const entries = Object.entries(field.headersWhen ?? {}).map(([subject, words]) => [subject, synonyms(words)]);
  return Object.fromEntries(entries) as Partial<Record<Subject, Synonym[]>>;
}

function synonyms(words: string): Synonym[] {
  return words.split('|').map((word) => ({ word, tokens: word.split(' '), compact: word.replaceAll(' ', '') }));
}

/** How well a header names a field in a file about `subject` (`null`: whatever it is about); null = not at all. */
export function matchHeader(header: string, field: FieldDefinition, subject: Subject | null): HeaderMatch | null {
  const known = INDEX.get(field.key);
  const folded = foldHeader(header);
  if (!known || folded === '') return null;
  const plain = bestMatch(folded, known.plain);
  const particular = subject === null ? null : bestMatch(folded, known.when[subject] ?? []);
  // Words like "Date" or "Status" say it only because of what the rest of the file is about.
  if (particular && (plain === null || particular.score * BY_SUBJECT > plain.score)) {
    return { ...particular, score: particular.score * BY_SUBJECT };
  }
  return plain;
}

function bestMatch(folded: string, candidates: readonly Synonym[]): HeaderMatch | null {
  const tokens = folded.split(' ');
  const compact = tokens.join('');
  let best: HeaderMatch | null = null;
  for (const synonym of candidates) {
    const match = compare(folded, tokens, compact, synonym);
    if (match && (best === null || match.score > best.score)) best = match;
    if (best?.score === 1) break;
  }
  return best;
}

function compare(folded: string, tokens: string[], compact: string, synonym: Synonym): HeaderMatch | null {
  if (folded === synonym.word) return { score: 1, word: synonym.word, qualifier: null };
  if (compact === synonym.compact) return { score: 0.98, word: synonym.word, qualifier: null };
  const extra = withoutTokens(tokens, synonym.tokens);
  if (extra !== null) return withExtra(extra, synonym);
  if (isTypo(compact, synonym.compact)) return { score: 0.82, word: synonym.word, qualifier: null };
  return compactPart(tokens, synonym);
}

/** The header's tokens left after taking out all of the synonym's; null when one is missing. */
function withoutTokens(tokens: string[], wanted: string[]): string[] | null {
  const left = [...tokens];
  for (const token of wanted) {
    const at = left.indexOf(token);
    if (at < 0) return null;
    left.splice(at, 1);
  }
  return left;
}

function withExtra(extra: string[], synonym: Synonym): HeaderMatch {
  const word = synonym.word;
  const meaning = extra.filter((token) => !FILLER.has(token));
  const qualifying = meaning.filter((token) => token in QUALIFIERS);
  const factor = qualifying.reduce((product, token) => product * (QUALIFIERS[token] ?? 1), 1);
  const qualifier = qualifying.length > 0 ? qualifying.join(' ') : null;
  const strange = meaning.length - qualifying.length;
  if (strange === 0) {
    const filler = (extra.length - qualifying.length) * 0.02;
    return { score: Math.max(0.5, (extra.length === 0 ? 0.96 : 0.92 - filler) * factor), word, qualifier };
  }
  // The last word of a header is what it is about in most languages ("store email"), the first in Romance ones ("email magasin").
  const share = synonym.tokens.length / (synonym.tokens.length + strange);
  return { score: 0.75 * share * factor, word, qualifier: [...qualifying, ...meaning].join(' ') };
}

/** German, Dutch and Swedish glue words: a token may contain a long synonym (`kundenemail`, `rechnungsplz`). */
function compactPart(tokens: string[], synonym: Synonym): HeaderMatch | null {
  if (synonym.compact.length < 5) return null;
  const holder = tokens.find((token) => token.length > synonym.compact.length && token.endsWith(synonym.compact));
  if (holder === undefined) return null;
  const share = synonym.compact.length / tokens.join('').length;
  return { score: 0.45 + 0.35 * share, word: synonym.word, qualifier: holder.slice(0, -synonym.compact.length) };
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
    .flatMap((word) => [word, word.replaceAll(' ', '')]),
);

/** Whether a cell is a word that exports use as a header, in any language. */
export function isHeaderWord(cell: string): boolean {
  const folded = foldHeader(cell);
  if (folded === '' || folded.length > 60) return false;
  if (EVERY_WORD.has(folded) || EVERY_WORD.has(folded.replaceAll(' ', ''))) return true;
  const meaning = folded.split(' ').filter((token) => !FILLER.has(token) && !(token in QUALIFIERS));
  return meaning.length > 0 && EVERY_WORD.has(meaning.join(' '));
}
