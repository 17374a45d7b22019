import type { Contacts } from './contacts.ts';
import type { Household } from './households.ts';
import type { Person } from './people.ts';
import { Random } from './random.ts';
import type { Sale } from './sales.ts';
import type { Shopper } from './shoppers.ts';
import type { World } from './world.ts';

/** One person with all that is true of them: what the makers of records look at. */
export type Subject = {
  person: Person;
  household: Household;
  contacts: Contacts;
  shopper: Shopper;
  attitude: Attitude;
  /** The day they first came to the shop's notice: first purchase, or another day for those who never buy. */
  metAt: number;
  /** Their purchases in order of time. */
  sales: readonly Sale[];
};

/** What the person last said about being written to, in truth; sources know it late or not at all. */
export type Attitude = { grantedAt: number | null; withdrawnAt: number | null; smsGrantedAt: number | null };

export type SubjectFacts = Omit<Subject, 'attitude' | 'metAt'>;

export function makeSubject(world: World, facts: SubjectFacts): Subject {
  const random = new Random(world.seed, 'attitude', facts.person.index);
  const span = world.now - world.start;
  const metAt = facts.sales[0]?.visit.at ?? world.start + Math.floor(random.next() * span);
  const after = (from: number) => from + Math.floor(random.next() ** 2 * (world.now - from));
  const grantedAt = random.chance(0.55) ? (random.chance(0.6) ? metAt : after(metAt)) : null;
  return {
    ...facts,
    metAt,
    attitude: {
      grantedAt,
      withdrawnAt: grantedAt !== null && random.chance(0.2) ? after(grantedAt) : null,
      smsGrantedAt: random.chance(0.14) ? after(metAt) : null,
    },
  };
}
