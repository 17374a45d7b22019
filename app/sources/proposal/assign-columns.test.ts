import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assignBest } from './assign-columns.ts';

it('gives up a good match where that makes a better whole', () => {
  expect(
    assignBest([
      [0.9, 0.8],
      [0.85, 0],
    ]),
  ).toEqual([1, 0]);
});

it('leaves rows without any allowed column alone', () => {
  expect(
    assignBest([
      [0, 0],
      [0, 0.5],
    ]),
  ).toEqual([-1, 1]);
});

it('is never beaten by trying every assignment', () => {
  const matrix = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
  fc.assert(
    fc.property(matrix, (scores) => {
      const chosen = assignBest(scores);
      const used = chosen.filter((column) => column >= 0);
      expect(new Set(used).size).toBe(used.length);
      expect(chosen.reduce((sum, column, row) => sum + (scores[row]?.[column] ?? 0), 0)).toBe(
        bestByTrying(scores, 0, new Set()),
      );
    }),
    { numRuns: 300 },
  );
});

function bestByTrying(scores: readonly (readonly number[])[], row: number, used: ReadonlySet<number>): number {
  if (row === scores.length) return 0;
  const skip = bestByTrying(scores, row + 1, used);
  return (scores[row] ?? []).reduce((best, score, column) => {
    if (used.has(column)) return best;
    return Math.max(best, score + bestByTrying(scores, row + 1, new Set([...used, column])));
  }, skip);
}
