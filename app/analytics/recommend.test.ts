import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { basketOf, buildPurchaseMatrix, learnableItems, popularity, turn } from './purchase-matrix.ts';
import { fitRecommender, recommend, topItems } from './recommend.ts';
import { markRecommendations } from './recommendation-marks.ts';
import { invertPositiveDefinite } from './recommenders/invert-positive-definite.ts';

/** Items 0, 1, 2 go together, so do 3, 4, 5; item 6 is bought by all. */
const pairs = Array.from({ length: 40 }, (_, customer) => {
  const first = customer % 2 === 0 ? 0 : 3;
  return [first, first + 1, first + 2, 6]
    .filter((_, i) => (customer >> 1) % 4 !== i)
    .map((item) => ({ customer, item }));
}).flat();
const matrix = buildPurchaseMatrix(
  { customer: pairs.map((pair) => pair.customer), item: pairs.map((pair) => pair.item) },
  40,
  7,
);

describe.each(['ease', 'item_cosine'] as const)('%s', (method) => {
  const recommender = fitRecommender(matrix, { method, lambda: 2, shrinkage: 2 });

  it('recommends what goes with the basket and says what it goes with', () => {
    const [best] = recommend(recommender, [0, 1], { limit: 2, popular: popularity(matrix) });
    expect([2, 6]).toContain(best!.item);
    const list = recommend(recommender, [3, 4], {
      limit: 2,
      popular: popularity(matrix),
      isOffered: (item) => item !== 6,
    });
    expect(list[0]!.item).toBe(5);
    expect([3, 4]).toContain(list[0]!.because);
  });

  it('leaves out what is bought already or not offered, and fills up with popular items', () => {
    const list = recommend(recommender, [], { limit: 3, popular: popularity(matrix), isOffered: (item) => item !== 6 });
    expect(list).toHaveLength(3);
    expect(list.every((each) => each.because === null && each.item !== 6)).toBe(true);
  });
});

it('inverts any positive definite matrix', () => {
  const entry = fc.double({ min: -1, max: 1, noNaN: true });
  const root = fc
    .integer({ min: 1, max: 13 })
    .chain((size) => fc.array(entry, { minLength: size * size, maxLength: size * size }));
  fc.assert(
    fc.property(root, (entries) => {
      const size = Math.sqrt(entries.length);
      const square = Matrix.from1DArray(size, size, entries);
      const a = square.mmul(square.transpose()).add(Matrix.eye(size, size, 0.5));
      const inverse = Float64Array.from(a.to1DArray());
      invertPositiveDefinite(inverse, size);
      const product = a.mmul(Matrix.from1DArray(size, size, Array.from(inverse)));
      expect(product.sub(Matrix.eye(size, size)).norm('max')).toBeLessThan(1e-8);
    }),
    { numRuns: 40, seed: 3 },
  );
});

it('refuses a matrix that is not positive definite', () => {
  expect(() => invertPositiveDefinite(Float64Array.from([1, 2, 2, 1]), 2)).toThrow('not positive definite');
});

it('keeps each pair once and turns over without loss', () => {
  const twice = buildPurchaseMatrix({ customer: [1, 1, 0, 1], item: [2, 2, 1, 0] }, 3, 4);
  expect([...basketOf(twice, 1)]).toEqual([0, 2]);
  expect([...basketOf(twice, 2)]).toEqual([]);
  const back = turn(turn(twice));
  expect([...back.item]).toEqual([...twice.item]);
  expect([...popularity(twice)]).toEqual([1, 1, 1, 0]);
});

it('learns from items with enough buyers, the most bought first when there are too many', () => {
  expect(learnableItems([9, 1, 5, 7], { fewest: 5 })).toEqual([0, 2, 3]);
  expect(learnableItems([9, 1, 5, 7], { fewest: 5, most: 2 })).toEqual([0, 3]);
});

it('ranks ties by number and takes no more than asked', () => {
  expect(topItems([1, 3, 3, 2], 3, () => true)).toEqual([1, 2, 3]);
  expect(topItems([1, 3], 0, () => true)).toEqual([]);
});

it('marks lists against what came: recall, gain and the first ten', () => {
  const marks = markRecommendations([
    { list: [1, 2, 3, 4], bought: new Set([1, 9]) },
    { list: [5], bought: new Set() },
  ]);
  expect(marks.customers).toBe(1);
  expect(marks.recall).toBe(0.5);
  expect(marks.ndcg).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 9);
  expect(marks.hitAt10).toBe(1);
});
