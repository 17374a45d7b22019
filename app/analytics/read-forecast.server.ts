import { gradeModel, type ModelGrade } from '#app/metrics/shop-value-model.ts';
import { type KeptModel, readActiveModel } from '#app/metrics/value-model.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** What the scores of all profiles come to. Money in minor units of the shop's currency. */
export type ForecastTotals = {
  scored: number;
  /** Over twelve and 36 months, of today's customers. */
  orders: number;
  predictedMinor: number;
  predicted36Minor: number;
  worthMinor: number;
  worth36Minor: number;
  late: number;
  lateStakeMinor: number;
  tiers: { tier: string; people: number; predictedMinor: number; fromMinor: number }[];
};

/** Sums of value_score. O(profiles). */
export async function readForecastTotals(tx: Tx): Promise<ForecastTotals> {
  const [sums] = await tx.rows<Omit<ForecastTotals, 'tiers'>>(sql`
    select count(*) as scored, coalesce(sum(expected_orders), 0)::float8 as orders,
           coalesce(sum(predicted_value_minor), 0)::bigint as "predictedMinor", coalesce(sum(predicted_36_minor), 0)::bigint as "predicted36Minor",
           coalesce(sum(worth_minor), 0)::bigint as "worthMinor", coalesce(sum(worth_36_minor), 0)::bigint as "worth36Minor",
           count(*) filter (where churn_level in ('late', 'overdue')) as late,
           coalesce(sum(stake_minor) filter (where churn_level in ('late', 'overdue')), 0)::bigint as "lateStakeMinor"
    from value_score where shop_id = ${tx.shopId}`);
  const tiers = await tx.rows<ForecastTotals['tiers'][number]>(sql`
    select spend_tier as tier, count(*) as people, sum(predicted_value_minor)::bigint as "predictedMinor", min(predicted_value_minor) as "fromMinor"
    from value_score where shop_id = ${tx.shopId} and spend_tier is not null group by 1 order by 4 desc`);
  return { ...sums!, tiers };
}

/** The model in force with its grade; null before the first fit. */
export async function readGradedModel(
  tx: Tx,
): Promise<(KeptModel & { grade: ModelGrade; gradeSentence: string }) | null> {
  const kept = await readActiveModel(tx);
  if (kept === null) return null;
  const { grade, sentence } = gradeModel(kept.body);
  return { ...kept, grade, gradeSentence: sentence };
}
