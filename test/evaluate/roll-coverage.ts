import { backTestValue } from '#app/metrics/back-test-value.ts';
import { fitValueModel } from '#app/metrics/fit-value-model.ts';
import { buildPurchaseLog, snapshotAt } from '#app/metrics/purchase-log.ts';
import { isHeld, type MonthTotal, monthlyTotals } from '#app/metrics/value-band.ts';
import { createForecaster } from '#app/metrics/value-models/forecaster.ts';
import type { Transactions } from './read-transactions.ts';

const MONTH = 30;
/** Days before the first forecast: two exams need as many. */
const FIRST = 90;
/** Days from one beginning to the next. */
const STEP = 10;
/** Months ahead, as many as the page shows. */
const AHEAD = 12;

/** How often the range of a month held. */
export interface RollingCoverage {
  readonly share: number;
  readonly covered: number;
  readonly months: number;
  /** Days on which a forecast was begun. */
  readonly origins: number;
  /** Months that share no day: what is forecast from many beginnings, and holds or fails in all of them together, is one of them. */
  readonly distinctMonths: number;
  /** By how much a share of .8 strays either way in two of three cases, were it counted on the distinct months alone. */
  readonly binomialError: number;
}

/**
 * How often the 80 % range of a month held: what a merchant saw who looked every tenth day, from the first day that can be forecast, at the twelve months
 * ahead or as many of them as are over by `until`. Each time model, choice and range are learned from before that day alone; beyond `limit` customers every n-th
 * is taken. Minutes.
 */
export function rollCoverage(rows: Transactions['rows'], until: number, limit = 1_000): RollingCoverage {
  const { chosen, customers } = takeCustomers(rows, until, limit);
  const whole = buildPurchaseLog(chosen, customers);
  const first = chosen.reduce((earliest, row) => Math.min(earliest, row.day), until) + FIRST;
  let [covered, months, origins] = [0, 0, 0];
  for (let day = first; day <= until - MONTH; day += STEP) {
    const past = buildPurchaseLog(
      chosen.filter((row) => row.day <= day),
      customers,
    );
    const backTest = backTestValue(past, day);
    const snapshot = snapshotAt(past, day);
    const fit = backTest.chosen && fitValueModel(backTest.chosen, snapshot.histories);
    if (fit?.kind !== 'fitted') continue;
    const over = day + MONTH * Math.min(AHEAD, Math.floor((until - day) / MONTH));
    const held: MonthTotal[] = monthlyTotals(whole, snapshot, createForecaster(fit.model), over);
    covered += held.filter((month) => isHeld(month, backTest.misses)).length;
    months += held.length;
    origins += 1;
  }
  const distinctMonths = Math.floor((until - first) / MONTH);
  const binomialError = Math.sqrt((0.8 * 0.2) / Math.max(1, distinctMonths));
  return { share: months === 0 ? 0 : covered / months, covered, months, origins, distinctMonths, binomialError };
}

function takeCustomers(
  rows: Transactions['rows'],
  until: number,
  limit: number,
): { chosen: Transactions['rows'][number][]; customers: number } {
  const known = rows.reduce((most, row) => Math.max(most, row.customer + 1), 0);
  const step = Math.ceil(known / limit);
  const chosen = rows
    .filter((row) => row.customer % step === 0 && row.day <= until)
    .map((row) => ({ ...row, customer: row.customer / step }));
  return { chosen, customers: Math.ceil(known / step) };
}
