import { themes } from './catalogue.ts';
import type { Household } from './households.ts';
import { ageAt, type Person } from './people.ts';
import { type Persona, type PersonaFacts, personas } from './personas.ts';
import { cumulate, Random } from './random.ts';
import type { World } from './world.ts';

export type Reach = 'online' | 'till' | 'both';

/** The hidden truth of one customer's behaviour: what lifetime-value models try to recover. */
export type Shopper = {
  persona: Persona;
  reach: Reach;
  /** Store in reach of the first home, or -1. */
  store: number;
  /** Day of the record on which they first buy; -1 for those who never do. */
  firstDay: number;
  /** Day after which they never come back (exponential dropout). */
  lastDay: number;
  /** Purchases a day while active, before the season (gamma-distributed among customers). */
  perDay: number;
  themes: readonly [number, number];
  /** Chance of using a code when none is offered by a sale. */
  thrift: number;
  returns: number;
};

const personaWeights = cumulate(personas.map((facts) => facts.share));
const yearDays = 365.25;
/**
 * Shape and scale of the gamma over purchase rates by reach: with a shape below 1 most buy seldom and a few often.
 * Who uses both channels buys more, as retailers find.
 */
const rates: Readonly<Record<Reach, { shape: number; factor: number; stays: number }>> = {
  online: { shape: 0.65, factor: 0.75, stays: 1 },
  till: { shape: 0.65, factor: 0.75, stays: 1 },
  both: { shape: 1.3, factor: 2.5, stays: 1.4 },
};

export function makeShopper(world: World, household: Household, person: Person): Shopper {
  const random = new Random(world.seed, 'shopper', person.index);
  const facts = personas[random.weighted(personaWeights)] as PersonaFacts;
  const store = household.homes[0].place.store;
  const reach = drawReach(random, store, household.homes[0].country);
  const firstDay = random.chance(0.09) ? -1 : random.weighted(world.season.arrival);
  const quality = firstDay < 0 ? 1 : cohortQuality(world, firstDay);
  const young = ageAt(person, world.now) < 21 ? 0.55 : 1;
  const { shape, factor, stays } = rates[reach];
  return {
    persona: facts.persona,
    reach,
    store: store >= 0 ? store : random.int(4),
    firstDay,
    lastDay: firstDay + random.exponential(facts.staysYears * yearDays * quality * stays),
    perDay: (random.gamma(shape, facts.perYear * factor) * quality * young) / yearDays,
    themes: [random.int(themes), random.int(themes)],
    thrift: facts.thrift,
    returns: facts.returns,
  };
}

/** Holiday cohorts stay shorter, the launch year's stay longer, and one spring campaign brought people who left at once. */
function cohortQuality(world: World, day: number): number {
  const { month } = world.calendar.dates[day] as { month: number };
  const share = day / world.calendar.dates.length;
  if (month >= 10) return 0.7;
  if (month >= 3 && month <= 4 && share > 0.4 && share < 0.75) return 0.5;
  return share < 0.2 ? 1.3 : 1;
}

function drawReach(random: Random, store: number, country: string): Reach {
  const draw = random.next();
  if (store >= 0) return draw < 0.68 ? 'both' : draw < 0.88 ? 'till' : 'online';
  if (country !== 'US') return draw < 0.02 ? 'till' : 'online';
  return draw < 0.06 ? 'both' : draw < 0.08 ? 'till' : 'online';
}
