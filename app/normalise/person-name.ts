import { splitEastAsianName } from './east-asian-name.ts';
import { caseName } from './name-case.ts';
import type { GenerationalSuffix } from './name-words.ts';
import { DOTTED_TITLE, GENERATIONS, PLACEHOLDER_NAMES, POSTNOMINALS, TITLES } from './name-words.ts';
import { FULL_FORMS } from './nicknames.ts';
import { cleanCell, foldText, stripInvisible } from './text.ts';
import { toLatin } from './transliterate.ts';
import { isParticle, isSuffixWord, splitWesternName } from './western-name.ts';

/** Each part as written, words joined by one blank; `null` = the name has none. */
export type SplitName = {
  title: string | null;
  given: string | null;
  middle: string | null;
  family: string | null;
  /** `Jr.`, `III`, `PhD`, as written; `generationalSuffix` reads it. */
  suffix: string | null;
};

/** Longer than any name; a cell beyond it is a text in the wrong column and is cut. */
const MAX_NAME = 300;

const NOTHING: SplitName = { title: null, given: null, middle: null, family: null, suffix: null };
const ASIDE = /\([^()]*\)|\[[^[\]]*\]|[“"«][^“”"«»]*[”"»]/g;
const APOSTROPHES = /['’‘ʼʻ`´′]/g;
const NAME_WORD = /[\p{L}\p{M}\p{N}]+/gu;
const ASCII_WORDS = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const DEGREE = /\b(ph|m|d|b|ll|j|ed|psy)\.\s?(d|a|s|sc|phil|b|m)\.(?=\s*(?:,|$))/g;

/**
 * A name as it is shown: packaging and doubled blanks off, punctuation at the ends off, capitals put right where the
 * source has none (`titleCaseName`). `null` = no letter in it. Placeholders stay: ask `isPlaceholderName` with the
 * whole name. Idempotent.
 */
export function normaliseName(raw: string | null | undefined): string | null {
  let name = trimName(raw);
  for (let next = trimName(name); next !== name; next = trimName(name)) name = next;
  return name === null ? null : caseName(name);
}

/**
 * A name in one piece → its parts. Reads `Last, First`, titles, suffixes, particles (van der Berg, de la Cruz),
 * `Ortega y Gasset`, Chinese, Japanese and Korean order. A single name is taken as given name. The order of two Latin
 * words without a comma is taken as given, family: it cannot be told, so compare names by `nameTokens`, not by part,
 * where the source has one field.
 */
export function splitFullName(raw: string | null | undefined): SplitName {
  const cleaned = cleanCell(raw);
  if (cleaned === null) return NOTHING;
  const text = stripInvisible(cleaned).slice(0, MAX_NAME).replace(ASIDE, ' ').trim() || cleaned.slice(0, MAX_NAME);

  const eastAsian = splitEastAsianName(text);
  if (eastAsian !== null) return { ...NOTHING, ...eastAsian };

  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const suffixes: string[] = [];
  while (parts.length > 1 && isSuffixPart(parts.at(-1))) suffixes.unshift(parts.pop() ?? '');
  return parts.length < 2
    ? inReadingOrder(parts[0] ?? '', suffixes)
    : familyFirst(parts[0] ?? '', parts.slice(1).join(' '), suffixes);
}

/**
 * The words of a name for comparing, in their order: lower-case Latin without marks; titles, degrees and generations
 * off (unless nothing else is there); apostrophes closed (obrien), hyphens opened (anne, marie). Empty = no name.
 */
export function nameTokens(raw: string | null | undefined): string[] {
  if (raw === null || raw === undefined) return [];
  const folded = toLatin(stripInvisible(raw.slice(0, MAX_NAME))).replace(APOSTROPHES, '');
  const undotted = folded.includes('.') ? folded.trim().replace(DOTTED_TITLE, '').replace(DEGREE, '$1$2') : folded;
  const words = wordsOf(undotted);
  if (words.length < 2) return words;

  let start = 0;
  while (start < words.length - 1 && TITLES.has(words[start] ?? '')) start += 1;
  const kept = words.slice(start).filter((word, at) => at === 0 || !GENERATIONS.has(word));
  while (kept.length > 1 && POSTNOMINALS.has(kept.at(-1) ?? '')) kept.pop();
  return kept;
}

/**
 * `jr`, `sr`, `ii`, `iii`, `iv` of a whole name or a family name; `null` = none. `Sr` in front is señor, alone it is
 * nothing.
 */
export function generationalSuffix(raw: string | null | undefined): GenerationalSuffix | null {
  if (raw === null || raw === undefined) return null;
  const words = wordsOf(toLatin(raw.slice(0, MAX_NAME)));
  for (let at = words.length - 1; at > 0; at -= 1) {
    const generation = GENERATIONS.get(words[at] ?? '');
    if (generation !== undefined) return generation;
  }
  return null;
}

/**
 * The likeliest full form of one token of `nameTokens`: bob → robert; a token unknown to the table is its own. O(1).
 */
export function canonicalGivenName(token: string): string {
  return FULL_FORMS.get(token)?.[0] ?? token;
}

/**
 * Every full form a token may stand for, likeliest first: alex → alexander, alexandra, …; never empty. Two given
 * names agree as nicknames when their forms share one. O(1).
 */
export function nicknameForms(token: string): readonly string[] {
  return FULL_FORMS.get(token) ?? [token];
}

/**
 * Capitals for a name all in one case (`MCDONALD` → `McDonald`); mixed case comes back untouched. Idempotent. See
 * `caseName`.
 */
export function titleCaseName(raw: string): string {
  return caseName(raw);
}

/**
 * Whether a whole name stands for nobody: `Unknown`, `Walk-in customer`, `test test`, `N/A`, `xxx`, no letter at all.
 * Give the whole name, not a part: Judith Guest and Johnny Cash have names. `null` and empty → false (nothing was
 * said).
 */
export function isPlaceholderName(raw: string | null | undefined): boolean {
  const folded = foldText(raw);
  if (folded === '') return false;
  const words = wordsOf(folded.replace(APOSTROPHES, ''));
  const name = words.join(' ');
  if (!/\p{L}/u.test(name) || PLACEHOLDER_NAMES.has(name)) return true;
  return (
    /^([a-z])\1{2,}$/.test(words.join('')) || /^(?:test|kunde|kund|customer|guest|cliente|client|user) ?\d+$/.test(name)
  );
}

function wordsOf(folded: string): string[] {
  return ASCII_WORDS.test(folded) ? folded.split(' ') : (folded.match(NAME_WORD) ?? []);
}

function trimName(raw: string | null | undefined): string | null {
  const text = cleanCell(raw);
  if (text === null) return null;
  const trimmed = stripInvisible(text)
    .slice(0, MAX_NAME)
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:.\-_*"|/]+|[\s,;:\-_*"|/]+$/g, '');
  return /\p{L}/u.test(trimmed) ? trimmed : null;
}

