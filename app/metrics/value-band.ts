import type { PurchaseLog, Snapshot } from './purchase-log.ts';
import { ordersBetween } from './purchase-log.ts';
import type { BuyingHistories } from './value-model-types.ts';
import type { Forecaster } from './value-models/forecaster.ts';

/** One stretch of days after a snapshot: what the model expected of all its customers together, and what came. */
export interface MonthTotal {
  /** Last day of the stretch. */
  readonly until: number;
  /** Days from the snapshot to its beginning. */
  readonly fromDays: number;
  /** How many days it has. */
  readonly days: number;
  readonly predicted: number;
  /** Variance of the total if the model is right: customers decide one by one. */
  readonly variance: number;
  readonly actual: number;
}

/** Totals of consecutive stretches of about 30 days from the snapshot to `until`; a last one under 15 days joins the one before. */
export function monthlyTotals(
  log: PurchaseLog,
  snapshot: Snapshot,
  forecaster: Forecaster,
  until: number,
): MonthTotal[] {
  const ends = stretchEnds(snapshot.day, until);
  let from = snapshot.day;
  return ends.map((end) => {
    const actual = ordersBetween(log, snapshot.customer, from, end).count.reduce((sum, count) => sum + count, 0);
    const total = {
      until: end,
      fromDays: from - snapshot.day,
      days: end - from,
      actual,
      ...totalOf(snapshot.histories, forecaster, { fromDays: from - snapshot.day, untilDays: end - snapshot.day }),
    };
    from = end;
    return total;
  });
}

function stretchEnds(from: number, until: number): number[] {
  const count = Math.max(1, Math.round((until - from) / 30));
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? until : from + 30 * (i + 1)));
}

/**
 * Expected orders of all customers after `fromDays` until `untilDays` from now, their variance if the model is right, and the sum of orders
 * times each customer's `weight` (the order value, say).
 */
export function totalOf(
  histories: BuyingHistories,
  forecaster: Forecaster,
  span: { readonly fromDays: number; readonly untilDays: number; readonly weight?: Float64Array },
): { readonly predicted: number; readonly variance: number; readonly weighted: number } {
  const { repeats, recencyDays, ageDays } = histories;
  let predicted = 0;
  let variance = 0;
  let weighted = 0;
  for (let i = 0; i < repeats.length; i++) {
    const alive = forecaster.alive(repeats[i]!, recencyDays[i]!, ageDays[i]!);
    const until = forecaster.meanIfAlive(repeats[i]!, ageDays[i]!, span.untilDays);
    const before = span.fromDays === 0 ? 0 : forecaster.meanIfAlive(repeats[i]!, ageDays[i]!, span.fromDays);
    const mean = alive * (until - before);
    predicted += mean;
    weighted += mean * (span.weight?.[i] ?? 0);
    // Counts of a stretch are about a Gamma mixture of Poissons with the shape of the customer's own record.
    variance += mean + mean * mean * ((1 - alive) / Math.max(alive, 1e-9) + 1 / (repeats[i]! + 0.5));
  }
  return { predicted, variance, weighted };
}

/** 80 % of a bell curve lies within this many standard deviations. */
const WIDTH_80 = 1.2815515655446004;
/** The share that may lie beyond either end of a range. */
const TAIL = 0.1;
/** Misses beyond chance as they are usual in public logs, as shares: the eighths of a bell curve of 15 %, each above and below. */
const USUAL_MISSES = [0.024, 0.073, 0.133, 0.23];
/** What a usual miss weighs; all of them together as much as four months. */
const USUAL_WEIGHT = 0.5;
const USUAL_SQUARES = USUAL_MISSES.reduce((sum, miss) => sum + 2 * USUAL_WEIGHT * miss ** 2, 0);
/** Growth of what adds up step by step: the starting point, for a shop without a record. */
export const RANDOM_WALK = 0.5;
const GROWTH_STEPS = 20;
const MONTH_DAYS = 30;

/** Between which shares of its forecast a first month's total strays beyond chance, in four of five cases: -0.1 to 0.3, say. */
export interface Misses {
  readonly low: number;
  readonly high: number;
  /** How fast they grow with the time ahead, as a power of it: 0 not at all, a half as the steps of a random walk add up, 1 in step with it. */
  readonly growth: number;
}

/**
 * How totals stray beyond chance: seasons, campaigns and the model's own error. Split conformal, a tenth beyond either end: the misses of
 * the back-test's months, each with its sign and brought to the first month by `drift`, and the usual ones. A shop whose months came above
 * their forecast has a range that reaches higher than low; the size of the worst month rules nothing. Days that several tests share count
 * once between them.
 */
export function missesOf(months: readonly MonthTotal[]): Misses {
  const known = ownMisses(months);
  const growth = growthOf(known);
  const own = known.map(({ value, weight, fromDays }) => ({ value: value / drift(fromDays, growth), weight }));
  const usual = USUAL_MISSES.flatMap((miss) => [
    { value: miss, weight: USUAL_WEIGHT },
    { value: -miss, weight: USUAL_WEIGHT },
  ]);
  const all = [...own, ...usual];
  const below = all.map(({ value, weight }) => ({ value: -value, weight }));
  return { low: -nextBelow(below, 1 - TAIL), high: nextBelow(all, 1 - TAIL), growth };
}

