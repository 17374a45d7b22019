import { addBlanks, plainLetters, typo } from './dirt.ts';
import type { Manner } from './manners.ts';
import { familyNameAt } from './people.ts';
import type { Random } from './random.ts';
import type { Subject } from './subjects.ts';

/** A name as a record holds it; both null when nobody asked. */
export type TypedName = { first: string | null; last: string | null };

const placeholders: readonly TypedName[] = [
  { first: 'Walk-in', last: 'Customer' },
  { first: 'Guest', last: null },
  { first: 'Unknown', last: 'Unknown' },
  { first: 'x', last: 'x' },
  { first: 'noname', last: null },
  { first: null, last: 'Customer' },
  { first: 'Test', last: 'Test' },
];

export function typeName(random: Random, subject: Subject, manner: Manner, at: number): TypedName {
  if (random.chance(manner.noName)) return { first: null, last: null };
  if (random.chance(manner.placeholderName)) return random.pick(placeholders);
  const name = { first: givenName(random, subject, manner), last: familyName(random, subject, manner, at) };
  const slipped = soil(random, name, manner);
  return random.chance(manner.swapped) ? { first: slipped.last, last: slipped.first } : slipped;
}

function givenName(random: Random, { person }: Subject, manner: Manner): string | null {
  if (random.chance(manner.noGiven)) return null;
  if (random.chance(manner.initial)) return `${person.given.charAt(0)}.`;
  // Who has a nickname uses it at the counter; the rates are those of the ones who have.
  return person.nickname !== null && random.chance(manner.nickname * 2) ? person.nickname : person.given;
}

function familyName(random: Random, { person }: Subject, manner: Manner, at: number): string {
  const isStale = person.birthFamily !== null && (person.nameChangedAt ?? 0) > 0 && random.chance(manner.stale);
  const family = isStale ? (person.birthFamily as string) : familyNameAt(person, at);
  return person.suffix !== null && random.chance(0.4) ? `${family} ${person.suffix}` : family;
}

function soil(random: Random, { first, last }: { first: string | null; last: string }, manner: Manner): TypedName {
  const isPlain = random.chance(manner.accentsLost);
  const slipsFirst = random.chance(manner.nameTypo);
  const slipsLast = random.chance(manner.nameTypo);
  const letterCase = random.next();
  const finish = (text: string, slips: boolean): string => {
    let result = isPlain ? plainLetters(text) : text;
    if (slips) result = typo(random, result);
    if (letterCase < manner.upper) result = result.toUpperCase();
    else if (letterCase < manner.upper + manner.lower) result = result.toLowerCase();
    return random.chance(manner.blanks) ? addBlanks(random, result) : result;
  };
  return { first: first === null ? null : finish(first, slipsFirst), last: finish(last, slipsLast) };
}