function isSuffixPart(part: string | undefined): boolean {
  return part?.split(/\s+/).every(isSuffixWord) === true;
}

function inReadingOrder(text: string, suffixes: readonly string[]): SplitName {
  const parts = splitWesternName(text);
  return {
    title: join(parts.title),
    given: join(parts.given),
    middle: join(parts.middle),
    family: join(parts.family),
    suffix: join([...parts.suffix, ...suffixes]),
  };
}

/** `Berg, Jan van der` keeps its particles with the family name. */
function familyFirst(familyText: string, rest: string, suffixes: readonly string[]): SplitName {
  const family = familyText.split(/\s+/);
  const familySuffix: string[] = [];
  while (family.length > 1 && isSuffixWord(family.at(-1))) familySuffix.unshift(family.pop() ?? '');

  const words = rest.split(/\s+/);
  const particles: string[] = [];
  while (words.length > 1 && isParticle(words.at(-1))) particles.unshift(words.pop() ?? '');
  const parts = splitWesternName(words.join(' '));
  return {
    title: join(parts.title),
    given: join(parts.given),
    middle: join([...parts.middle, ...parts.family]),
    family: join([...particles, ...family]),
    suffix: join([...familySuffix, ...parts.suffix, ...suffixes]),
  };
}

function join(words: readonly string[]): string | null {
  return words.length === 0 ? null : words.join(' ');
}
