/**
 * Positions of the keys in an order that puts equal keys side by side and keeps their first-come order. Not sorted by size: radix
 * sort by the low 32 bits, then the few keys that share those apart. O(n).
 */
export function orderByKey(keys: Float64Array): Int32Array {
  const low = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i += 1) low[i] = (keys[i] as number) | 0;
  let order = Int32Array.from(keys.keys());
  let spare = new Int32Array(keys.length);
  for (let shift = 0; shift < 32; shift += 11) {
    scatter(low, order, spare, shift);
    [order, spare] = [spare, order];
  }
  separate(keys, low, order);
  return order;
}

const BUCKETS = 2048;

function scatter(low: Uint32Array, from: Int32Array, to: Int32Array, shift: number): void {
  const next = new Int32Array(BUCKETS + 1);
  for (const value of low) next[((value >>> shift) & (BUCKETS - 1)) + 1]! += 1;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) next[bucket + 1]! += next[bucket] as number;
  for (const position of from) {
    const bucket = ((low[position] as number) >>> shift) & (BUCKETS - 1);
    to[next[bucket] as number] = position;
    next[bucket]! += 1;
  }
}

/** Runs of keys that agree in 32 bits only are rare; each is sorted by the whole key, earlier positions first. */
function separate(keys: Float64Array, low: Uint32Array, order: Int32Array): void {
  for (let start = 0; start < order.length; ) {
    const first = keys[order[start] as number];
    let end = start + 1;
    let mixed = false;
    while (end < order.length && low[order[end] as number] === low[order[start] as number]) {
      if (keys[order[end] as number] !== first) mixed = true;
      end += 1;
    }
    if (mixed) order.subarray(start, end).sort((x, y) => (keys[x] as number) - (keys[y] as number) || x - y);
    start = end;
  }
}
