import { forecastSpans } from '#app/metrics/forecast-spans.ts';
import { historiesOf } from '#app/metrics/score-profiles.ts';
import type { ShopValueModel } from '#app/metrics/shop-value-model.ts';
import { readActiveModel } from '#app/metrics/value-model.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import { groupingOf, TYPED_SPLITS } from './cohort-grouping.ts';
import {
  type CohortSplit,
  compareGroups,
  type GroupCohort,
  type GroupComparison,
  joinSpellings,
} from './cohort-groups.ts';
import { type CohortActivity, type CohortTable, cohortTable, type MonthNumber, monthNumber } from './cohort-table.ts';

export type CohortsPage = {
  /** All customers, month by month, with the months to come. */
  table: CohortTable;
  /** The groups of the split side by side; null where the split is the month itself. */
  comparison: GroupComparison[] | null;
};

/** Months of first orders and months of age that are shown. */
const MONTHS = 18;
const AGE = 12;
/** Customers of a cohort that stand for all of it in its forecast. */
const FORECAST_SAMPLE = 1_000;

type CohortRow = GroupCohort & { activity: CohortActivity[] };

/** The cohorts of the last 18 months by `split`, each over twelve months of age. O(orders of those customers). */
export async function readCohortsPage(tx: Tx, timeZone: string, split: CohortSplit): Promise<CohortsPage> {
  const [span] = await tx.rows<{ today: string; first: string | null }>(sql`
    select (now() at time zone ${timeZone})::date::text as today, min(first_order_day)::text as first
    from profile_metrics where shop_id = ${tx.shopId}`);
  const since = sql`(date_trunc('month', ${span!.today}::date) - make_interval(months => ${MONTHS - 1}))::date`;
  const current = monthNumber(span!.today);
  const months = await readGroups(tx, since, 'month');
  const predicted = await predictCohorts(tx, span!.today, months);
  const table = cohortTable({
    cohorts: months.map((row) => ({
      key: row.key,
      label: row.month,
      start: row.start,
      customers: row.customers,
    })),
    activity: months.flatMap((row) => row.activity),
    current,
    historyStart: span?.first ? monthNumber(span.first) : null,
    months: AGE,
    predicted,
  });
  if (split === 'month') return { table, comparison: null };
  const groups = await readGroups(tx, since, split);
  const named = TYPED_SPLITS.includes(split) ? joinSpellings(groups) : groups;
  return { table, comparison: compareGroups(named, current, AGE) };
}

/** Cohorts by month and value of the split, with what they did by month of age. */
async function readGroups(tx: Tx, since: Sql, split: CohortSplit): Promise<CohortRow[]> {
  const rows = await tx.rows<{
    month: string;
    value: string;
    offset: number;
    active: number;
    orders: number;
    netMinor: number;
    starters: number;
  }>(sql`
    with purchase as (
      select m.profile_id, o.id, o.placed_at, o.day, o.channel, o.store_id, o.source_id, o.discount_minor, o.discount_codes, o.visit,
             case when o.currency = s.currency then o.net_minor else 0 end as net_minor, pm.first_order_day
      from profile_metrics pm
      join profile_member m on m.shop_id = ${tx.shopId} and m.profile_id = pm.profile_id
      join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = m.record_id
      join shop s on s.shop_id = ${tx.shopId}
      where pm.shop_id = ${tx.shopId} and pm.first_order_day >= ${since}
        and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
    ),
    first as (
      select distinct on (f.profile_id) f.profile_id, to_char(f.first_order_day, 'YYYY-MM') as month, ${groupingOf(tx.shopId, split)} as value
      from purchase f order by f.profile_id, f.placed_at, f.id
    )
    select c.month, c.value,
           ((extract(year from u.day) - extract(year from u.first_order_day)) * 12
             + extract(month from u.day) - extract(month from u.first_order_day))::integer as "offset",
           count(distinct u.profile_id) as active, count(*) as orders, sum(u.net_minor)::bigint as "netMinor",
           count(distinct u.profile_id) filter (where u.day = u.first_order_day) as starters
    from purchase u join first c using (profile_id)
    group by 1, 2, 3`);
  const cohorts = new Map<string, CohortRow>();
  for (const { month, value, starters, ...activity } of rows) {
    const key = `${month} ${value}`;
    const known = cohorts.get(key) ?? { key, month, value, start: monthNumber(month), customers: 0, activity: [] };
    known.customers += starters;
    known.activity.push({ key, ...activity });
    cohorts.set(key, known);
  }
  return [...cohorts.values()].sort((left, right) => left.start - right.start || (left.value < right.value ? -1 : 1));
}

/** Expected orders and net of the months to come, per cohort; none without a model. The rest of the running month is left out. */
async function predictCohorts(
  tx: Tx,
  today: string,
  cohorts: readonly CohortRow[],
): Promise<{ key: string; offset: number; orders: number; netMinor: number }[]> {
  const kept = await readActiveModel(tx);
  if (kept === null || kept.body.model === null) return [];
  const rows = await tx.rows<Member>(sql`
    select month, days, first, last, mean, customers from (
      select to_char(first_order_day, 'YYYY-MM') as month, purchase_days as days, first_purchase_day - date '1970-01-01' as first,
             last_purchase_day - date '1970-01-01' as last, coalesce(repeat_mean_minor, 0) as mean,
             count(*) over (partition by to_char(first_order_day, 'YYYY-MM')) as customers,
             row_number() over (partition by to_char(first_order_day, 'YYYY-MM') order by hashint8(profile_id)) as nth
      from profile_metrics where shop_id = ${tx.shopId} and purchase_days > 0
        and to_char(first_order_day, 'YYYY-MM') = any(${[...new Set(cohorts.map((row) => row.month))]}::text[])
    ) t where nth <= ${FORECAST_SAMPLE}`);
  const current = monthNumber(today);
  return cohorts.flatMap((cohort) => {
    const members = rows.filter((row) => row.month === cohort.month);
    const ahead = cohort.start + AGE - 1 - current;
    return members.length === 0 || ahead <= 0 ? [] : predictOne(kept.body, members, { cohort, today, ahead });
  });
}

type Member = { month: string; days: number; first: number; last: number; mean: number; customers: number };

function predictOne(
  body: ShopValueModel,
  members: readonly Member[],
  { cohort, today, ahead }: { cohort: CohortRow; today: string; ahead: number },
): { key: string; offset: number; orders: number; netMinor: number }[] {
  const day = Math.round(Date.parse(`${today}T00:00:00Z`) / 86_400_000);
  const current = monthNumber(today);
  const ends = Array.from({ length: ahead + 1 }, (_, month) => endOfMonth(current + month) - day);
  const group = {
    histories: historiesOf(
      members.map((one) => ({ purchaseDays: one.days, firstPurchaseDay: one.first, lastPurchaseDay: one.last })),
      day,
    ),
    meanRepeatAmount: Float64Array.from(members, (one) => Math.max(0, one.mean)),
  };
  const factor = members[0]!.customers / members.length;
  const { misses, totalCorrection: correction } = body.backTest;
  return forecastSpans(body.model!, body.spendModel, group, { endsDays: ends, misses, correction })
    .slice(1)
    .map((span, at) => ({
      key: cohort.key,
      offset: current + 1 + at - cohort.start,
      orders: span.orders * factor,
      netMinor: Math.round((span.spend ?? 0) * factor),
    }));
}

/** Day, counted from 1970-01-01, on which a month ends. */
function endOfMonth(month: MonthNumber): number {
  return Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0) / 86_400_000;
}
