import { dollars } from './catalogue.ts';
import type { TillEvent } from './views.ts';

type DayTotal = {
  day: string;
  store: string;
  payments: number;
  collectedMinor: number;
  refunds: number;
  refundedMinor: number;
};

/** What each till counted each day: receipts and refunds, number and sum, tax included. */
export class TillTotals {
  #days = new Map<string, DayTotal>();

  add({ day, store, isRefund, amountMinor }: TillEvent): void {
    const key = `${day} ${store}`;
    let total = this.#days.get(key);
    if (!total) {
      total = { day, store, payments: 0, collectedMinor: 0, refunds: 0, refundedMinor: 0 };
      this.#days.set(key, total);
    }
    if (isRefund) {
      total.refunds += 1;
      total.refundedMinor += amountMinor;
    } else {
      total.payments += 1;
      total.collectedMinor += amountMinor;
    }
  }

  /** Cells in the order of `dailyTotalsHeader`, by day and store. */
  rows(): string[][] {
    return [...this.#days.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, total]) => [
        total.day,
        total.store,
        String(total.payments),
        dollars(total.collectedMinor),
        String(total.refunds),
        dollars(total.refundedMinor),
        dollars(total.collectedMinor - total.refundedMinor),
      ]);
  }
}