interface Miss {
  readonly value: number;
  /** In months of days that are its own. */
  readonly weight: number;
  readonly fromDays: number;
}

function ownMisses(months: readonly MonthTotal[]): Miss[] {
  const tests = new Map<number, number>();
  for (const month of months) {
    for (let day = beginOf(month); day < month.until; day++) tests.set(day, (tests.get(day) ?? 0) + 1);
  }
  return months.map((month) => {
    let days = 0;
    for (let day = beginOf(month); day < month.until; day++) days += 1 / tests.get(day)!;
    return { value: missOf(month), weight: days / MONTH_DAYS, fromDays: month.fromDays };
  });
}

/** The growth under which the misses, and the usual ones of a first month, are likeliest when they spread as a bell curve; a half where none is known. */
function growthOf(misses: readonly Miss[]): number {
  const unlikeliness = (growth: number): number => {
    let [weights, squares, logs] = [2 * USUAL_MISSES.length * USUAL_WEIGHT, USUAL_SQUARES, 0];
    for (const { value, weight, fromDays } of misses) {
      const widened = drift(fromDays, growth);
      weights += weight;
      squares += weight * (value / widened) ** 2;
      logs += weight * Math.log(widened);
    }
    return (weights / 2) * Math.log(squares / weights) + logs;
  };
  let [best, least] = [RANDOM_WALK, unlikeliness(RANDOM_WALK)];
  for (let step = 0; step <= GROWTH_STEPS; step++) {
    const growth = step / GROWTH_STEPS;
    const here = unlikeliness(growth);
    if (here < least - 1e-12) [best, least] = [growth, here];
  }
  return best;
}

/**
 * The miss of a month as a share of its forecast, with its sign, without what chance explains where a range ends: there `reach` adds as much again, so
 * that months of nothing but chance have the range of chance.
 */
function missOf({ actual, predicted, variance }: MonthTotal): number {
  const miss = actual - predicted;
  return (Math.sign(miss) * Math.sqrt(Math.max(0, miss ** 2 - WIDTH_80 ** 2 * variance))) / predicted;
}

/**
 * Below what the next of its kind lies with this chance. Of n alike the next lies below the k-th with chance k / (n + 1), since it is as
 * likely to take any place among them; between two of them it is drawn by the line, not rounded up, or short histories would hold too much.
 */
function nextBelow(known: readonly { readonly value: number; readonly weight: number }[], chance: number): number {
  const sorted = [...known].sort((left, right) => left.value - right.value);
  const place = chance * (sorted.reduce((sum, { weight }) => sum + weight, 0) + 1);
  let [passed, before] = [0, sorted[0]!.value];
  for (const { value, weight } of sorted) {
    if (passed + weight >= place) return before + ((value - before) * (place - passed)) / weight;
    passed += weight;
    before = value;
  }
  return before;
}

/** How much wider than a first month's a range is that begins `fromDays` ahead. */
function drift(fromDays: number, growth: number): number {
  return (1 + fromDays / MONTH_DAYS) ** growth;
}

/** The range that holds the total of a stretch of days in 80 % of cases, never below zero. It need not hold the forecast itself. */
export function monthBand(
  { predicted, variance, fromDays }: Pick<MonthTotal, 'predicted' | 'variance' | 'fromDays'>,
  misses: Misses,
): { low: number; high: number } {
  const beyond = drift(fromDays, misses.growth) * predicted;
  const low = predicted - reach(-misses.low * beyond, variance);
  const high = predicted + reach(misses.high * beyond, variance);
  return { low: Math.max(0, low), high: Math.max(0, high) };
}

/** How far an end lies out: chance and other misses together, which strike one by one; where all others lie inside, chance alone. */
function reach(beyond: number, variance: number): number {
  const chance = WIDTH_80 * Math.sqrt(variance);
  return beyond >= 0 ? Math.hypot(chance, beyond) : beyond + chance;
}

/** Whether a range would have held a month that is over. */
export function isHeld(month: MonthTotal, misses: Misses): boolean {
  const { low, high } = monthBand(month, misses);
  return month.actual >= low && month.actual <= high;
}

/**
 * In how many months that are over the range would have held, each drawn by the misses of all other days alone: a month of another test
 * that shares days with the one judged knows how it ended. O(months squared).
 */
export function monthsHeld(months: readonly MonthTotal[]): { readonly held: number; readonly months: number } {
  const held = months.filter((month) =>
    isHeld(month, missesOf(months.filter((other) => other.until <= beginOf(month) || beginOf(other) >= month.until))),
  );
  return { held: held.length, months: months.length };
}

function beginOf({ until, days }: MonthTotal): number {
  return until - days;
}
