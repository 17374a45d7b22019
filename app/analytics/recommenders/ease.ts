import { basketOf, type PurchaseMatrix } from '../purchase-matrix.ts';
import { invertPositiveDefinite } from './invert-positive-definite.ts';

/**
 * EASE: the item-item weights B that best rebuild the purchase matrix from itself with a zero diagonal, in closed form:
 * P = (X'X + lambda I)^-1, B_ij = -P_ij / P_jj (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019,
 * arXiv 1905.03375). Row i: what having bought i says for every other item. O(items³), 16 bytes times items² at the peak.
 */
export function fitEase(matrix: PurchaseMatrix, lambda: number): Float64Array {
  const size = matrix.items;
  const weights = new Float64Array(size * size);
  for (let c = 0; c < matrix.customers; c++) {
    const basket = basketOf(matrix, c);
    for (const i of basket) for (const j of basket) weights[i * size + j] = weights[i * size + j]! + 1;
  }
  for (let i = 0; i < size; i++) weights[i * size + i] = weights[i * size + i]! + lambda;
  invertPositiveDefinite(weights, size);
  const scale = Float64Array.from({ length: size }, (_, j) => -1 / weights[j * size + j]!);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) weights[i * size + j] = weights[i * size + j]! * scale[j]!;
    weights[i * size + i] = 0;
  }
  return weights;
}
