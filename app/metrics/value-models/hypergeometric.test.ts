import hyp2f1 from '@stdlib/math-base-special-hyp2f1';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { negativeBinomialHypergeometric, unitHypergeometric } from './hypergeometric.ts';

it('agrees with Cephes where Cephes is sound', () => {
  const cases = [
    [0.3, 1.5, 0.1],
    [2.4, 4.1, 0.5],
    [5.5, 7.2, 0.65],
    [1.2, 12.5, 0.93],
  ] as const;
  for (const [b, c, z] of cases) expect(unitHypergeometric(b, c, z)).toBeCloseTo(hyp2f1(1, b, c, z), 9);
});

it('gives the same by series and by continued fraction, far out too', () => {
  const parameter = fc.double({ min: 0.05, max: 300, noNaN: true });
  fc.assert(
    fc.property(parameter, parameter, fc.double({ min: 0.61, max: 0.97, noNaN: true }), (b, more, z) => {
      let term = 1;
      let sum = 1;
      for (let n = 0; n < 5_000; n++) {
        term *= ((b + n) / (b + more + n)) * z;
        sum += term;
      }
      expect(unitHypergeometric(b, b + more, z) / sum).toBeCloseTo(1, 9);
    }),
    { numRuns: 100, seed: 1 },
  );
});

it('stays finite for a customer with a thousand orders, where gamma(a) does not', () => {
  const value = negativeBinomialHypergeometric(1000.3, 1002, 1002.9, 0.9);
  expect(value).toBeGreaterThan(0);
  expect(value).toBeLessThan(1e3);
  expect(Number.isFinite(hyp2f1(1000.3, 1002, 1002.9, 0.9))).toBe(false);
});

it('is (1 - z)^n 2F1(n, b; c; z)', () => {
  expect(negativeBinomialHypergeometric(2.2, 3.1, 4.7, 0.35)).toBeCloseTo(
    0.65 ** 2.2 * hyp2f1(2.2, 3.1, 4.7, 0.35),
    10,
  );
});
