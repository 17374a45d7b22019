import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Households, MOST_PEOPLE, type Neighbours } from './households.ts';

const people = Array.from({ length: 60 }, (_, index) => index + 1);
const links = fc.array(
  fc.record({ a: fc.constantFrom(...people), b: fc.constantFrom(...people) }).filter(({ a, b }) => a !== b),
  { maxLength: 70 },
);

/** The slow way: labels spread along links until nothing changes. */
function spread(all: readonly Neighbours[]): Map<number, number[]> {
  const labels = new Map(people.map((id) => [id, id]));
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    for (const { a, b } of all) {
      const least = Math.min(labels.get(a)!, labels.get(b)!);
      isMoving ||= labels.get(a) !== labels.get(b);
      labels.set(a, least).set(b, least);
    }
  }
  const groupOf = (label: number) => people.filter((id) => labels.get(id) === label);
  return new Map([...new Set(labels.values())].map((label) => [label, groupOf(label)]));
}

function gathered(around: readonly number[], all: readonly Neighbours[]): Households {
  const households = new Households(around);
  for (let asked = [...around]; asked.length > 0; ) {
    asked = households.reach(all.filter(({ a, b }) => asked.includes(a) || asked.includes(b)));
  }
  return households;
}

describe('households', () => {
  it('hold whoever is linked over however many others, but no crowds', () => {
    fc.assert(
      fc.property(links, fc.subarray(people), (all, around) => {
        const groups = [...spread(all)].filter(([, group]) => group.length > 1 && group.length <= MOST_PEOPLE);
        const wanted = groups
          .filter(([, group]) => group.some((id) => around.includes(id)))
          .flatMap(([householdId, group]) => group.map((profileId) => ({ profileId, householdId })));
        const found = gathered(around, all).found();
        const byId = (a: { profileId: number }, b: { profileId: number }) => a.profileId - b.profileId;
        expect(found.toSorted(byId)).toEqual(wanted.toSorted(byId));
      }),
    );
  });

  it('look no further than a crowd', () => {
    const chain = Array.from({ length: 59 }, (_, index) => ({ a: index + 1, b: index + 2 }));
    const households = gathered([1], chain);
    expect(households.found()).toEqual([]);
    expect(households.met()).toHaveLength(MOST_PEOPLE + 1);
  });
});
