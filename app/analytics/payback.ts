import { type MonthNumber, monthNumber } from './cohort-table.ts';

/** By what of the first order costs can be told. `month`: for all customers of the month. */
export const COST_SPLITS = ['month', 'campaign', 'visit', 'source', 'channel'] as const;
export type CostSplit = (typeof COST_SPLITS)[number];

/** What winning customers cost in one month, in minor units of the shop's currency. */
export interface AcquisitionCost {
  readonly id: number;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly split: CostSplit;
  /** Of the split; empty for the whole month. */
  readonly value: string;
  readonly amountMinor: number;
}

/** What the customers won by a cost brought in one month of their age; minor units, of margin or of revenue. */
export interface Return {
  readonly offset: number;
  readonly minor: number;
}

export interface Payback extends AcquisitionCost {
  readonly customers: number;
  /** Null while the cost has won nobody. */
  readonly costPerHeadMinor: number | null;
  readonly broughtPerHeadMinor: number | null;
  /** Brought until today by each unit of cost; 1 = paid back. */
  readonly share: number;
  /** Months, counted from 1 for the month of the first order, after which the cost was back and has stayed so until today; null: not yet. */
  readonly months: number | null;
  /** Months of age until today, counted from 1, the running one included. */
  readonly age: number;
  /** The month itself is running: it may win more. */
  readonly isRunning: boolean;
  /** The imported history begins with this month or later: some of these customers bought before, unseen. */
  readonly isLeftCensored: boolean;
}

/** `margin`: of goods, net of returns, tax and their cost. `revenue`: net of returns, where no cost of any product is known. */
export type PaybackBasis =
  | { readonly kind: 'revenue' }
  | {
      readonly kind: 'margin';
      /** Share of these customers' goods whose own cost is known; null without goods. */
      readonly costedShare: number | null;
      /** Share left of goods without a known cost. */
      readonly elsewhere: number;
    };

export type PaybackPage = { rows: Payback[]; basis: PaybackBasis };

/** Values that costs can be told for: those of the last year's first orders, the most customers first. */
export type CostTargets = Readonly<Record<Exclude<CostSplit, 'month'>, readonly string[]>>;

export interface PaybackQuestion {
  readonly costs: readonly AcquisitionCost[];
  /** By id of the cost. Those who came to nobody may be missing. */
  readonly won: ReadonlyMap<number, { readonly customers: number; readonly returns: readonly Return[] }>;
  readonly current: MonthNumber;
  readonly historyStart: MonthNumber | null;
}

/** What each cost has brought back so far, never by forecast. A cost that a later return takes below is not paid back. O(months). */
export function paybacks(question: PaybackQuestion): Payback[] {
  return question.costs.map((cost) => {
    const { customers, returns } = question.won.get(cost.id) ?? { customers: 0, returns: [] };
    const start = monthNumber(cost.month);
    const age = question.current - start + 1;
    const total = returns.reduce((sum, one) => sum + one.minor, 0);
    return {
      ...cost,
      customers,
      costPerHeadMinor: customers > 0 ? cost.amountMinor / customers : null,
      broughtPerHeadMinor: customers > 0 ? total / customers : null,
      share: total / cost.amountMinor,
      months: backAfter(cost.amountMinor, returns, age),
      age,
      isRunning: start === question.current,
      isLeftCensored: question.historyStart !== null && start <= question.historyStart,
    };
  });
}

function backAfter(amount: number, returns: readonly Return[], age: number): number | null {
  const byOffset = new Map(returns.map((one) => [one.offset, one.minor]));
  let sum = 0;
  let since: number | null = null;
  for (let offset = 0; offset < age; offset++) {
    sum += byOffset.get(offset) ?? 0;
    if (sum < amount) since = null;
    else since ??= offset + 1;
  }
  return since;
}
