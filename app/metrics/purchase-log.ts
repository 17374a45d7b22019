import type { BuyingHistories } from './value-model-types.ts';

/** One row of a sales journal: an order, or with a negative amount a refund. */
export interface Purchase {
  /** Number of the customer, 0 … customers - 1. */
  readonly customer: number;
  /** Day in the shop's zone, counted from 1970-01-01. */
  readonly day: number;
  /** Net of discount, in any one unit of money; null when the journal has no amounts. */
  readonly amount: number | null;
}

/**
 * Days with an order per customer, as columns: customer c has the entries `start[c]` … `start[c + 1] - 1`, days ascending.
 * Orders of one day are one entry. An order given back whole is no order; one that was free from the start is one.
 */
export interface PurchaseLog {
  readonly customers: number;
  readonly start: Int32Array;
  readonly day: Int32Array;
  /** Per entry, net of refunds; all zero when the journal has no amounts. */
  readonly amount: Float64Array;
}

/** Sorts a journal into a log; rows may come in any order, refunds before their orders too. O(rows log rows per customer). */
export function buildPurchaseLog(purchases: Iterable<Purchase>, customers: number): PurchaseLog {
  const perCustomer: Map<number, DaySum>[] = Array.from({ length: customers }, () => new Map());
  const refunds: { customer: number; day: number; amount: number }[] = [];
  for (const { customer, day, amount } of purchases) {
    if (amount !== null && amount < 0) {
      refunds.push({ customer, day, amount: -amount });
      continue;
    }
    const days = perCustomer[customer]!;
    const sum = days.get(day);
    if (sum === undefined) days.set(day, { day, paid: amount ?? 0, refunded: 0 });
    else sum.paid += amount ?? 0;
  }
  const sorted = perCustomer.map((days) => [...days.values()].sort((left, right) => left.day - right.day));
  refunds.sort((left, right) => left.day - right.day);
  for (const refund of refunds) giveBack(sorted[refund.customer]!, refund.day, refund.amount);
  return toColumns(
    sorted.map((days) => days.filter((sum) => sum.refunded === 0 || sum.paid - sum.refunded > HALF_CENT)),
  );
}

const HALF_CENT = 0.005;

interface DaySum {
  readonly day: number;
  paid: number;
  refunded: number;
}

/** Takes a refund off the latest order before it, what is left over off the one before that, and so on. */
function giveBack(days: readonly DaySum[], day: number, amount: number): void {
  let left = amount;
  for (let i = days.length - 1; i >= 0 && left > 0; i--) {
    const sum = days[i]!;
    if (sum.day > day) continue;
    const taken = Math.min(left, sum.paid - sum.refunded);
    sum.refunded += taken;
    left -= taken;
  }
}

function toColumns(perCustomer: readonly (readonly DaySum[])[]): PurchaseLog {
  const start = new Int32Array(perCustomer.length + 1);
  perCustomer.forEach((days, customer) => {
    start[customer + 1] = start[customer]! + days.length;
  });
  const entries = perCustomer.flat();
  return {
    customers: perCustomer.length,
    start,
    day: Int32Array.from(entries, (sum) => sum.day),
    amount: Float64Array.from(entries, (sum) => sum.paid - sum.refunded),
  };
}

/** What was known of the customers on a day: those with an order until then, and their histories and repeat spend. */
export interface Snapshot {
  /** Day the snapshot looks back from, inclusive. */
  readonly day: number;
  /** Numbers of the customers seen by then; rows of the columns below. */
  readonly customer: Int32Array;
  readonly histories: BuyingHistories;
  /** Mean amount of the orders after the first one; 0 without any. */
  readonly meanRepeatAmount: Float64Array;
}

/** Histories as they stood at the end of `day`. O(entries). */
export function snapshotAt(log: PurchaseLog, day: number): Snapshot {
  const customer: number[] = [];
  for (let c = 0; c < log.customers; c++) {
    const first = log.start[c]!;
    if (first < log.start[c + 1]! && log.day[first]! <= day) customer.push(c);
  }
  const size = customer.length;
  const histories = {
    repeats: new Int32Array(size),
    recencyDays: new Int32Array(size),
    ageDays: new Int32Array(size),
    weight: null,
  };
  const meanRepeatAmount = new Float64Array(size);
  customer.forEach((c, row) => {
    const first = log.start[c]!;
    let last = first;
    let spent = 0;
    while (last + 1 < log.start[c + 1]! && log.day[last + 1]! <= day) {
      last += 1;
      spent += log.amount[last]!;
    }
    histories.repeats[row] = last - first;
    histories.recencyDays[row] = log.day[last]! - log.day[first]!;
    histories.ageDays[row] = day - log.day[first]!;
    meanRepeatAmount[row] = last > first ? spent / (last - first) : 0;
  });
  return { day, customer: Int32Array.from(customer), histories, meanRepeatAmount };
}

/** Days with an order and their spend per row of the snapshot, after day `from` until `until` inclusive. O(entries). */
export function ordersBetween(
  log: PurchaseLog,
  customer: Int32Array,
  from: number,
  until: number,
): { readonly count: Float64Array; readonly amount: Float64Array } {
  const count = new Float64Array(customer.length);
  const amount = new Float64Array(customer.length);
  customer.forEach((c, row) => {
    for (let i = log.start[c]!; i < log.start[c + 1]!; i++) {
      if (log.day[i]! <= from || log.day[i]! > until) continue;
      count[row] = count[row]! + 1;
      amount[row] = amount[row]! + log.amount[i]!;
    }
  });
  return { count, amount };
}
