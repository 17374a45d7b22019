import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildScales, DEFAULT_WEIGHTS, scoreValue, VALUE_PARTS, type ValueFacts } from './value-score.ts';

const fact = fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: null });
const facts = fc.record(Object.fromEntries(VALUE_PARTS.map((part) => [part, fact]))) as fc.Arbitrary<ValueFacts>;
const weights = fc.record(
  Object.fromEntries(VALUE_PARTS.map((part) => [part, fc.integer({ min: 0, max: 10 })])),
) as fc.Arbitrary<typeof DEFAULT_WEIGHTS>;

it('is the sum of its parts and stays between 0 and 100', () => {
  fc.assert(
    fc.property(fc.array(facts, { minLength: 1, maxLength: 20 }), weights, (customers, weighting) => {
      const scales = buildScales(customers);
      for (const customer of customers) {
        const { score, parts } = scoreValue(customer, scales, weighting);
        if (score === null) continue;
        expect(parts.reduce((sum, part) => sum + part.points, 0)).toBe(score);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100 + 1e-9);
      }
    }),
    { seed: 8 },
  );
});

const plain: ValueFacts = {
  spend: 100,
  margin: null,
  frequency: 1,
  categories: 1,
  channels: 1,
  returns: 0,
  serviceCost: 0,
  advocacy: 0,
};

it('rises with spend and falls with returns', () => {
  const shop = Array.from({ length: 11 }, (_, i) => ({ ...plain, spend: i * 100, returns: i / 10 }));
  const scales = buildScales(shop);
  const score = (change: Partial<ValueFacts>): number =>
    scoreValue({ ...plain, ...change }, scales, DEFAULT_WEIGHTS).score!;
  expect(score({ spend: 900 })).toBeGreaterThan(score({ spend: 100 }));
  expect(score({ returns: 0.9 })).toBeLessThan(score({ returns: 0.1 }));
});

it('leaves an unknown part out and says so, and has no score without any known part', () => {
  const scales = buildScales([plain, { ...plain, spend: 900 }]);
  const margin = scoreValue(plain, scales, DEFAULT_WEIGHTS).parts.find((part) => part.part === 'margin')!;
  expect(margin).toEqual({ part: 'margin', value: null, level: null, points: 0 });
  const none = Object.fromEntries(VALUE_PARTS.map((part) => [part, null])) as unknown as ValueFacts;
  expect(scoreValue(none, scales, DEFAULT_WEIGHTS).score).toBeNull();
});
