import type { CountOutlook } from './count-outlook.ts';
import type { Forecaster } from './forecaster.ts';
import { historyKey } from './history-table.ts';

/** What lies ahead of a living customer of a given number of repeats and age, whatever the recency. */
export interface Future {
  readonly silenceIfAlive: number;
  readonly horizons: readonly {
    readonly months: number;
    readonly counts: CountOutlook;
    /** Expected orders, each month's discounted as paid at its end. */
    readonly discountedOrders: number;
  }[];
}

export interface FutureTerms {
  readonly silenceDays: number;
  readonly horizonsMonths: readonly number[];
  readonly monthlyDiscountRate: number;
}

/** A month is a twelfth of 365.25 days; a number of months is rounded to whole days. */
function daysOfMonths(months: number): number {
  return Math.round((months * 365.25) / 12);
}

/** Works each future out once: a million customers have about ten thousand of them. */
export function createFutures(
  forecaster: Forecaster,
  terms: FutureTerms,
): (repeats: number, ageDays: number) => Future {
  const known = new Map<number, Future>();
  return (repeats, ageDays) => {
    const key = historyKey(0, repeats, ageDays);
    let future = known.get(key);
    if (future === undefined) {
      future = {
        silenceIfAlive: forecaster.noneIfAlive(repeats, ageDays, terms.silenceDays),
        horizons: terms.horizonsMonths.map((months) => ({
          months,
          counts: forecaster.outlookIfAlive(repeats, ageDays, daysOfMonths(months)),
          discountedOrders: discount(forecaster, { repeats, ageDays, months }, terms.monthlyDiscountRate),
        })),
      };
      known.set(key, future);
    }
    return future;
  };
}

function discount(
  forecaster: Forecaster,
  ask: { readonly repeats: number; readonly ageDays: number; readonly months: number },
  monthlyRate: number,
): number {
  let sum = 0;
  for (let month = 1, before = 0; month <= ask.months; month++) {
    const until = forecaster.meanIfAlive(ask.repeats, ask.ageDays, daysOfMonths(month));
    sum += (until - before) / (1 + monthlyRate) ** month;
    before = until;
  }
  return sum;
}
