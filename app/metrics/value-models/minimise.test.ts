import { expect, it } from 'vitest';
import { minimise } from './minimise.ts';

it('finds the bottom of a curved valley (Rosenbrock)', () => {
  const found = minimise((p) => (1 - p[0]!) ** 2 + 100 * (p[1]! - p[0]! ** 2) ** 2, [-1.2, 1], { tolerance: 1e-12 });
  expect(found.converged).toBe(true);
  expect(found.point[0]).toBeCloseTo(1, 4);
  expect(found.point[1]).toBeCloseTo(1, 4);
});

it('walks around places where the function is not a number', () => {
  const found = minimise((p) => (p[0]! < 0 ? Number.NaN : (p[0]! - 0.1) ** 2), [3]);
  expect(found.point[0]).toBeCloseTo(0.1, 3);
});

it('gives the same bytes twice', () => {
  const f = (p: Float64Array): number => Math.cosh(p[0]! - 2) + (p[1]! + p[0]!) ** 2;
  expect(minimise(f, [0, 0])).toEqual(minimise(f, [0, 0]));
});
