import type { BuyingHistories, BuyingHistory, FittedSpendModel, FittedValueModel } from './value-model-types.ts';
import { countQuantile } from './value-models/count-outlook.ts';
import { createForecaster } from './value-models/forecaster.ts';
import { createFutures, type Future } from './value-models/futures.ts';
import { believeOrderValue, type OrderValueBelief, spendInterval } from './value-models/spend-outlook.ts';

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

/** The span of `silenceProbability`. */
const SILENCE_DAYS = 90;

export interface CustomerForecast {
  /** Probability of no order in the next 90 days, whether the customer has left or is only slow. */
  readonly silenceProbability: number;
  /** Probability that the customer has not left for good; null when this shop's history cannot tell. */
  readonly aliveProbability: number | null;
  /** Expected amount of one order; null without a spend model. */
  readonly orderValue: number | null;
  readonly outlooks: readonly Outlook[];
}

const HORIZONS_MONTHS = [12, 36] as const;

/** Everything for one customer, as a profile page shows it. */
export function forecastCustomer(
  model: FittedValueModel,
  spendModel: FittedSpendModel | null,
  customer: BuyingHistory & { readonly meanRepeatAmount: number },
  terms: ValueTerms,
  horizonsMonths: readonly number[] = HORIZONS_MONTHS,
): CustomerForecast {
  const forecaster = createForecaster(model);
  const { repeats, recencyDays, ageDays, meanRepeatAmount } = customer;
  const alive = forecaster.alive(repeats, recencyDays, ageDays);
  const future = createFutures(forecaster, { ...terms, horizonsMonths, silenceDays: SILENCE_DAYS })(repeats, ageDays);
  const belief = spendModel === null ? null : believeOrderValue(spendModel, repeats, meanRepeatAmount);
  return {
    silenceProbability: 1 - alive + alive * future.silenceIfAlive,
    aliveProbability: model.dropout === 'identified' ? alive : null,
    orderValue: belief?.mean ?? null,
    outlooks: future.horizons.map((horizon) => outlook(horizon, alive, belief, terms.margin)),
  };
}

/** Forecasts of many customers as columns, one row per history. */
export interface Scores {
  readonly silenceProbability: Float64Array;
  /** NaN where this shop's history cannot tell. */
  readonly aliveProbability: Float64Array;
  /** NaN without a spend model, as every amount. */
  readonly orderValue: Float64Array;
  readonly horizons: readonly HorizonScores[];
}

/** The columns of `Outlook`. */
export interface HorizonScores {
  readonly months: number;
  readonly orders: Float64Array;
  readonly ordersLow: Float64Array;
  readonly ordersHigh: Float64Array;
  readonly spend: Float64Array;
  readonly spendLow: Float64Array;
  readonly spendHigh: Float64Array;
  readonly value: Float64Array;
}

/**
 * Scores many customers at once; `meanRepeatAmount` is 0 for one-time buyers. What depends on the history alone is worked out once per
 * distinct history: a million customers take about four seconds.
 */
export function scoreCustomers(
  model: FittedValueModel,
  spendModel: FittedSpendModel | null,
  histories: BuyingHistories,
  meanRepeatAmount: Float64Array,
  options: ValueTerms & { readonly horizonsMonths?: readonly number[] },
): Scores {
  const forecaster = createForecaster(model);
  const horizonsMonths = options.horizonsMonths ?? HORIZONS_MONTHS;
  const futureOf = createFutures(forecaster, { ...options, horizonsMonths, silenceDays: SILENCE_DAYS });
  const scores = emptyScores(histories.repeats.length, horizonsMonths);
  histories.repeats.forEach((repeats, row) => {
    const ageDays = histories.ageDays[row]!;
    const alive = forecaster.alive(repeats, histories.recencyDays[row]!, ageDays);
    const future = futureOf(repeats, ageDays);
    const belief = spendModel === null ? null : believeOrderValue(spendModel, repeats, meanRepeatAmount[row]!);
    if (model.dropout === 'identified') scores.aliveProbability[row] = alive;
    scores.silenceProbability[row] = 1 - alive + alive * future.silenceIfAlive;
    if (belief !== null) scores.orderValue[row] = belief.mean;
    scores.horizons.forEach((columns, h) => {
      fillRow(columns, row, outlook(future.horizons[h]!, alive, belief, options.margin));
    });
  });
  return scores;
}

function emptyScores(size: number, horizonsMonths: readonly number[]): Scores {
  const column = (): Float64Array => new Float64Array(size).fill(Number.NaN);
  const horizons = horizonsMonths.map((months) => ({
    months,
    orders: column(),
    ordersLow: column(),
    ordersHigh: column(),
    spend: column(),
    spendLow: column(),
    spendHigh: column(),
    value: column(),
  }));
  return { silenceProbability: column(), aliveProbability: column(), orderValue: column(), horizons };
}

function fillRow(columns: HorizonScores, row: number, seen: Outlook): void {
  columns.orders[row] = seen.orders;
  columns.ordersLow[row] = seen.ordersLow;
  columns.ordersHigh[row] = seen.ordersHigh;
  columns.spend[row] = seen.spend ?? Number.NaN;
  columns.spendLow[row] = seen.spendLow ?? Number.NaN;
  columns.spendHigh[row] = seen.spendHigh ?? Number.NaN;
  columns.value[row] = seen.value ?? Number.NaN;
}

function outlook(
  { months, counts, discountedOrders }: Future['horizons'][number],
  alive: number,
  belief: OrderValueBelief | null,
  margin: number,
): Outlook {
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
    value: belief && margin * alive * discountedOrders * belief.mean,
  };
}
