import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moveBetween, quintiles, RFM_GROUPS, type RfmGroup, rfmGroup, scoreRfm } from './rfm.ts';

it('keeps equal values together, whatever their number and order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 60 }), (values) => {
      const scores = quintiles(values);
      values.forEach((value, i) => {
        values.forEach((other, j) => {
          if (value === other) expect(scores[i]).toBe(scores[j]);
          if (value < other) expect(scores[i]).toBeLessThanOrEqual(scores[j]!);
        });
        const smaller = values.filter((other) => other < value).length;
        expect(smaller / values.length).toBeGreaterThanOrEqual((scores[i]! - 1) / 5);
        expect(scores[i]).toBeLessThanOrEqual(5);
      });
    }),
    { seed: 5 },
  );
});

it('cuts ten different values into five pairs', () => {
  expect(quintiles([10, 20, 30, 40, 50, 60, 70, 80, 90, 100])).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
});

it('does not cut through one-time buyers', () => {
  expect(quintiles([1, 1, 1, 1, 1, 1, 2, 2, 3, 9])).toEqual([1, 1, 1, 1, 1, 1, 4, 4, 5, 5]);
});

it('gives every cell of the grid a group', () => {
  const seen = new Set<RfmGroup>();
  for (let r = 1; r <= 5; r++) for (let f = 1; f <= 5; f++) for (let m = 1; m <= 5; m++) seen.add(rfmGroup(r, f, m));
  expect([...seen].sort()).toEqual(RFM_GROUPS.filter((group) => group !== 'PROSPECTS').sort());
});

it.each([
  ['just now, often and much', 5, 5, 5, 'CHAMPIONS'],
  ['just now, for the first time', 5, 1, 1, 'NEW'],
  ['long ago, often and much', 1, 5, 5, 'PREVIOUSLY_LOYAL'],
  ['long ago, once and little', 1, 1, 1, 'DORMANT'],
  ['a while ago, middling', 3, 3, 3, 'NEEDS_ATTENTION'],
] as const)('%s is %s %s %s: %s', (_, r, f, m, group) => {
  expect(rfmGroup(r, f, m)).toBe(group);
});

it('leaves prospects out of the quintiles', () => {
  const buyers = [1, 2, 3, 4, 5].map((orders) => ({ recencyDays: 50 - orders * 10, orders, netMinor: orders * 1_000 }));
  const prospects = Array.from({ length: 95 }, () => ({ recencyDays: null, orders: 0, netMinor: 0 }));
  const scores = scoreRfm([...prospects, ...buyers]);
  expect(scores[0]).toEqual({ recency: null, frequency: null, monetary: null, group: 'PROSPECTS' });
  expect(scores.slice(95).map((score) => score.frequency)).toEqual([1, 2, 3, 4, 5]);
});

it('counts every customer of either date once in the movement', () => {
  const group = fc.constantFrom(...RFM_GROUPS);
  const population = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30 }), group), { selector: ([id]) => id });
  fc.assert(
    fc.property(population, population, (before, after) => {
      const moves = moveBetween(new Map(before), new Map(after));
      const all = new Set([...before, ...after].map(([id]) => id));
      expect(moves.reduce((sum, move) => sum + move.customers, 0)).toBe(all.size);
    }),
    { seed: 6 },
  );
});
