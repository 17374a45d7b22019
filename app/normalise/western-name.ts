import { boundedMemo } from './bounded-memo.ts';
import {
  CONNECTORS,
  GENERATIONS,
  MARIAN_NAMES,
  PARTICLES,
  POSTNOMINALS,
  SMALL_PARTICLES,
  TITLES,
} from './name-words.ts';
import { toLatin } from './transliterate.ts';

export type NameParts = { title: string[]; given: string[]; middle: string[]; family: string[]; suffix: string[] };

/** Splits words in the order title, given, middle, family, suffix. The words keep their spelling. */
export function splitWesternName(text: string): NameParts {
  const { title, core, suffix } = peelName(text.split(/\s+/).filter((word) => word !== ''));
  if (core.length < 2) return { title, given: core, middle: [], family: [], suffix };
  if (isFamilyAlone(core)) return { title, given: [], middle: [], family: core, suffix };

  const givenEnd = endOfGiven(core);
  const familyStart = startOfFamily(core, givenEnd);
  return {
    title,
    given: core.slice(0, givenEnd),
    middle: core.slice(givenEnd, familyStart),
    family: core.slice(familyStart),
    suffix,
  };
}

/** Takes titles off the front and generations and degrees off the end, as long as a word is left. */
function peelName(words: readonly string[]): { title: string[]; core: string[]; suffix: string[] } {
  let start = 0;
  let end = words.length;
  while (end - start > 1 && TITLES.has(key(words[start]))) start += 1;
  while (end - start > 1 && isSuffixWord(words[end - 1])) end -= 1;
  return { title: words.slice(0, start), core: words.slice(start, end), suffix: words.slice(end) };
}

export function isSuffixWord(word: string | undefined): boolean {
  const bare = key(word);
  return GENERATIONS.has(bare) || POSTNOMINALS.has(bare);
}

/** Also the Spanish and Catalan "and", where it is no initial. */
export function isParticle(word: string | undefined): boolean {
  return word === 'y' || word === 'i' || PARTICLES.has(key(word));
}

/** `Ph.D.` → `phd`, `O’` → `o`. */
function key(word: string | undefined): string {
  return word === undefined ? '' : keyOf(word);
}

const keyOf = boundedMemo((word: string): string => toLatin(word).replace(/[.,'’]/g, ''), 50_000);

/** `de la Cruz`: a small particle in front where the rest has capitals is no first name (`Van Morrison` is). */
function isFamilyAlone(words: readonly string[]): boolean {
  const first = words[0] ?? '';
  return SMALL_PARTICLES.has(first) && words.some((word) => word !== word.toLowerCase());
}

/** One word; two people share a record as `John & Mary`; `María del Carmen` is one name. */
function endOfGiven(words: readonly string[]): number {
  const connector = words.findIndex((word, at) => at > 0 && at < words.length - 2 && CONNECTORS.has(key(word)));
  if (connector > 0) return connector + 2;

  let at = 1;
  while (at < words.length - 2 && isParticle(words[at])) at += 1;
  return at > 1 && MARIAN_NAMES.has(key(words[at])) ? at + 1 : 1;
}

/** From the first particle on; else the last word, or three of `Ortega y Gasset`. */
function startOfFamily(words: readonly string[], givenEnd: number): number {
  const last = words.length - 1;
  const particle = words.findIndex((word, at) => at >= givenEnd && at < last && isParticle(word));
  if (particle < 0) return Math.max(last, givenEnd);
  const isAnd = words[particle]?.length === 1;
  return isAnd ? Math.max(particle - 1, givenEnd) : particle;
}
