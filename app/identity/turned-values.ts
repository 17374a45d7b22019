import type { RecordSet } from './record-set.ts';
import { countPeople, GENERIC_ABOVE, SHARED_FROM } from './value-stats.ts';

/**
 * Records whose links weigh otherwise since some records came to hold a value that they hold: with the second person an address counts
 * half, from the third on it is shared, beyond ten it counts nothing. `holders` = record ids by value; `came` = those that are new to
 * it. O(holders²) a value.
 */
export function holdersOfTurnedValues(
  set: RecordSet,
  holders: readonly (readonly number[])[],
  came: ReadonlySet<number>,
): number[] {
  const rowOf = new Map<number, number>();
  set.ids.forEach((id, row) => {
    rowOf.set(id, row);
  });
  const standing = (ids: readonly number[]) =>
    standingOf(countPeople(set, Int32Array.from(ids.flatMap((id) => rowOf.get(id) ?? []))));
  return holders.filter((ids) => standing(ids) !== standing(ids.filter((id) => !came.has(id)))).flat();
}

/** Between these numbers of people a value weighs the same. */
function standingOf(people: number): number {
  return people > GENERIC_ABOVE ? GENERIC_ABOVE + 1 : Math.min(people, SHARED_FROM);
}
