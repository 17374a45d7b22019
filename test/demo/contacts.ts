import { type Company, company, companyCount } from './companies.ts';
import { plainLetters } from './dirt.ts';
import type { Household } from './households.ts';
import { makeFamilyMailbox, makeMailboxes, type TakenMailboxes } from './mailboxes.ts';
import { ageAt, type Person } from './people.ts';
import { phoneNumber } from './phone-numbers.ts';
import { Random } from './random.ts';
import type { World } from './world.ts';

/** How one person can be reached, and with whom they share that. */
export type Contacts = {
  /** Own mailboxes, the main one first; empty for one in thirty. */
  emails: readonly string[];
  /** Own numbers in E.164, the present one first; may be empty. */
  mobiles: readonly string[];
  landline: string | null;
  familyMailbox: string | null;
  work: { company: Company; email: string; usesSharedMailbox: boolean } | null;
};

/** Slots per person in the numbering plan: two mobiles and, for the first of a household, its landline. */
const slotsEach = 3;

/** Contacts of everyone in a household. Takes mailboxes, so households must be visited in order. */
export function makeContacts(world: World, household: Household, taken: TakenMailboxes): Contacts[] {
  const random = new Random(world.seed, 'contacts', household.index);
  const { people, homes, hasLandline, kind } = household;
  const [home] = homes;
  const slots = world.people * slotsEach + slotsEach;
  const number = (index: number) => phoneNumber(home.place, index, slots);
  const first = (people[0] as Person).index;
  const landline = hasLandline ? number(first * slotsEach + 2) : null;
  const familyMailbox =
    people.length > 1 && kind !== 'flat' && random.chance(0.22) ? makeFamilyMailbox(random, household, taken) : null;
  return people.map((person) => ({
    emails: makeMailboxes(random, person, taken, world.now),
    mobiles: mobiles(random).map((nth) => number(person.index * slotsEach + nth)),
    landline,
    familyMailbox,
    work: work(random, world, person),
  }));
}

function mobiles(random: Random): number[] {
  const draw = random.next();
  if (draw < 0.08) return [];
  return draw < 0.9 ? [0] : [0, 1];
}

function work(random: Random, world: World, person: Person): Contacts['work'] {
  const age = ageAt(person, world.now);
  if (age < 24 || age > 67 || !random.chance(0.14)) return null;
  const employer = company(world, random.int(companyCount(world)));
  const local = `${plainLetters(person.given)}.${plainLetters(person.family)}`.toLowerCase().replace(/[^a-z.]/gu, '');
  return { company: employer, email: `${local}@${employer.domain}`, usesSharedMailbox: random.chance(0.3) };
}
