import { IntList } from './int-list.ts';

/** Positions of keys in an order that puts equal keys side by side, first come first; and where keys lie that are not alone. */
export type KeyRuns = {
  order: Int32Array;
  /** Start and end (in `order`) of each run of two or more equal keys, end to end. */
  runs: Int32Array;
};

/**
 * Brings equal keys together. Not sorted by size: radix sort by the low 32 bits, then the few keys that share those apart. O(n); what is
 * compared travels with its position, so that memory is read in order, and a key is only looked up where another may equal it.
 */
export function runsByKey(keys: Float64Array): KeyRuns {
  let low = new Uint32Array(keys.length);
  let order = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i += 1) {
    low[i] = (keys[i] as number) | 0;
    order[i] = i;
  }
  let spare = { low: new Uint32Array(keys.length), order: new Int32Array(keys.length) };
  for (let shift = 0; shift < 32; shift += 11) {
    scatter(low, order, spare, shift);
    [low, order, spare] = [spare.low, spare.order, { low, order }];
  }
  return { order, runs: findRuns(keys, low, order) };
}

const BUCKETS = 2048;

function scatter(
  low: Uint32Array,
  order: Int32Array,
  to: { low: Uint32Array; order: Int32Array },
  shift: number,
): void {
  const next = new Int32Array(BUCKETS + 1);
  for (let i = 0; i < low.length; i += 1) next[(((low[i] as number) >>> shift) & (BUCKETS - 1)) + 1]! += 1;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) next[bucket + 1]! += next[bucket] as number;
  for (let i = 0; i < low.length; i += 1) {
    const value = low[i] as number;
    const bucket = (value >>> shift) & (BUCKETS - 1);
    const at = next[bucket] as number;
    to.low[at] = value;
    to.order[at] = order[i] as number;
    next[bucket] = at + 1;
  }
}

/** Runs of keys that agree in 32 bits only are rare; each is sorted by the whole key, earlier positions first. */
function findRuns(keys: Float64Array, low: Uint32Array, order: Int32Array): Int32Array {
  const runs = new IntList();
  for (let start = 0, end = 1; start < order.length; start = end, end += 1) {
    while (end < order.length && low[end] === low[start]) end += 1;
    if (end - start < 2) continue;
    if (isMixed(keys, order, start, end)) {
      order.subarray(start, end).sort((x, y) => (keys[x] as number) - (keys[y] as number) || x - y);
    }
    addRuns(keys, order, { start, end }, runs);
  }
  return runs.trimmed();
}

function isMixed(keys: Float64Array, order: Int32Array, start: number, end: number): boolean {
  const first = keys[order[start] as number];
  for (let at = start + 1; at < end; at += 1) {
    if (keys[order[at] as number] !== first) return true;
  }
  return false;
}

function addRuns(keys: Float64Array, order: Int32Array, span: { start: number; end: number }, runs: IntList): void {
  for (let start = span.start, end = start + 1; start < span.end; start = end, end += 1) {
    const key = keys[order[start] as number];
    while (end < span.end && keys[order[end] as number] === key) end += 1;
    if (end - start > 1) {
      runs.push(start);
      runs.push(end);
    }
  }
}
