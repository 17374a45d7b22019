import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePopulation } from '#test/bench/identity-population.ts';
import type { Decision } from './cluster-rules.ts';
import { type Comparable, toComparable } from './comparable.ts';
import { startingModel } from './matching-model.ts';
import { buildRecordSet } from './record-set-builder.ts';
import { resolveComponent } from './resolve-component.ts';
import { peopleFromStats, statsOfSet } from './value-stats.ts';

const model = startingModel([], 2500);

/** Families, movers, shared phones and slips of the fingers: some of it twice, so that equal scores occur. */
function someRecords(seed: number, size: number): Comparable[] {
  const population = makePopulation(size, seed);
  return Array.from({ length: size }, (_, at) => toComparable(population.record(at < size * 0.7 ? at : size - at)));
}

/** Profiles as sets of the records' places in the list, whatever ids they had. */
function profilesOf(records: readonly Comparable[], ids: readonly number[], decisions: readonly Decision[] = []) {
  const numbered = records.map((record, at) => ({ ...record, id: ids[at]! }));
  const set = buildRecordSet(numbered);
  const people = peopleFromStats(set, statsOfSet(set));
  const placeOf = new Map(ids.map((id, at) => [id, at]));
  const { profiles } = resolveComponent({ records: numbered, decisions, model, people, crowded: new Set() });
  return profiles
    .map((profile) => profile.map((id) => placeOf.get(id)!).sort((x, y) => x - y))
    .sort((x, y) => x[0]! - y[0]!);
}

const shuffledIds = (size: number) =>
  fc.shuffledSubarray(
    Array.from({ length: size }, (_, at) => at + 1),
    { minLength: size, maxLength: size },
  );

describe('profiles of a set of records', () => {
  it('are the same in whatever order the records came', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), shuffledIds(120), (seed, ids) => {
        const records = someRecords(seed, 120);
        const inOrder = records.map((_, at) => at + 1);
        expect(profilesOf(records, ids)).toEqual(profilesOf(records, inOrder));
      }),
      { numRuns: 50 },
    );
  });

  it('hold no pair that somebody decided to be two people', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }), (seed, pick) => {
        const records = someRecords(seed, 80);
        const ids = records.map((_, at) => at + 1);
        const merged = profilesOf(records, ids).filter((profile) => profile.length > 1);
        if (merged.length === 0) return;
        const [a, b] = merged[pick % merged.length]!;
        const after = profilesOf(records, ids, [{ kind: 'cannot_link', a: a! + 1, b: b! + 1 }]);
        expect(after.find((profile) => profile.includes(a!))).not.toContain(b!);
      }),
      { numRuns: 30 },
    );
  });
});
