import { type Misses, monthBand, totalOf } from './value-band.ts';
import type { BuyingHistories, FittedSpendModel, FittedValueModel } from './value-model-types.ts';
import { createForecaster } from './value-models/forecaster.ts';
import { believeOrderValue } from './value-models/spend-outlook.ts';

/** What a group of customers is expected to do together in one stretch of days from today. */
export interface SpanForecast {
  readonly fromDays: number;
  readonly untilDays: number;
  /** Expected orders with the range that holds the true number in 80 % of cases. */
  readonly orders: number;
  readonly ordersLow: number;
  readonly ordersHigh: number;
  /** Expected revenue in the unit of the spend model; null without one. */
  readonly spend: number | null;
}

/**
 * Forecasts a group (a cohort, a segment, the shop) for consecutive stretches, for instance the calendar months to come: `endsDays` are
 * their last days, counted from today. `misses` and `correction`, by which the expected numbers are multiplied, are the back-test's; the
 * range comes from the misses of the forecast as the model made it, and is drawn out to the corrected one where that lies beyond. The customers must be those of the group today; people yet to come are
 * not in it. O(customers times stretches), answers remembered.
 */
export function forecastSpans(
  model: FittedValueModel,
  spendModel: FittedSpendModel | null,
  group: { readonly histories: BuyingHistories; readonly meanRepeatAmount: Float64Array },
  options: { readonly endsDays: readonly number[]; readonly misses: Misses; readonly correction: number },
): SpanForecast[] {
  const forecaster = createForecaster(model);
  const { repeats } = group.histories;
  const orderValue = Float64Array.from(repeats, (orders, row) => {
    return spendModel === null ? 0 : believeOrderValue(spendModel, orders, group.meanRepeatAmount[row]!).mean;
  });
  return options.endsDays.map((untilDays, i) => {
    const fromDays = options.endsDays[i - 1] ?? 0;
    const total = totalOf(group.histories, forecaster, { fromDays, untilDays, weight: orderValue });
    const { low, high } = monthBand({ ...total, fromDays }, options.misses);
    const orders = total.predicted * options.correction;
    const spend = spendModel === null ? null : total.weighted * options.correction;
    return { fromDays, untilDays, orders, ordersLow: Math.min(low, orders), ordersHigh: Math.max(high, orders), spend };
  });
}
