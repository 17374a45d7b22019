import { paceWords } from '#app/metrics/pace-words.ts';
import { readActiveModel } from '#app/metrics/value-model.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';

/** Somebody who is late by the own rhythm. Money in minor units. */
export type RiskLine = {
  profileId: number;
  publicId: string;
  name: string;
  level: 'late' | 'overdue';
  risk: number | null;
  stakeMinor: number;
  netMinor: number;
  ordersCount: number;
  lastOrderDay: string;
  /** The usual gap this person is judged by. */
  expectedGapDays: number | null;
  silenceRatio: number | null;
  /** By then nine in ten pauses of this person have ended, who may be one of a loose rhythm. */
  usuallyByDay: string | null;
  emailConsent: string;
  openAction: string | null;
  /** How the rhythm is known; null: nobody came back yet. */
  pace: string | null;
};

export type RiskSummary = { level: string; people: number; stakeMinor: number }[];

const PAGE_SIZE = 50;

/** People by level, with the money in danger. O(profiles) by index. */
export async function readRiskSummary(tx: Tx): Promise<RiskSummary> {
  return tx.rows<RiskSummary[number]>(sql`
    select churn_level as level, count(*) as people, sum(stake_minor)::bigint as "stakeMinor"
    from value_score where shop_id = ${tx.shopId} and churn_level is not null group by 1`);
}

/** Late and overdue people, the most money in danger first. One index scan per page. */
export async function readRiskLines(
  tx: Tx,
  query: { readonly level: 'late' | 'overdue' | null; readonly page: number },
): Promise<{ lines: RiskLine[]; hasNext: boolean }> {
  const model = await readActiveModel(tx);
  const rows = await tx.rows<
    RiskLine & { purchaseDays: number; gapMedianDays: number | null; lastCategory: string | null }
  >(sql`
    with chosen as (${chosen(tx, query)})
    select c.profile_id as "profileId", p.public_id as "publicId", p.display_name as name, c.churn_level as level, c.churn_risk as risk,
           c.stake_minor as "stakeMinor", m.net_minor as "netMinor", m.orders_count as "ordersCount", m.last_order_day::text as "lastOrderDay",
           (c.next_order_day - m.last_purchase_day) as "expectedGapDays", c.silence_ratio as "silenceRatio", c.next_order_until::text as "usuallyByDay",
           m.email_consent as "emailConsent", m.purchase_days as "purchaseDays", m.gap_median_days as "gapMedianDays", m.last_category as "lastCategory",
           (select a.kind from care_action a where a.shop_id = ${tx.shopId} and a.profile_id = c.profile_id and a.state = 'planned' limit 1) as "openAction"
    from chosen c
    join profile p on p.shop_id = ${tx.shopId} and p.id = c.profile_id
    join profile_metrics m on m.shop_id = ${tx.shopId} and m.profile_id = c.profile_id
    order by c.stake_minor desc, c.profile_id`);
  const lines = rows.slice(0, PAGE_SIZE).map(({ purchaseDays, gapMedianDays, lastCategory, ...line }) => ({
    ...line,
    pace: model && paceWords({ purchaseDays, gapMedianDays, lastCategory }, model.body),
  }));
  return { lines, hasNext: rows.length > PAGE_SIZE };
}

/** One level's top by index; of both, the better of two tops. */
function chosen(tx: Tx, query: { readonly level: 'late' | 'overdue' | null; readonly page: number }): Sql {
  const until = query.page * PAGE_SIZE + 1;
  const top = (level: string): Sql => sql`
    (select profile_id, churn_level, churn_risk, stake_minor, next_order_day, next_order_until, silence_ratio from value_score
     where shop_id = ${tx.shopId} and churn_level = ${level} order by stake_minor desc, profile_id limit ${until})`;
  const all = query.level === null ? sql`${top('late')} union all ${top('overdue')}` : top(query.level);
  return sql`select * from (${all}) t order by stake_minor desc, profile_id limit ${PAGE_SIZE + 1} offset ${(query.page - 1) * PAGE_SIZE}`;
}
