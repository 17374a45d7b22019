import type { BuyingHistories } from '../value-model-types.ts';

/**
 * Distinct histories with the number of customers behind each, and everything that repeats listed once: days (for
 * logarithms), counts (for gamma functions) and pairs of count and day (for the Pareto/NBD's integrals). A likelihood then
 * costs one exponential and one logarithm per distinct history instead of a dozen special functions per customer.
 */
export interface HistoryTable {
  readonly weight: Float64Array;
  readonly repeats: Int32Array;
  readonly recencyDay: Int32Array;
  readonly ageDay: Int32Array;
  readonly recencyPair: Int32Array;
  readonly agePair: Int32Array;
  /** Distinct points in time, in weeks; `recencyDay` and `ageDay` point into it. */
  readonly weeks: Float64Array;
  readonly pairRepeats: Int32Array;
  readonly pairDay: Int32Array;
  readonly maxRepeats: number;
  readonly customers: number;
  readonly repeatCustomers: number;
}

export const DAYS_PER_WEEK = 7;

/** About 180 years of days, so that the three numbers of a history fit one exact key. */
const DAY_LIMIT = 65_536;

/** One number per history, ordered by repeats, then recency, then age. Equal histories have equal keys. */
export function historyKey(repeats: number, recencyDays: number, ageDays: number): number {
  return (repeats * DAY_LIMIT + recencyDays) * DAY_LIMIT + ageDays;
}

function sortedKeys(histories: BuyingHistories): Float64Array {
  const { repeats, recencyDays, ageDays } = histories;
  return Float64Array.from(repeats, (x, i) => historyKey(x, recencyDays[i]!, ageDays[i]!)).sort();
}

/**
 * Adds up equal rows, sorted, so that the same customers in any order give the same bytes. Beyond `limit` distinct rows a
 * systematic sample of about `limit` customers stands for all: every n-th in that order, which is a stratified sample.
 * O(rows log rows).
 */
function collapseHistories(histories: BuyingHistories, limit = Number.POSITIVE_INFINITY): BuyingHistories {
  if (histories.weight !== null) return collapseWeighted(histories, histories.weight);
  const keys = sortedKeys(histories);
  const all = runs(keys, 1);
  if (all.keys.length <= limit) return fromKeys(all.keys, all.weights);
  const step = Math.ceil(keys.length / limit);
  const sample = Float64Array.from({ length: Math.floor(keys.length / step) }, (_, i) => keys[i * step + (step >> 1)]!);
  const chosen = runs(sample, 1);
  return fromKeys(chosen.keys, chosen.weights);
}

function runs(sorted: Float64Array, weight: number): { keys: number[]; weights: number[] } {
  const keys: number[] = [];
  const weights: number[] = [];
  for (const key of sorted) {
    if (keys.length > 0 && keys[keys.length - 1] === key) weights[weights.length - 1]! += weight;
    else {
      keys.push(key);
      weights.push(weight);
    }
  }
  return { keys, weights };
}

function collapseWeighted(histories: BuyingHistories, weight: Float64Array): BuyingHistories {
  const sums = new Map<number, number>();
  histories.repeats.forEach((x, i) => {
    const key = historyKey(x, histories.recencyDays[i]!, histories.ageDays[i]!);
    sums.set(key, (sums.get(key) ?? 0) + weight[i]!);
  });
  const keys = [...sums.keys()].sort((left, right) => left - right);
  return fromKeys(
    keys,
    keys.map((key) => sums.get(key)!),
  );
}

function fromKeys(keys: readonly number[], weights: readonly number[]): BuyingHistories {
  return {
    repeats: Int32Array.from(keys, (key) => Math.floor(key / (DAY_LIMIT * DAY_LIMIT))),
    recencyDays: Int32Array.from(keys, (key) => Math.floor(key / DAY_LIMIT) % DAY_LIMIT),
    ageDays: Int32Array.from(keys, (key) => key % DAY_LIMIT),
    weight: Float64Array.from(weights),
  };
}

/** Lays out histories for the likelihoods, sampled beyond `limit` distinct ones. O(rows log rows). */
export function tabulate(histories: BuyingHistories, limit?: number): HistoryTable {
  const distinct = collapseHistories(histories, limit);
  const size = distinct.repeats.length;
  const days = new Numbering();
  const pairs = new Numbering();
  const recencyDay = new Int32Array(size);
  const ageDay = new Int32Array(size);
  const recencyPair = new Int32Array(size);
  const agePair = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    recencyDay[i] = days.numberOf(distinct.recencyDays[i]!);
    ageDay[i] = days.numberOf(distinct.ageDays[i]!);
    recencyPair[i] = pairs.numberOf(distinct.repeats[i]! * DAY_LIMIT + recencyDay[i]!);
    agePair[i] = pairs.numberOf(distinct.repeats[i]! * DAY_LIMIT + ageDay[i]!);
  }
  const weight = distinct.weight ?? new Float64Array(size).fill(1);
  return {
    weight,
    repeats: distinct.repeats,
    recencyDay,
    ageDay,
    recencyPair,
    agePair,
    weeks: Float64Array.from(days.values, (day) => day / DAYS_PER_WEEK),
    pairRepeats: Int32Array.from(pairs.values, (key) => Math.floor(key / DAY_LIMIT)),
    pairDay: Int32Array.from(pairs.values, (key) => key % DAY_LIMIT),
    ...countCustomers(distinct.repeats, weight),
  };
}

function countCustomers(
  repeats: Int32Array,
  weight: Float64Array,
): Pick<HistoryTable, 'maxRepeats' | 'customers' | 'repeatCustomers'> {
  let maxRepeats = 0;
  let customers = 0;
  let repeatCustomers = 0;
  for (let i = 0; i < repeats.length; i++) {
    maxRepeats = Math.max(maxRepeats, repeats[i]!);
    customers += weight[i]!;
    if (repeats[i]! > 0) repeatCustomers += weight[i]!;
  }
  return { maxRepeats, customers, repeatCustomers };
}

class Numbering {
  readonly values: number[] = [];
  private readonly numbers = new Map<number, number>();

  numberOf(value: number): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    this.numbers.set(value, this.values.length);
    this.values.push(value);
    return this.values.length - 1;
  }
}
