import { expect, test } from 'vitest';
import { OrderNumbers } from './order-numbers.ts';
import { Random } from './random.ts';

const draws = 40_000;

test.each([
  ['uniform', (random: Random) => random.next(), 0.5, 1 / 12],
  ['gamma below shape 1', (random: Random) => random.gamma(0.65, 2), 2, 4 / 0.65],
  ['gamma above shape 1', (random: Random) => random.gamma(1.3, 2), 2, 4 / 1.3],
  ['exponential', (random: Random) => random.exponential(3), 3, 9],
  ['Poisson', (random: Random) => random.poisson(0.5), 0.5, 0.5],
])('draws %s numbers of the right mean and variance', (_, draw, mean, variance) => {
  const random = new Random(1, 'moments');
  const values = Array.from({ length: draws }, () => draw(random));
  const average = values.reduce((sum, value) => sum + value, 0) / draws;
  const spread = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / draws;
  expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(variance / draws));
  expect(spread / variance).toBeGreaterThan(0.9);
  expect(spread / variance).toBeLessThan(1.1);
});

test('keeps streams of neighbouring indexes apart', () => {
  const firsts = Array.from({ length: 1000 }, (_, i) => new Random(7, 'household', i).next());
  expect(new Set(firsts).size).toBe(1000);
  expect(Math.abs(firsts.reduce((sum, value) => sum + value, 0) / 1000 - 0.5)).toBeLessThan(0.05);
});

test('numbers orders by time, and those of one millisecond one after the other', () => {
  const numbers = new OrderNumbers([30, 10, 20, 20], 1001);
  expect([numbers.next(20), numbers.next(30), numbers.next(20), numbers.next(10)]).toEqual([1002, 1004, 1003, 1001]);
});
