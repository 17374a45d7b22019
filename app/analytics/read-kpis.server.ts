import { movedSince } from '#app/identity/record-moves.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { empty, type Sql, sql } from '#app/platform/sql.ts';
import { changesOf, type KpiChange, type KpiSums, type RevenueChange, revenueChange } from './kpis.ts';

/** By what a change is taken apart. */
export const KPI_SPLITS = ['channel', 'store', 'source', 'buyer'] as const;
export type KpiSplit = (typeof KPI_SPLITS)[number];

export type KpiPage = {
  revenue: RevenueChange;
  changes: KpiChange[];
  after: KpiSums[];
  /** As told when that time was over, by the profiles of that day. */
  before: KpiSums[];
};

type Ask = { readonly today: string; readonly days: number; readonly split: KpiSplit };

/**
 * The last `days` until and with `today` against as many before them, by groups of the split. Where records have moved between profiles
 * since the earlier time was over, it is summed by the profiles of then as well. O(orders of both).
 */
export async function readKpiPage(tx: Tx, ask: Ask): Promise<KpiPage> {
  const rows = await readSums(tx, ask, BY_TODAY);
  const after = rows.filter((row) => row.isAfter);
  const restated = rows.filter((row) => !row.isAfter);
  const then = byProfilesOf(tx, ask);
  const [moved] = await tx.rows<{ some: boolean }>(
    sql`select exists (select from record_move where shop_id = ${tx.shopId} and moved_at >= ${endOfBefore(ask)}) as some`,
  );
  const before = moved!.some ? (await readSums(tx, ask, then)).filter((row) => !row.isAfter) : restated;
  return { revenue: revenueChange(restated, after), changes: changesOf(before, after, restated), after, before };
}

/** Whose orders are whose: tables to begin with, and in the alias m of the members the profile and the day of its first order. */
type Membership = { with: Sql; joins: Sql; profile: Sql; firstDay: Sql };

const BY_TODAY: Membership = {
  with: empty,
  joins: empty,
  profile: sql`m.profile_id`,
  firstDay: sql`pm.first_order_day`,
};

/** The end of the earlier period's last day in the shop's zone. */
function endOfBefore({ today, days }: Ask): Sql {
  return sql`(select (${today}::date - ${days}::int + 1)::timestamp at time zone time_zone from shop where shop_id = current_shop())`;
}

/**
 * The profiles as they stood when the earlier time was over. Profiles that have won or lost records since had another first order
 * perhaps; those few are looked up anew.
 */
function byProfilesOf(tx: Tx, ask: Ask): Membership {
  return {
    with: sql`
      moved as materialized (${movedSince(tx, endOfBefore(ask))}),
      touched as (
        select profile_id from moved
        union select m.profile_id from moved join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = moved.record_id
      ),
      stood as (
        select coalesce(v.profile_id, m.profile_id) as profile_id, m.record_id
        from touched t
        join profile_member m on m.shop_id = ${tx.shopId} and m.profile_id = t.profile_id
        left join moved v on v.record_id = m.record_id
        union
        select v.profile_id, v.record_id from moved v
      ),
      began as materialized (
        select k.profile_id, min(o.day) as first_day
        from stood k join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = k.record_id
        where not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
        group by k.profile_id
      ),`,
    joins: sql`
      left join moved v on v.record_id = m.record_id
      left join began b on b.profile_id = coalesce(v.profile_id, m.profile_id)`,
    profile: sql`coalesce(v.profile_id, m.profile_id)`,
    firstDay: sql`coalesce(b.first_day, pm.first_order_day)`,
  };
}

function readSums(tx: Tx, ask: Ask, by: Membership): Promise<(KpiSums & { isAfter: boolean })[]> {
  return tx.rows<KpiSums & { isAfter: boolean }>(sql`
    with ${by.with}
    sale as (
      select o.id, o.placed_at, o.day, o.day > ${ask.today}::date - ${ask.days}::int as is_after, ${by.profile} as profile_id, o.net_minor,
             o.net_minor + o.refunded_minor as gross_minor, o.refunded_minor,
             coalesce(${by.firstDay} <= case when o.day > ${ask.today}::date - ${ask.days}::int
               then ${ask.today}::date - ${ask.days}::int else ${ask.today}::date - ${2 * ask.days}::int end, false) as had_bought,
             ${splitOf(tx, ask.split, by)} as key
      from sales_order o
      join shop s on s.shop_id = ${tx.shopId} and s.currency = o.currency
      left join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = o.record_id
      ${by.joins}
      left join profile_metrics pm on pm.shop_id = ${tx.shopId} and pm.profile_id = ${by.profile}
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
}

function splitOf(tx: Tx, split: KpiSplit, by: Membership): Sql {
  const splits: Readonly<Record<KpiSplit, Sql>> = {
    channel: sql`o.channel`,
    store: sql`coalesce((select st.name from store st where st.shop_id = ${tx.shopId} and st.id = o.store_id), 'No store')`,
    source: sql`coalesce((select so.name from source so where so.shop_id = ${tx.shopId} and so.id = o.source_id), '')`,
    buyer: sql`case when ${by.profile} is null then 'Not known' else to_char(${by.firstDay}, 'YYYY') end`,
  };
  return splits[split];
}
