import { boundedMemo } from '#app/normalise/bounded-memo.ts';
import { PLACEHOLDER_NAMES } from '#app/normalise/name-words.ts';
import { generationalSuffix, isPlaceholderName, nameTokens, splitFullName } from '#app/normalise/person-name.ts';
import type { IdentityRecord } from './identity-record.ts';
import { APPROXIMATE_MARK } from './name-store.ts';
import { romanise } from './romanise.ts';

export type ComparableName = { given: string[]; family: string[]; generation: number };

/** One field of a name, read once for all records that have it. */
type NamePart = {
  tokens: readonly string[];
  /** Generation said in this part; 0 = none. */
  generation: number;
  /** Has a word of those that stand for nobody; only then the whole name is looked at. */
  suspect: boolean;
};

const GENERATIONS = { sr: 1, jr: 2, ii: 2, iii: 3, iv: 4 } as const;
/** More words than this are a sentence, not a name. */
const MOST_TOKENS = 4;
const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hangul}]+$/u;
const NOTHING: ComparableName = { given: [], family: [], generation: 0 };

const SUSPECT_WORDS = new Set([...PLACEHOLDER_NAMES].flatMap((name) => name.split(' ')));
const readPart = boundedMemo(readNamePart, 100_000);

/** Tokens of a record's name by part. A name in one piece is split; a placeholder (Walk-in customer) is no name. */
export function comparableName(record: IdentityRecord): ComparableName {
  const written = writtenParts(record);
  const given = readPart(written.given);
  const family = readPart(written.family);
  if (given.tokens.length + family.tokens.length === 0) return NOTHING;
  if ((given.suspect || family.suspect) && isPlaceholderName(`${written.given} ${written.family}`.trim()))
    return NOTHING;
  const generation = given.generation || family.generation || readPart(`x ${written.suffix}`).generation;
  // A Chinese or Korean name in the field of the given name brings its family name along, first.
  if (family.tokens.length === 0 && given.tokens.length > 1 && EAST_ASIAN.test(written.given)) {
    return { given: given.tokens.slice(1), family: given.tokens.slice(0, 1), generation };
  }
  return { given: given.tokens.slice(0, MOST_TOKENS), family: family.tokens.slice(0, MOST_TOKENS), generation };
}

function writtenParts(record: IdentityRecord): { given: string; family: string; suffix: string } {
  const given = record.givenName ?? '';
  const family = record.familyName ?? '';
  if (given !== '' || family !== '' || !record.fullName) return { given, family, suffix: '' };
  const split = splitFullName(record.fullName);
  const first = [split.given, split.middle].filter((part) => part !== null).join(' ');
  return { given: first, family: split.family ?? '', suffix: split.suffix ?? '' };
}

function readNamePart(written: string): NamePart {
  const words = nameTokens(written);
  const suffix = generationalSuffix(written) ?? generationalSuffix(`x ${written}`);
  // `Morris I`: the first of his name, or an initial. Taken off either way, as a middle initial proves nothing.
  const first = words.length > 1 && words.at(-1) === 'i';
  if (first) words.pop();
  const tokens = words.flatMap((word) =>
    romanise(word).map(({ text, approximate }) => (approximate ? APPROXIMATE_MARK + text : text)),
  );
  return {
    tokens,
    generation: suffix !== null ? GENERATIONS[suffix] : first ? 1 : 0,
    suspect: words.length === 0 || words.some((word) => SUSPECT_WORDS.has(word) || /^(.)\1*$|\d$/.test(word)),
  };
}
