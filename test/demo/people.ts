import { isoDay } from './calendar.ts';
import type { Culture } from './given-names.ts';
import { drawGivenName, drawNickname } from './names.ts';
import type { Random } from './random.ts';

/** One true person, whatever the sources call them. */
export type Person = {
  index: number;
  id: string;
  culture: Culture;
  female: boolean;
  given: string;
  /** What they answer to; null if the full name. */
  nickname: string | null;
  family: string;
  /** The surname before marriage; null if never changed. */
  birthFamily: string | null;
  nameChangedAt: number | null;
  suffix: 'Sr.' | 'Jr.' | null;
  bornAt: number;
  birthDate: string;
};

export type PersonFacts = { index: number; culture: Culture; female: boolean; family: string; bornAt: number };

export function makePerson(random: Random, facts: PersonFacts): Person {
  const given = drawGivenName(random, facts.culture, facts.female);
  return {
    ...facts,
    id: personId(facts.index),
    given,
    nickname: drawNickname(random, given),
    birthFamily: null,
    nameChangedAt: null,
    suffix: null,
    birthDate: isoDay(facts.bornAt),
  };
}

function personId(index: number): string {
  return `P${String(index + 1).padStart(7, '0')}`;
}

/** The surname in use at an instant. */
export function familyNameAt(person: Person, at: number): string {
  return person.birthFamily !== null && at < (person.nameChangedAt ?? 0) ? person.birthFamily : person.family;
}

export function ageAt(person: Person, at: number): number {
  return (at - person.bornAt) / (365.25 * 86_400_000);
}
