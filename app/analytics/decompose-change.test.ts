import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Decomposition, decomposeChange, decomposeProduct, roundToSum } from './decompose-change.ts';

const groups = fc
  .uniqueArray(
    fc.record({
      key: fc.constantFrom('online', 'pos', 'phone', 'market', 'other'),
      numerator: fc.nat({ max: 1_000 }),
      denominator: fc.nat({ max: 1_000 }),
    }),
    { selector: (group) => group.key },
  )
  .map((all) => all.map((group) => (group.denominator === 0 ? { ...group, numerator: 0 } : group)));

function partsOf(decomposition: Decomposition): number {
  return decomposition.parts.reduce((sum, part) => sum + part.mix + part.behaviour, decomposition.restatement);
}

it('leaves nothing over: restatement, mix and behaviour sum to the change', () => {
  fc.assert(
    fc.property(groups, groups, groups, (before, after, restated) => {
      for (const past of [before, restated]) {
        const decomposition = decomposeChange(before, after, past);
        if (decomposition !== null) expect(partsOf(decomposition)).toBeCloseTo(decomposition.change, 9);
      }
    }),
    { seed: 10, numRuns: 300 },
  );
});

it('calls it mix when only the groups’ sizes change, behaviour when only what they do changes', () => {
  const before = [
    { key: 'online', numerator: 20, denominator: 100 },
    { key: 'pos', numerator: 60, denominator: 100 },
  ];
  const sizes = decomposeChange(before, [
    { key: 'online', numerator: 10, denominator: 50 },
    { key: 'pos', numerator: 90, denominator: 150 },
  ])!;
  expect(sizes.parts.every((part) => Math.abs(part.behaviour) < 1e-12)).toBe(true);
  expect(sizes.parts.every((part) => part.mix > 0)).toBe(true); // more of the better, less of the worse
  const doing = decomposeChange(before, [
    { key: 'online', numerator: 30, denominator: 100 },
    { key: 'pos', numerator: 60, denominator: 100 },
  ])!;
  expect(doing.parts).toEqual([
    { key: 'online', mix: expect.closeTo(0, 12), behaviour: expect.closeTo(0.05, 9) },
    { key: 'pos', mix: 0, behaviour: 0 },
  ]);
});

it('names what merges alone did to a figure', () => {
  const before = [{ key: 'all', numerator: 10, denominator: 100 }];
  const merged = [{ key: 'all', numerator: 16, denominator: 94 }];
  const decomposition = decomposeChange(before, merged, merged)!;
  expect(decomposition.restatement).toBeCloseTo(16 / 94 - 0.1, 12);
  expect(decomposition.parts).toEqual([{ key: 'all', mix: 0, behaviour: 0 }]);
});

it('has no answer where there was nobody', () => {
  expect(decomposeChange([], [{ key: 'all', numerator: 1, denominator: 2 }])).toBeNull();
});

it('takes a product apart without a left-over', () => {
  const factors = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(factors, factors, (before, after) => {
      const change =
        after.reduce((value, factor) => value * factor, 1) - before.reduce((value, factor) => value * factor, 1);
      const sum = decomposeProduct(before, after).reduce((total, part) => total + part, 0);
      expect(Math.abs(sum - change)).toBeLessThan(1e-6);
    }),
    { seed: 11 },
  );
  expect(decomposeProduct([10, 2, 5], [20, 2, 5])).toEqual([expect.closeTo(100, 9), 0, 0]);
});

it('rounds money so that it still adds up', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1_000, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 9 }),
      (parts) => {
        const total = Math.round(parts.reduce((sum, part) => sum + part, 0)) + 0; // + 0: no minus zero
        const rounded = roundToSum(parts, total);
        expect(rounded.reduce((sum, part) => sum + part, 0)).toBe(total);
        for (const [i, part] of rounded.entries()) expect(Math.abs(part - parts[i]!)).toBeLessThanOrEqual(1.001);
      },
    ),
    { seed: 12 },
  );
});
