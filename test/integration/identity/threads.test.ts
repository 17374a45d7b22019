import { describe, expect, it } from 'vitest';
import { toComparable } from '#app/identity/comparable.ts';
import { withLabour } from '#app/identity/labour-threads.server.ts';
import { buildRecordSet } from '#app/identity/record-set-builder.ts';
import { resolveSet } from '#app/identity/resolve-records.ts';
import { makePopulation } from '#test/bench/identity-population.ts';

const SIZE = 1500;
/** Training goes over all pairs several times. */
const PATIENCE_MS = 240_000;
const population = makePopulation(SIZE, 71);
const set = buildRecordSet(Array.from({ length: SIZE }, (_, at) => toComparable(population.record(at))));

function resolveWith(threads: number) {
  return withLabour(
    SIZE,
    async (labour) => {
      const { clusterOf, edges, model, reviews, households, candidates } = await resolveSet(set, [], { labour });
      return { clusterOf, edges, model, reviews, households, candidates };
    },
    threads,
  );
}

const once = resolveWith(1);

describe('a shop that several threads resolve', { timeout: PATIENCE_MS }, () => {
  it.each([2, 3])('is to the bit what one makes of it: %i threads', async (threads) => {
    const alone = await once;
    expect(alone.edges.a.length).toBeGreaterThan(100);
    expect(await resolveWith(threads)).toEqual(alone);
  });

  it('is not resolved at all if a thread fails, and leaves no thread behind', async () => {
    const broken = { ...set, given: { from: set.given.from, values: null } } as unknown as typeof set;
    await expect(withLabour(SIZE, (labour) => labour.candidates(broken, null), 2)).rejects.toThrow();
  });
});
