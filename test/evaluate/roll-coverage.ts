import { backTestValue, markModel } from '#app/metrics/back-test-value.ts';
import { fitValueModel } from '#app/metrics/fit-value-model.ts';
import { buildPurchaseLog, ordersBetween, snapshotAt } from '#app/metrics/purchase-log.ts';
import { isHeld } from '#app/metrics/value-band.ts';
import type { Transactions } from './read-transactions.ts';

/** Customers that the rolling coverage looks at. */
const CUSTOMERS = 3_000;
const MONTH = 30;
/** Days before the first forecast of a whole history: two exams need as many. */
const FIRST = 90;

/**
 * How often the 80 % band of a month held, begun anew every 30 days from `from` (null: from the earliest day that can be forecast) to
 * `until`: nine months after one day cannot tell .8 from .9. Each time all is learned from before that day; beyond 3,000 customers every
 * n-th is taken. Months of neighbouring beginnings are in part the same days, so they count for fewer than they are.
 */
export function rollCoverage(
  rows: Transactions['rows'],
  from: number | null,
  until: number,
): { covered: number; months: number; origins: number; share: number } {
  const known = rows.reduce((most, row) => Math.max(most, row.customer + 1), 0);
  const step = Math.ceil(known / CUSTOMERS);
  const chosen = rows
    .filter((row) => row.customer % step === 0 && row.day <= until)
    .map((row) => ({ ...row, customer: row.customer / step }));
  const customers = Math.ceil(known / step);
  const whole = buildPurchaseLog(chosen, customers);
  const first = chosen.reduce((earliest, row) => Math.min(earliest, row.day), until);
  let [covered, months, origins] = [0, 0, 0];
  for (let day = from ?? first + FIRST; day <= until - 2 * MONTH; day += MONTH) {
    const past = buildPurchaseLog(
      chosen.filter((row) => row.day <= day),
      customers,
    );
    const snapshot = snapshotAt(past, day);
    const backTest = backTestValue(past, day);
    const fit = backTest.chosen && fitValueModel(backTest.chosen, snapshot.histories);
    if (fit?.kind !== 'fitted') continue;
    const count = ordersBetween(whole, snapshot.customer, day, until).count;
    const marks = markModel(fit.model, { log: whole, snapshot, count, untilDay: until });
    covered += marks.months.filter((month) => isHeld(month, backTest.misses)).length;
    months += marks.months.length;
    origins += 1;
  }
  return { covered, months, origins, share: months === 0 ? 0 : covered / months };
}
