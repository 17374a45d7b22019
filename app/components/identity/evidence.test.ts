import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oddsOf, waterfall } from './evidence.ts';

const bits = fc.integer({ min: -200, max: 200 }).map((tenths) => tenths / 10);
const reasons = fc.record({
  a: fc.constant(1),
  b: fc.constant(2),
  bits,
  prior: bits,
  household: bits,
  sentence: fc.constant(''),
  fields: fc.uniqueArray(
    fc.record({
      field: fc.string(),
      level: fc.constant('exact'),
      bits,
      valueClass: fc.constantFrom('normal', 'shared'),
    }),
    { selector: ({ field }) => field, maxLength: 8 },
  ),
});

describe('the waterfall of evidence', () => {
  it('leads from the start to the verdict without a gap', () => {
    fc.assert(
      fc.property(reasons, (reason) => {
        const steps = waterfall(reason);
        const between = steps.slice(0, -1);
        for (const [at, step] of between.entries()) {
          expect(step.from).toBe(at === 0 ? 0 : between[at - 1]!.to);
        }
        expect(Math.abs(between.at(-1)!.to - reason.bits)).toBeLessThan(0.35);
        expect(steps.at(-1)).toMatchObject({ from: 0, to: reason.bits, kind: 'total' });
      }),
    );
  });

  it('shows every field once, what supports before what contradicts', () => {
    fc.assert(
      fc.property(reasons, (reason) => {
        const shown = waterfall(reason).slice(1, 1 + reason.fields.length);
        expect(shown.map((step) => step.bits)).toEqual(reason.fields.map((one) => one.bits).sort((x, y) => y - x));
      }),
    );
  });

  it.each([
    [5, '32 to 1 for one person'],
    [0, '1 to 1 for one person'],
    [-3, '8 to 1 for two people'],
    [20, 'wrong less than once in 8,000'],
  ])('says %d bits as %s', (given, words) => {
    expect(oddsOf(given)).toBe(words);
  });
});
