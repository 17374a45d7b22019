import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareRows, growth } from './compare-report.ts';

const rows = fc.uniqueArray(fc.record({ key: fc.constantFrom(...'abcdefgh'), net: fc.integer() }), {
  selector: (row) => row.key,
});

it('loses and doubles no row of either period', () => {
  fc.assert(
    fc.property(rows, rows, fc.boolean(), (now, before, inTime) => {
      const pairs = compareRows(now, before, inTime);
      expect(pairs.flatMap((pair) => pair.now ?? [])).toEqual(now);
      expect(new Set(pairs.flatMap((pair) => pair.before ?? []))).toEqual(new Set(before));
      expect(pairs.filter((pair) => pair.before !== null)).toHaveLength(before.length);
      if (!inTime) for (const pair of pairs) if (pair.now && pair.before) expect(pair.now.key).toBe(pair.before.key);
    }),
  );
});

it('tells growth as a share of what was, and none of nothing', () => {
  expect(growth(112, 100)).toBeCloseTo(0.12);
  expect(growth(-50, -100)).toBeCloseTo(0.5);
  expect([growth(1, 0), growth(null, 3), growth(3, undefined)]).toEqual([null, null, null]);
});
