import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import { changesOf, type KpiChange, type KpiSums, type RevenueChange, revenueChange } from './kpis.ts';

/** By what a change is taken apart. */
export const KPI_SPLITS = ['channel', 'store', 'source', 'buyer'] as const;
export type KpiSplit = (typeof KPI_SPLITS)[number];

export type KpiPage = { revenue: RevenueChange; changes: KpiChange[]; after: KpiSums[]; before: KpiSums[] };

/** The last `days` until and with `today` against as many before them, by groups of the split. O(orders of both). */
export async function readKpiPage(
  tx: Tx,
  ask: { readonly today: string; readonly days: number; readonly split: KpiSplit },
): Promise<KpiPage> {
  const rows = await tx.rows<KpiSums & { isAfter: boolean }>(sql`
    with sale as (
      select o.id, o.placed_at, o.day, o.day > ${ask.today}::date - ${ask.days}::int as is_after, m.profile_id, o.net_minor,
             o.net_minor + o.refunded_minor as gross_minor, o.refunded_minor,
             coalesce(pm.first_order_day <= case when o.day > ${ask.today}::date - ${ask.days}::int
               then ${ask.today}::date - ${ask.days}::int else ${ask.today}::date - ${2 * ask.days}::int end, false) as had_bought,
             ${splitOf(tx, ask.split)} as key
      from sales_order o
      join shop s on s.shop_id = ${tx.shopId} and s.currency = o.currency
      left join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = o.record_id
      left join profile_metrics pm on pm.shop_id = ${tx.shopId} and pm.profile_id = m.profile_id
      where o.shop_id = ${tx.shopId} and o.day > ${ask.today}::date - ${2 * ask.days}::int and o.day <= ${ask.today}::date
        and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
    ),
    numbered as (
      select sale.*, row_number() over (partition by is_after, profile_id order by placed_at, id) as nth from sale
    )
    select is_after as "isAfter", key, count(*) as orders, sum(net_minor)::bigint as "netMinor", sum(gross_minor)::bigint as "grossMinor",
           sum(refunded_minor)::bigint as "refundedMinor", count(profile_id) as "knownOrders",
           coalesce(sum(net_minor) filter (where profile_id is not null), 0)::bigint as "knownNetMinor",
           coalesce(sum(gross_minor) filter (where profile_id is not null), 0)::bigint as "knownGrossMinor",
           count(*) filter (where profile_id is not null and nth = 1) as customers,
           count(*) filter (where profile_id is not null and nth = 1 and had_bought) as returning
    from numbered group by 1, 2 order by 2`);
  const after = rows.filter((row) => row.isAfter);
  const before = rows.filter((row) => !row.isAfter);
  return { revenue: revenueChange(before, after), changes: changesOf(before, after), after, before };
}

function splitOf(tx: Tx, split: KpiSplit): Sql {
  const splits: Readonly<Record<KpiSplit, Sql>> = {
    channel: sql`o.channel`,
    store: sql`coalesce((select st.name from store st where st.shop_id = ${tx.shopId} and st.id = o.store_id), 'No store')`,
    source: sql`coalesce((select so.name from source so where so.shop_id = ${tx.shopId} and so.id = o.source_id), '')`,
    buyer: sql`case when m.profile_id is null then 'Not known' else to_char(pm.first_order_day, 'YYYY') end`,
  };
  return splits[split];
}
