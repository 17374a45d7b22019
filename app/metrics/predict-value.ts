import type { BuyingHistories, BuyingHistory, FittedSpendModel, FittedValueModel } from './value-model-types.ts';
import { countQuantile } from './value-models/count-outlook.ts';
import { createForecaster, type Forecaster } from './value-models/forecaster.ts';
import { historyKey } from './value-models/history-table.ts';
import { believeOrderValue, type OrderValueBelief, spendInterval } from './value-models/spend-outlook.ts';

/** A month is a twelfth of 365.25 days; whole months are rounded to days. */
export function daysOfMonths(months: number): number {
  return Math.round((months * 365.25) / 12);
}

export interface ValueTerms {
  /** Discount per month as a share: 0.01 takes 1 % off for each month of waiting. */
  readonly monthlyDiscountRate: number;
  /** Share of revenue that is left after the cost of goods: 1 gives revenue. */
  readonly margin: number;
}

/** What the next `months` months bring; amounts in the unit of the spend model. */
export interface Outlook {
  readonly months: number;
  /** Expected number of days with an order, and the range that holds the true one in 80 % of cases. */
  readonly orders: number;
  readonly ordersLow: number;
  readonly ordersHigh: number;
  /** Expected revenue, not discounted, with its 80 % range; null without a spend model. */
  readonly spend: number | null;
  readonly spendLow: number | null;
  readonly spendHigh: number | null;
  /** Lifetime value over these months: margin times revenue, each month's discounted to today as paid at its end. */
  readonly value: number | null;
}

export interface CustomerForecast {
  /** Probability that the customer has not left for good; null when this shop's history cannot tell. */
  readonly aliveProbability: number | null;
  /** Expected amount of one order; null without a spend model. */
  readonly orderValue: number | null;
  readonly outlooks: readonly Outlook[];
}

/** Everything for one customer, as a profile page shows it. */
export function forecastCustomer(
  model: FittedValueModel,
  spendModel: FittedSpendModel | null,
  customer: BuyingHistory & { readonly meanRepeatAmount: number },
  terms: ValueTerms,
  horizonsMonths: readonly number[] = [12, 36],
): CustomerForecast {
  const forecaster = createForecaster(model);
  const discount = createDiscount(forecaster, terms.monthlyDiscountRate);
  const { repeats, recencyDays, ageDays, meanRepeatAmount } = customer;
  const alive = forecaster.alive(repeats, recencyDays, ageDays);
  const belief = spendModel === null ? null : believeOrderValue(spendModel, repeats, meanRepeatAmount);
  return {
    aliveProbability: model.dropout === 'identified' ? alive : null,
    orderValue: belief?.mean ?? null,
    outlooks: horizonsMonths.map((months) =>
      outlook(forecaster, discount, { repeats, ageDays, alive, months, belief, margin: terms.margin }),
    ),
  };
}

/** Forecasts of many customers as columns, one row per history, over one horizon. */
export interface Scores {
  /** NaN where this shop's history cannot tell. */
  readonly aliveProbability: Float64Array;
  readonly orders: Float64Array;
  readonly ordersLow: Float64Array;
  readonly ordersHigh: Float64Array;
  /** NaN without a spend model, as the next four. */
  readonly orderValue: Float64Array;
  readonly spend: Float64Array;
  readonly spendLow: Float64Array;
  readonly spendHigh: Float64Array;
  readonly value: Float64Array;
}

/**
 * Scores many customers at once. What depends on the history alone is worked out once per distinct history: a million customers
 * take about two seconds.
 */
export function scoreCustomers(
  model: FittedValueModel,
  spendModel: FittedSpendModel | null,
  histories: BuyingHistories,
  meanRepeatAmount: Float64Array,
  options: ValueTerms & { readonly months: number },
): Scores {
  const forecaster = createForecaster(model);
  const discount = createDiscount(forecaster, options.monthlyDiscountRate);
  const { months, margin } = options;
  const size = histories.repeats.length;
  const column = (): Float64Array => new Float64Array(size).fill(Number.NaN);
  const scores = {
    aliveProbability: column(),
    orders: column(),
    ordersLow: column(),
    ordersHigh: column(),
    orderValue: column(),
    spend: column(),
    spendLow: column(),
    spendHigh: column(),
    value: column(),
  };
  for (let i = 0; i < size; i++) {
    const repeats = histories.repeats[i]!;
    const ageDays = histories.ageDays[i]!;
    const alive = forecaster.alive(repeats, histories.recencyDays[i]!, ageDays);
    if (model.dropout === 'identified') scores.aliveProbability[i] = alive;
    const belief = spendModel === null ? null : believeOrderValue(spendModel, repeats, meanRepeatAmount[i]!);
    const seen = outlook(forecaster, discount, { repeats, ageDays, alive, months, belief, margin });
    scores.orders[i] = seen.orders;
    scores.ordersLow[i] = seen.ordersLow;
    scores.ordersHigh[i] = seen.ordersHigh;
    if (belief === null) continue;
    scores.orderValue[i] = belief.mean;
    scores.spend[i] = seen.spend!;
    scores.spendLow[i] = seen.spendLow!;
    scores.spendHigh[i] = seen.spendHigh!;
    scores.value[i] = seen.value!;
  }
  return scores;
}

interface OutlookQuestion {
  readonly repeats: number;
  readonly ageDays: number;
  readonly alive: number;
  readonly months: number;
  readonly belief: OrderValueBelief | null;
  readonly margin: number;
}

function outlook(forecaster: Forecaster, discount: Discount, question: OutlookQuestion): Outlook {
  const { repeats, ageDays, alive, months, belief } = question;
  const counts = forecaster.outlookIfAlive(repeats, ageDays, daysOfMonths(months));
  const orders = alive * counts.mean;
  const none = 1 - alive + alive * counts.cumulative[0]!;
  const spend = belief && spendInterval({ mean: orders, secondMoment: alive * counts.secondMoment, none }, belief);
  return {
    months,
    orders,
    ordersLow: countQuantile(counts, alive, 0.1),
    ordersHigh: countQuantile(counts, alive, 0.9),
    spend: belief && orders * belief.mean,
    spendLow: spend?.low ?? null,
    spendHigh: spend?.high ?? null,
    value: belief && question.margin * alive * discount(repeats, ageDays, months) * belief.mean,
  };
}

/** Orders of a living customer in the coming months, each discounted as paid at the end of its month. */
type Discount = (repeats: number, ageDays: number, months: number) => number;

function createDiscount(forecaster: Forecaster, monthlyRate: number): Discount {
  const known = new Map<number, number>();
  return (repeats, ageDays, months) => {
    const key = historyKey(repeats, months, ageDays);
    let sum = known.get(key);
    if (sum === undefined) {
      sum = 0;
      for (let month = 1, before = 0; month <= months; month++) {
        const until = forecaster.meanIfAlive(repeats, ageDays, daysOfMonths(month));
        sum += (until - before) / (1 + monthlyRate) ** month;
        before = until;
      }
      known.set(key, sum);
    }
    return sum;
  };
}
