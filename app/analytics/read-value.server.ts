import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { bandEdges } from './band-edges.ts';
import { type CohortTable, cohortTable, monthNumber } from './cohort-table.ts';

/** Lifetime value as it has been so far. Money in minor units of the shop's currency, net of returns, over all channels. */
export type ValuePage = {
  summary: {
    customers: number;
    netMinor: number;
    averageMinor: number;
    medianMinor: number;
    repeatRate: number | null;
    topTenthShare: number | null;
  };
  /** People by how much they have brought, in bands. */
  bands: { fromMinor: number; toMinor: number | null; people: number; netMinor: number }[];
  cohorts: CohortTable;
};

/** Months of first orders that are shown. */
const COHORT_MONTHS = 18;
/** Months of age that are shown, the month of the first order included. */
const COHORT_AGE = 12;

/** All figures of the value page. O(profiles with orders) for the summary, O(their orders) for the cohorts. */
export async function readValue(tx: Tx, timeZone: string): Promise<ValuePage> {
  const [summary] = await tx.rows<ValuePage['summary']>(sql`
    with buyer as (
      select net_minor, orders_count, ntile(10) over (order by net_minor desc) as tenth
      from profile_metrics where shop_id = ${tx.shopId} and orders_count > 0
    )
    select count(*) as customers, coalesce(sum(net_minor), 0)::bigint as "netMinor", coalesce(round(avg(net_minor)), 0)::bigint as "averageMinor",
           coalesce(round(percentile_cont(0.5) within group (order by net_minor)), 0)::bigint as "medianMinor",
           (count(*) filter (where orders_count > 1))::float8 / nullif(count(*), 0) as "repeatRate",
           (sum(net_minor) filter (where tenth = 1))::float8 / nullif(sum(net_minor), 0) as "topTenthShare"
    from buyer`);
  return {
    summary: summary!,
    bands: await readBands(tx, summary!.medianMinor),
    cohorts: await readCohorts(tx, timeZone),
  };
}

async function readBands(tx: Tx, medianMinor: number): Promise<ValuePage['bands']> {
  const [shop] = await tx.rows<{ currency: string }>(sql`select currency from shop where shop_id = ${tx.shopId}`);
  const edges = bandEdges(medianMinor, shop!.currency);
  const rows = await tx.rows<{ band: number; people: number; netMinor: number }>(sql`
    select width_bucket(greatest(net_minor, 0), ${edges}::bigint[]) as band, count(*) as people, coalesce(sum(net_minor), 0)::bigint as "netMinor"
    from profile_metrics where shop_id = ${tx.shopId} and orders_count > 0 group by 1`);
  return edges.map((fromMinor, index) => {
    const found = rows.find((row) => row.band === index + 1);
    return { fromMinor, toMinor: edges[index + 1] ?? null, people: found?.people ?? 0, netMinor: found?.netMinor ?? 0 };
  });
}

type Cohort = { key: string; customers: number };
type Activity = { key: string; offset: number; active: number; orders: number; netMinor: number };

async function readCohorts(tx: Tx, timeZone: string): Promise<CohortTable> {
  const cohorts = await tx.rows<Cohort>(sql`
    select to_char(first_order_day, 'YYYY-MM') as key, count(*) as customers
    from profile_metrics
    where shop_id = ${tx.shopId} and first_order_day >= date_trunc('month', now() at time zone ${timeZone}) - make_interval(months => ${COHORT_MONTHS - 1})
    group by 1 order by 1`);
  const activity = await tx.rows<Activity>(sql`
    select to_char(pm.first_order_day, 'YYYY-MM') as key,
           ((extract(year from o.day) - extract(year from pm.first_order_day)) * 12
             + extract(month from o.day) - extract(month from pm.first_order_day))::integer as "offset",
           count(distinct pm.profile_id) as active, count(*) as orders, coalesce(sum(o.net_minor), 0)::bigint as "netMinor"
    from profile_metrics pm
    join profile_member m on m.shop_id = ${tx.shopId} and m.profile_id = pm.profile_id
    join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = m.record_id
    join shop s on s.shop_id = o.shop_id and s.currency = o.currency
    where pm.shop_id = ${tx.shopId} and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
      and pm.first_order_day >= date_trunc('month', now() at time zone ${timeZone}) - make_interval(months => ${COHORT_MONTHS - 1})
    group by 1, 2`);
  const [span] = await tx.rows<{ today: string; first: string | null }>(sql`
    select (now() at time zone ${timeZone})::date::text as today, min(first_order_day)::text as first from profile_metrics where shop_id = ${tx.shopId}`);
  return cohortTable({
    cohorts: cohorts.map(({ key, customers }) => ({
      key,
      label: key,
      start: monthNumber(key),
      customers,
      costMinor: null,
    })),
    activity,
    current: monthNumber(span!.today),
    historyStart: span?.first ? monthNumber(span.first) : null,
    months: COHORT_AGE,
  });
}
