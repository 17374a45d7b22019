import { KEY_KINDS, type KeyKind } from './blocking-keys.ts';
import { DoubleList, IntList } from './int-list.ts';
import { type KeyRuns, runsByKey } from './radix-order.ts';
import type { RecordSet } from './record-set.ts';

/** Pairs of rows worth comparing, each once, in order of rows; `kinds` = bit set of the key kinds that found the pair. */
export type CandidatePairs = {
  a: Int32Array;
  b: Int32Array;
  kinds: Int32Array;
};

/** Room for the kind in the code of a pair: codes stay whole numbers up to ten million rows. */
const KINDS = 32;

/** Codes of the pairs that one kind of key finds, and the limit under which it found them. */
export type PairsOfKind = { limit: number; codes: Float64Array };

/** The pairs of one kind under a limit; with null the limit is learned that keeps to the kind's budget of pairs for this set. */
export function pairsOfKind(set: RecordSet, kind: number, given: number | null): PairsOfKind {
  const keyed = keysOfKind(set, kind);
  const limit = given ?? affordableLimit(keyed, KEY_KINDS[kind] as KeyKind, set.size);
  const codes = new DoubleList(set.size);
  collectPairs(keyed, limit, kind, set.size, codes);
  return { limit, codes: codes.trimmed() };
}

/**
 * All pairs of the set that share a key which is not crowded, and the limits of each kind. Limits are learned once with a model, so that
 * one more record does not move them: small shops get generous ones, large ones keep to the rarer keys.
 */
export function findPairs(
  set: RecordSet,
  limits: readonly number[] | null,
  ofKind: (set: RecordSet, kind: number, limit: number | null) => PairsOfKind,
): { limits: number[]; pairs: CandidatePairs } {
  return joinKinds(
    KEY_KINDS.map((_, kind) => ofKind(set, kind, limits === null ? null : (limits[kind] ?? 0))),
    set.size,
  );
}

/** Puts together what the kinds have found, in the order of `KEY_KINDS`. */
export function joinKinds(kinds: readonly PairsOfKind[], size: number): { limits: number[]; pairs: CandidatePairs } {
  const codes = new Float64Array(kinds.reduce((sum, one) => sum + one.codes.length, 0));
  let at = 0;
  for (const one of kinds) {
    codes.set(one.codes, at);
    at += one.codes.length;
  }
  return { limits: kinds.map(({ limit }) => limit), pairs: decodePairs(codes.sort(), size) };
}

/** Keys of one kind that several have, with the row of each. */
type KeyedRows = KeyRuns & { rows: Int32Array };

function keysOfKind(set: RecordSet, kind: number): KeyedRows {
  const keys = new DoubleList(set.size);
  const rows = new IntList(set.size);
  const { collect } = KEY_KINDS[kind] as KeyKind;
  for (let row = 0; row < set.size; row += 1) {
    const before = keys.length;
    collect(set, row, kind, keys);
    for (let i = before; i < keys.length; i += 1) rows.push(row);
  }
  return { rows: rows.values, ...runsByKey(keys.values.subarray(0, keys.length)) };
}

/** Even the smallest set may spend as many pairs on a kind. */
const LEAST_BUDGET = 50_000;

function affordableLimit(keyed: KeyedRows, { most, budget }: KeyKind, size: number): number {
  if (!Number.isFinite(budget)) return most;
  const keysOfSize = new Int32Array(most + 1);
  eachKey(keyed, most, (_, count) => {
    if (count <= most) keysOfSize[count]! += 1;
  });
  let left = Math.max(LEAST_BUDGET, budget * size);
  for (let members = 2; members <= most; members += 1) {
    left -= ((keysOfSize[members] as number) * members * (members - 1)) / 2;
    if (left < 0) return members - 1;
  }
  return most;
}

/** Adds the codes of the pairs within each key of at most `limit` members. */
function collectPairs(keyed: KeyedRows, limit: number, kind: number, size: number, codes: DoubleList): void {
  eachKey(keyed, limit, (members, count) => {
    if (count <= limit) addPairs(members, count, kind, size, codes);
  });
}

/** Visits each key with its distinct rows in order; of crowded keys only that they have more than `limit`. */
function eachKey(
  { rows, order, runs }: KeyedRows,
  limit: number,
  visit: (members: Int32Array, count: number) => void,
): void {
  const members = new Int32Array(limit + 1);
  for (let run = 0; run < runs.length; run += 2) {
    const end = runs[run + 1] as number;
    let count = 0;
    let last = -1;
    for (let at = runs[run] as number; at < end && count <= limit; at += 1) {
      const row = rows[order[at] as number] as number;
      // Keys of one row lie side by side, as rows come in order.
      if (row !== last) {
        members[count] = row;
        count += 1;
      }
      last = row;
    }
    if (count > 1) visit(members, count);
  }
}

function addPairs(members: Int32Array, count: number, kind: number, size: number, codes: DoubleList): void {
  for (let i = 1; i < count; i += 1) {
    const later = members[i] as number;
    for (let j = 0; j < i; j += 1) codes.push(((members[j] as number) * size + later) * KINDS + kind);
  }
}

/** Pairs from sorted codes, each once. */
function decodePairs(codes: Float64Array, size: number): CandidatePairs {
  const a = new Int32Array(codes.length);
  const b = new Int32Array(codes.length);
  const kinds = new Int32Array(codes.length);
  let last = -1;
  let count = 0;
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] as number;
    const pair = Math.floor(code / KINDS);
    if (pair !== last) {
      const earlier = Math.floor(pair / size);
      a[count] = earlier;
      b[count] = pair - earlier * size;
      count += 1;
      last = pair;
    }
    kinds[count - 1]! |= 1 << (code - pair * KINDS);
  }
  return { a: a.slice(0, count), b: b.slice(0, count), kinds: kinds.slice(0, count) };
}
