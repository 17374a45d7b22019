/**
 * Who bought what, each pair once, as columns: customer c bought `item[start[c]]` … `item[start[c + 1] - 1]`, ascending. Items and customers
 * are numbers from 0; the caller keeps their names.
 */
export interface PurchaseMatrix {
  readonly customers: number;
  readonly items: number;
  readonly start: Int32Array;
  readonly item: Int32Array;
}

/** Sorts pairs into a matrix and drops repeated ones. O(pairs log pairs). */
export function buildPurchaseMatrix(
  pairs: { readonly customer: ArrayLike<number>; readonly item: ArrayLike<number> },
  customers: number,
  items: number,
): PurchaseMatrix {
  const keys = Float64Array.from(pairs.customer, (customer, i) => customer * items + pairs.item[i]!).sort();
  const start = new Int32Array(customers + 1);
  const item = new Int32Array(keys.length);
  let size = 0;
  keys.forEach((key, i) => {
    if (i > 0 && key === keys[i - 1]) return;
    item[size] = key % items;
    size += 1;
    const customer = Math.floor(key / items);
    start[customer + 1] = size;
  });
  for (let c = 0; c < customers; c++) start[c + 1] = Math.max(start[c]!, start[c + 1]!);
  return { customers, items, start, item: item.slice(0, size) };
}

/** What one customer bought. */
export function basketOf(matrix: PurchaseMatrix, customer: number): Int32Array {
  return matrix.item.subarray(matrix.start[customer]!, matrix.start[customer + 1]!);
}

/** The same matrix turned: rows are items, entries their buyers. O(pairs). */
export function turn(matrix: PurchaseMatrix): PurchaseMatrix {
  const start = new Int32Array(matrix.items + 1);
  for (const item of matrix.item) start[item + 1] = start[item + 1]! + 1;
  for (let i = 0; i < matrix.items; i++) start[i + 1] = start[i]! + start[i + 1]!;
  const next = start.slice();
  const item = new Int32Array(matrix.item.length);
  for (let c = 0; c < matrix.customers; c++) {
    for (const bought of basketOf(matrix, c)) {
      item[next[bought]!] = c;
      next[bought] = next[bought]! + 1;
    }
  }
  return { customers: matrix.items, items: matrix.customers, start, item };
}

/** Buyers of each item. */
export function popularity(matrix: PurchaseMatrix): Float64Array {
  const buyers = new Float64Array(matrix.items);
  for (const item of matrix.item) buyers[item] = buyers[item]! + 1;
  return buyers;
}

/**
 * The items worth learning from, by their number of buyers: at least five buyers each, and of those the 2,600 most bought at most, which
 * keeps EASE's inverse within seconds. Ascending item numbers.
 */
export function learnableItems(buyers: ArrayLike<number>, options: { fewest?: number; most?: number } = {}): number[] {
  const { fewest = 5, most = 2_600 } = options;
  return Array.from(buyers, (_, item) => item)
    .filter((item) => buyers[item]! >= fewest)
    .sort((left, right) => buyers[right]! - buyers[left]! || left - right)
    .slice(0, most)
    .sort((left, right) => left - right);
}
