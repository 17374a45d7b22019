import { basketOf, type PurchaseMatrix, popularity, turn } from '../purchase-matrix.ts';

/** Each item's nearest ones: item i's are `item[start[i]]` … with their `similarity`, best first. */
export interface Neighbours {
  readonly start: Int32Array;
  readonly item: Int32Array;
  readonly similarity: Float64Array;
}

/**
 * Cosine of the items' buyers, drawn to zero where few bought both: both / (sqrt(n_i n_j) + shrinkage). Only the `nearest` of each item are
 * kept: on UCI Online Retail recall@20 falls from .112 to .093 without that. O(sum over customers of basket²).
 */
export function fitItemCosine(matrix: PurchaseMatrix, options: { shrinkage: number; nearest: number }): Neighbours {
  const buyers = popularity(matrix);
  const start = new Int32Array(matrix.items + 1);
  const item: number[] = [];
  const similarity: number[] = [];
  const together = countTogether(matrix);
  for (let i = 0; i < matrix.items; i++) {
    const near = together(i).map(({ other, both }) => {
      return { other, cosine: both / (Math.sqrt(buyers[i]! * buyers[other]!) + options.shrinkage) };
    });
    near.sort((left, right) => right.cosine - left.cosine || left.other - right.other);
    for (const { other, cosine } of near.slice(0, options.nearest)) {
      item.push(other);
      similarity.push(cosine);
    }
    start[i + 1] = item.length;
  }
  return { start, item: Int32Array.from(item), similarity: Float64Array.from(similarity) };
}

/** For one item after the other: the other items that any of its buyers bought, and how many of them did. */
function countTogether(matrix: PurchaseMatrix): (item: number) => { other: number; both: number }[] {
  const buyersOf = turn(matrix);
  const both = new Float64Array(matrix.items);
  return (item) => {
    const others: number[] = [];
    for (const customer of basketOf(buyersOf, item)) {
      for (const other of basketOf(matrix, customer)) {
        if (both[other] === 0 && other !== item) others.push(other);
        both[other] = both[other]! + 1;
      }
    }
    const counts = others.map((other) => ({ other, both: both[other]! }));
    for (const other of others) both[other] = 0;
    both[item] = 0;
    return counts;
  };
}
