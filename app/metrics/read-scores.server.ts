import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** What the model says of one profile. Money in minor units, days `YYYY-MM-DD`; null: not to be told. */
export type ProfileScore = {
  rfmGroup: string;
  recencyScore: number | null;
  frequencyScore: number | null;
  monetaryScore: number | null;
  /** The group by online orders alone. */
  onlineRfmGroup: string;
  probabilityAlive: number | null;
  /** Chance of no order in the next 90 days. */
  churnRisk: number | null;
  churnLevel: 'on_time' | 'due' | 'late' | 'overdue' | null;
  silenceRatio: number | null;
  nextOrderDay: string | null;
  nextOrderFrom: string | null;
  nextOrderUntil: string | null;
  /** What the pace is judged by. */
  purchaseDays: number;
  gapMedianDays: number | null;
  lastCategory: string | null;
  expectedOrders: number | null;
  ordersLow: number | null;
  ordersHigh: number | null;
  predictedValueMinor: number | null;
  predictedLowMinor: number | null;
  predictedHighMinor: number | null;
  predicted36Minor: number | null;
  predicted36LowMinor: number | null;
  predicted36HighMinor: number | null;
  /** Margin and discount applied. */
  worthMinor: number | null;
  worth36Minor: number | null;
  spendTier: 'HIGH' | 'MEDIUM' | 'LOW' | null;
};

/** One profile's scores; null before the first fit. One row of each by key. */
export async function readProfileScore(tx: Tx, profileId: number): Promise<ProfileScore | null> {
  const [row] = await tx.rows<ProfileScore>(sql`
    select rfm_group as "rfmGroup", recency_score as "recencyScore", frequency_score as "frequencyScore", monetary_score as "monetaryScore",
           online_rfm_group as "onlineRfmGroup", probability_alive as "probabilityAlive", churn_risk as "churnRisk",
           churn_level as "churnLevel", silence_ratio as "silenceRatio", next_order_day::text as "nextOrderDay",
           next_order_from::text as "nextOrderFrom", next_order_until::text as "nextOrderUntil", expected_orders as "expectedOrders",
           orders_low as "ordersLow", orders_high as "ordersHigh", predicted_value_minor as "predictedValueMinor",
           predicted_low_minor as "predictedLowMinor", predicted_high_minor as "predictedHighMinor",
           predicted_36_minor as "predicted36Minor", predicted_36_low_minor as "predicted36LowMinor",
           predicted_36_high_minor as "predicted36HighMinor", worth_minor as "worthMinor", worth_36_minor as "worth36Minor",
           spend_tier as "spendTier", coalesce(m.purchase_days, 0) as "purchaseDays", m.gap_median_days as "gapMedianDays",
           m.last_category as "lastCategory"
    from value_score v left join profile_metrics m using (shop_id, profile_id)
    where shop_id = ${tx.shopId} and profile_id = ${profileId}`);
  return row ?? null;
}
