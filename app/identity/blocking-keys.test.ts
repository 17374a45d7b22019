import { expect, it } from 'vitest';
import { toComparable } from '#app/identity/comparable.ts';
import { makePopulation } from '#test/bench/identity-population.ts';
import { blockingKeys } from './blocking-keys.ts';
import { buildRecordSet } from './record-set-builder.ts';

it('gives a record the same keys alone and in any set', () => {
  const population = makePopulation(120, 4);
  const records = Array.from({ length: 120 }, (_, at) => toComparable(population.record(at)));
  const whole = buildRecordSet(records);
  const few = buildRecordSet(records.slice(0, 7));
  records.forEach((record, row) => {
    const alone = blockingKeys(buildRecordSet([record]), 0);
    expect(alone).toEqual(blockingKeys(whole, row));
    expect(alone.every(({ key }) => Number.isSafeInteger(key))).toBe(true);
    if (row < few.size) expect(blockingKeys(few, row)).toEqual(alone);
  });
});
