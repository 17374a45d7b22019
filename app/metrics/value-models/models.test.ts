import { expect, it } from 'vitest';
import { cumulativeAt, outlookOf } from './count-outlook.ts';
import { tabulate } from './history-table.ts';
import { modelFamilies } from './model-families.ts';

const typical = {
  bg_nbd: [0.243, 4.414, 0.793, 2.426],
  mbg_nbd: [0.525, 6.183, 0.891, 1.614],
  pareto_nbd: [0.553, 10.578, 0.606, 11.669],
  nbd: [0.385, 12.07],
} as const;
const kinds = Object.keys(typical) as (keyof typeof typical)[];
const histories = [
  [0, 0, 39],
  [1, 3, 39],
  [2, 30.43, 38.86],
  [26, 30.86, 31],
  [300, 35, 39],
] as const;

it.each(kinds)('%s: the counts of a living customer sum to one and to the closed form of their mean', (kind) => {
  for (const [repeats, , age] of histories) {
    for (const span of [1, 39, 156]) {
      const next = modelFamilies[kind].countsIfAlive(typical[kind], repeats, age, span);
      let [sum, mean] = [0, 0];
      for (let count = 0; count < 6_000; count++) {
        const probability = next();
        sum += probability;
        mean += count * probability;
      }
      expect(sum).toBeCloseTo(1, 5);
      expect(mean / modelFamilies[kind].ordersIfAlive(typical[kind], repeats, age, span)).toBeCloseTo(1, 4);
    }
  }
});

it.each(kinds)('%s: a longer silence never makes a customer more alive', (kind) => {
  let before = 1;
  for (let age = 20; age < 200; age += 10) {
    const alive = modelFamilies[kind].aliveProbability(typical[kind], 4, 20, age);
    expect(alive).toBeLessThanOrEqual(before);
    before = alive;
  }
});

it('knows the published conditional expectations of CDNOW’s customer 1 (x = 2, t_x = 30.43, T = 38.86)', () => {
  const [x, recency, age] = [2, 30.43, 38.86];
  const orders = (kind: 'bg_nbd' | 'pareto_nbd'): number =>
    modelFamilies[kind].aliveProbability(typical[kind], x, recency, age) *
    modelFamilies[kind].ordersIfAlive(typical[kind], x, age, 39);
  expect(orders('bg_nbd')).toBeCloseTo(1.226, 3); // Fader, Hardie & Lee's spreadsheet note of 2005
  expect(modelFamilies.pareto_nbd.aliveProbability(typical.pareto_nbd, 26, 30.86, 31)).toBeCloseTo(0.998, 3); // BTYD's walkthrough, customer 1516
});

it('holds one-time buyers to be alive in the BG/NBD only', () => {
  expect(modelFamilies.bg_nbd.aliveProbability(typical.bg_nbd, 0, 0, 39)).toBe(1);
  expect(modelFamilies.mbg_nbd.aliveProbability(typical.mbg_nbd, 0, 0, 39)).toBeLessThan(0.8);
  expect(modelFamilies.pareto_nbd.aliveProbability(typical.pareto_nbd, 0, 0, 39)).toBeLessThan(0.5);
});

it.each(kinds)('%s: the likelihood of a table is the sum over its customers', (kind) => {
  const one = (rows: readonly number[]) =>
    tabulate({
      repeats: Int32Array.from(rows, (row) => [0, 1, 7][row]!),
      recencyDays: Int32Array.from(rows, (row) => [0, 20, 200][row]!),
      ageDays: Int32Array.from(rows, (row) => [100, 90, 230][row]!),
      weight: null,
    });
  const at = Float64Array.from(typical[kind], Math.log);
  const value = (rows: readonly number[]): number => modelFamilies[kind].likelihood(one(rows))(at);
  expect(value([0, 1, 2, 1])).toBeCloseTo(value([0]) + 2 * value([1]) + value([2]), 9);
});

it('accumulates a distribution with the chance of having left on top of zero', () => {
  const outlook = outlookOf(modelFamilies.nbd.countsIfAlive([1, 10], 0, 10, 20), 1);
  expect(cumulativeAt(outlook, 0.5, 0)).toBeCloseTo(0.5 + 0.5 * 0.5, 9);
  expect(cumulativeAt(outlook, 0.5, -1)).toBe(0);
});
