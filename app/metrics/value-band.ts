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

/** Half the width of an 80 % band in standard deviations. */
const WIDTH_80 = 1.2815515655446004;
/** Misses beyond chance as they are usual in public logs, as shares: the eighths of a bell curve of 15 %. Believed as much as four months. */
const USUAL_MISSES = [0.024, 0.073, 0.133, 0.23];

/**
 * How far the total of the first month strays from its forecast beyond chance, as a share of it: seasons, campaigns and the model's own
 * error. Four in five of the back-test's months, and of four usual ones, missed by no more than 1.28 times this, each brought to the first
 * month by `drift`. Not the mean square: one Christmas would rule it, and the band would still hold too few of the other months.
 */
export function strayOf(months: readonly MonthTotal[]): number {
  const own = months.map((month) => {
    const beyond = Math.sqrt(Math.max(0, (month.actual - month.predicted) ** 2 - month.variance));
    return beyond / month.predicted / drift(month.fromDays);
  });
  const misses = [...own, ...USUAL_MISSES].sort((left, right) => left - right);
  // Of n misses the next one lies below the k-th with a chance of k / (n + 1).
  const place = Math.min(misses.length, Math.ceil((misses.length + 1) * 0.8));
  return misses[place - 1]! / WIDTH_80;
}

/** What draws customers away from a forecast adds up from month to month, as steps of a random walk do: by the root of the time. */
function drift(fromDays: number): number {
  return Math.sqrt(1 + fromDays / 30);
}

/** The range that holds the total of a stretch of days in 80 % of cases, never below zero. */
export function monthBand(
  month: Pick<MonthTotal, 'predicted' | 'variance' | 'fromDays'>,
  stray: number,
): { low: number; high: number } {
  const beyond = stray * drift(month.fromDays) * month.predicted;
  const deviation = WIDTH_80 * Math.sqrt(month.variance + beyond ** 2);
  return { low: Math.max(0, month.predicted - deviation), high: month.predicted + deviation };
}
