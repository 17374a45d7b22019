import { readGoodsSums, readMerchantTerms } from '#app/metrics/value-terms.server.ts';
import { marginOf } from '#app/metrics/value-terms.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { join, sql } from '#app/platform/sql.ts';
import { readCosts } from './acquisition-costs.server.ts';
import { comparedBy, groupingOf } from './cohort-grouping.ts';
import { monthNumber } from './cohort-table.ts';
import {
  COST_SPLITS,
  type CostSplit,
  type CostTargets,
  type PaybackBasis,
  type PaybackPage,
  paybacks,
  type Return,
} from './payback.ts';

/** What of each cost came back, by the margin where a product's cost or the merchant's own margin is known. O(lines of those won). */
export async function readPayback(tx: Tx, today: string): Promise<PaybackPage> {
  const costs = await readCosts(tx);
  const margin = marginOf(await readGoodsSums(tx), (await readMerchantTerms(tx)).defaultMargin).goods;
  const sums = costs.length === 0 ? [] : await readReturns(tx);
  const won = new Map<number, { customers: number; returns: Return[] }>();
  for (const row of sums) {
    const known = won.get(row.id) ?? { customers: 0, returns: [] };
    known.customers += row.starters;
    const kept = margin === null ? row.net : row.costed - row.cost + (row.goods - row.costed) * margin;
    known.returns.push({ offset: row.offset, minor: Math.round(kept) });
    won.set(row.id, known);
  }
  const [span] = await tx.rows<{ first: string | null }>(
    sql`select min(first_order_day)::text as first from profile_metrics where shop_id = ${tx.shopId}`,
  );
  const historyStart = span?.first ? monthNumber(span.first) : null;
  const rows = paybacks({ costs, won, current: monthNumber(today), historyStart });
  return { rows, basis: basisOf(margin, sums) };
}

function basisOf(margin: number | null, sums: readonly Sums[]): PaybackBasis {
  if (margin === null) return { kind: 'revenue' };
  const goods = sums.reduce((sum, row) => sum + row.goods, 0);
  const costed = sums.reduce((sum, row) => sum + row.costed, 0);
  return { kind: 'margin', costedShare: goods > 0 ? costed / goods : null, elsewhere: margin };
}

type Sums = {
  id: number;
  offset: number;
  starters: number;
  net: number;
  goods: number;
  costed: number;
  cost: number;
};

/** By cost and month of age: the customers who began, what they paid, and their goods as refresh-goods reckons them. */
function readReturns(tx: Tx): Promise<Sums[]> {
  const matches = COST_SPLITS.map(
    (split) => sql`(c.split = ${split} and ${comparedBy(split, sql`c.value`)} = f.${columnOf(split)})`,
  );
  return tx.rows<Sums>(sql`
    with purchase as (
      select m.profile_id, o.id, o.placed_at, o.day, o.channel, o.store_id, o.source_id, o.discount_minor, o.discount_codes, o.visit,
             o.total_minor, o.net_minor, coalesce(o.tax_included, false) as tax_included, o.currency = s.currency as is_own,
             pm.first_order_day, date_trunc('month', pm.first_order_day)::date as month
      from profile_metrics pm
      join profile_member m on m.shop_id = ${tx.shopId} and m.profile_id = pm.profile_id
      join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = m.record_id
      join shop s on s.shop_id = ${tx.shopId}
      where pm.shop_id = ${tx.shopId} and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
        and date_trunc('month', pm.first_order_day)::date in (select month from acquisition_cost where shop_id = ${tx.shopId})
    ),
    first as (
      select distinct on (f.profile_id) f.profile_id, f.month, ${join(COST_SPLITS.map((split) => sql`${comparedBy(split, groupingOf(tx.shopId, split))} as ${columnOf(split)}`))}
      from purchase f order by f.profile_id, f.placed_at, f.id
    ),
    kept as (
      select p.*, case when p.is_own then p.net_minor else 0 end as net,
             case when p.is_own and p.total_minor > 0 then least(1, greatest(0, p.net_minor::numeric / p.total_minor)) else 0 end as kept
      from purchase p
    ),
    line as (
      select k.id, sum(k.kept * g.goods) as goods, sum(k.kept * g.goods) filter (where g.cost is not null) as costed, sum(k.kept * g.cost) as cost
      from kept k
      join order_line l on l.shop_id = ${tx.shopId} and l.order_id = k.id
      left join product_variant v on v.shop_id = ${tx.shopId} and v.source_id = k.source_id and v.external_id = l.variant_external_id
      cross join lateral (select l.total_minor - case when k.tax_included then l.tax_minor else 0 end as goods, l.quantity * v.unit_cost_minor as cost) g
      group by k.id
    )
    select c.id,
           ((extract(year from k.day) - extract(year from k.first_order_day)) * 12
             + extract(month from k.day) - extract(month from k.first_order_day))::integer as "offset",
           count(distinct k.profile_id) filter (where k.day = k.first_order_day) as starters,
           sum(k.net)::bigint as net, round(sum(coalesce(l.goods, k.net)))::bigint as goods,
           round(coalesce(sum(l.costed), 0))::bigint as costed, round(coalesce(sum(l.cost), 0))::bigint as cost
    from kept k
    join first f using (profile_id)
    join acquisition_cost c on c.shop_id = ${tx.shopId} and c.month = f.month and (${join(matches, ' or ')})
    left join line l on l.id = k.id
    group by 1, 2`);
}

/** The column of `first` that holds what a value of a split is compared by. */
function columnOf(split: CostSplit) {
  const columns = {
    month: sql`by_month`,
    campaign: sql`by_campaign`,
    visit: sql`by_visit`,
    source: sql`by_source`,
    channel: sql`by_channel`,
  };
  return columns[split];
}

/** Values that no money was spent on. */
const NOBODYS = ['', 'No campaign', 'Not told', 'Not online'];
/** Most values of a split that are offered; any other can be typed. */
const OFFERED = 100;

/** O(orders of those who began in the last year). */
export async function readCostTargets(tx: Tx, today: string): Promise<CostTargets> {
  const splits = COST_SPLITS.filter((split) => split !== 'month');
  const rows = await tx.rows<{ split: (typeof splits)[number]; value: string }>(sql`
    with first as (
      select distinct on (pm.profile_id) o.*
      from profile_metrics pm
      join profile_member m on m.shop_id = ${tx.shopId} and m.profile_id = pm.profile_id
      join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = m.record_id and o.day = pm.first_order_day
      where pm.shop_id = ${tx.shopId} and pm.first_order_day > ${today}::date - 365
        and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
      order by pm.profile_id, o.placed_at, o.id
    ),
    told as (
      ${join(
        splits.map((split) => {
          const value = groupingOf(tx.shopId, split);
          return sql`select ${split}::text as split, ${value} as spelled, ${comparedBy(split, value)} as name from first f`;
        }),
        ' union all ',
      )}
    ),
    counted as (select split, mode() within group (order by spelled) as value, row_number() over (partition by split order by count(*) desc, name) as nth
                from told where spelled <> all(${[...NOBODYS]}::text[]) group by split, name)
    select split, value from counted where nth <= ${OFFERED} order by split, nth`);
  const of = (split: string) => rows.filter((row) => row.split === split).map((row) => row.value);
  return { campaign: of('campaign'), visit: of('visit'), source: of('source'), channel: of('channel') };
}
