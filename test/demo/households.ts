import { type Home, makeHome, makeNextHome } from './homes.ts';
import { drawCulture, drawFamilyName } from './names.ts';
import { makePerson, type Person } from './people.ts';
import { cumulate, Random } from './random.ts';
import type { World } from './world.ts';

/** People who live together: a relation between persons, never one person. */
export type Household = {
  index: number;
  id: string;
  kind: HouseholdKind;
  people: readonly Person[];
  /** Newest last; two when the household moved within the record. */
  homes: readonly [Home, ...Home[]];
  movedAt: number | null;

  hasLandline: boolean;
};

export type HouseholdKind = 'single' | 'couple' | 'family' | 'twins' | 'junior' | 'flat';

const kinds: readonly HouseholdKind[] = ['single', 'couple', 'family', 'twins', 'junior', 'flat'];
const kindWeights = cumulate([40, 29, 19, 2, 3, 7]);
const year = 365.25 * 86_400_000;

/**
 * Household number `index`, whose first person has number `firstPerson`. A pure function of the world's seed and the
 * two numbers, so a gift can be sent to any household without making those between. About 20 µs.
 */
export function makeHousehold(world: World, index: number, firstPerson: number): Household {
  const random = new Random(world.seed, 'household', index);
  const first = makeHome(random);
  const moves = random.chance(0.16);
  const kind = kinds[random.weighted(kindWeights)] as HouseholdKind;
  const id = `H${String(index + 1).padStart(7, '0')}`;
  return {
    index,
    id,
    kind,
    people: settle(kind, { world, random, first, firstPerson }),
    homes: moves ? [first, makeNextHome(random, first)] : [first],
    movedAt: moves ? world.start + random.next() * (world.now - world.start) : null,
    hasLandline: ['US', 'CA'].includes(first.country) && random.chance(kind === 'flat' ? 0.05 : 0.32),
  };
}

export function homeAt(household: Household, at: number): Home {
  const { homes, movedAt } = household;
  return movedAt !== null && at >= movedAt ? (homes[1] as Home) : homes[0];
}

type Scene = { world: World; random: Random; first: Home; firstPerson: number };

function settle(kind: HouseholdKind, scene: Scene): Person[] {
  switch (kind) {
    case 'single':
      return [adult(scene, 0)];
    case 'flat':
      return Array.from({ length: scene.random.between(2, 4) }, (_, i) =>
        adult(scene, i, { youngest: 19, oldest: 36 }),
      );
    case 'couple':
      return couple(scene, { youngest: 22, oldest: 84 });
    case 'family':
      return family(scene, scene.random.between(1, 3));
    case 'twins':
      return twins(scene);
    case 'junior':
      return juniorAndSenior(scene);
  }
}

type Ages = { youngest: number; oldest: number };

function adult(scene: Scene, position: number, ages: Ages = { youngest: 19, oldest: 86 }): Person {
  const { random } = scene;
  const culture = drawCulture(random, scene.first.country);
  return makePerson(random, {
    index: scene.firstPerson + position,
    culture,
    female: random.chance(0.56),
    family: drawFamilyName(random, culture),
    bornAt: bornBetween(scene, ages),
  });
}

/** Two adults. Most share a surname: then the one who took it may appear under the name of birth in older records. */
function couple(scene: Scene, ages: Ages): Person[] {
  const { random, world } = scene;
  const one = adult(scene, 0, ages);
  const culture = random.chance(0.7) ? one.culture : drawCulture(random, scene.first.country);
  const other = makePerson(random, {
    index: scene.firstPerson + 1,
    culture,
    female: random.chance(0.9) ? !one.female : one.female,
    family: drawFamilyName(random, culture),
    bornAt: Math.min(one.bornAt + random.normal() * 3.5 * year, world.now - 18 * year),
  });
  const style = random.next();
  if (style > 0.82) return [one, other];
  // Of those who took the other's name, one in three did so within the record: both names are in use.
  const changedAt = random.chance(0.33) ? world.start + random.next() * (world.now - world.start) : world.start - year;
  const family = style < 0.74 ? one.family : `${other.family}-${one.family}`;
  return [one, { ...other, family, birthFamily: other.family, nameChangedAt: changedAt }];
}

function family(scene: Scene, children: number): Person[] {
  const { random } = scene;
  const parents = random.chance(0.8)
    ? couple(scene, { youngest: 38, oldest: 60 })
    : [adult(scene, 0, { youngest: 36, oldest: 58 })];
  const kids = Array.from({ length: children }, (_, i) =>
    child(scene, parents, i, bornBetween(scene, { youngest: 15, oldest: 25 })),
  );
  return [...parents, ...kids];
}

/** Same day, same surname, same home, often the same initial: what separates them is the first name alone. */
function twins(scene: Scene): Person[] {
  const parents = scene.random.chance(0.75) ? couple(scene, { youngest: 40, oldest: 60 }) : [];
  const head = parents.length > 0 ? parents : [adult(scene, 0, { youngest: 40, oldest: 60 })];
  const bornAt = bornBetween(scene, { youngest: 16, oldest: 27 });
  const older = child(scene, head, 0, bornAt);
  for (let younger = child(scene, head, 1, bornAt); ; younger = child(scene, head, 1, bornAt)) {
    if (younger.given !== older.given) return [...head, older, younger];
  }
}

/** Father and son of one name; the suffix is often left out. */
function juniorAndSenior(scene: Scene): Person[] {
  const { random, firstPerson } = scene;
  const culture = drawCulture(random, scene.first.country);
  const bornAt = bornBetween(scene, { youngest: 48, oldest: 80 });
  const common = { culture, female: false, family: drawFamilyName(random, culture) };
  const senior = makePerson(random, { ...common, index: firstPerson, bornAt });
  const junior = makePerson(random, {
    ...common,
    index: firstPerson + 1,
    bornAt: bornAt + random.between(22, 32) * year,
  });
  return [
    { ...senior, suffix: 'Sr.' },
    { ...junior, given: senior.given, nickname: null, suffix: 'Jr.' },
  ];
}

function child(scene: Scene, parents: readonly Person[], nth: number, bornAt: number): Person {
  const { random } = scene;
  const [parent] = parents as [Person];
  return makePerson(random, {
    index: scene.firstPerson + parents.length + nth,
    culture: parent.culture,
    female: random.chance(0.5),
    family: parent.family,
    bornAt,
  });
}

function bornBetween({ world, random }: Scene, { youngest, oldest }: Ages): number {
  // More of the middle-aged than of the very old: the mean of two draws.
  const age = youngest + ((random.next() + random.next()) / 2) * (oldest - youngest);
  return world.now - age * year;
}
