import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** The figures of the home page. Money in minor units of the shop's currency; revenue is net of returns. */
export type HomeFigures = {
  profiles: number;
  records: number;
  orders: number;
  netMinor: number;
  /** Net revenue of the last 30 days by channel, and of the 30 days before. */
  channels: { channel: string; orders: number; netMinor: number; beforeMinor: number; anonymousMinor: number }[];
  /** Net revenue per day of the last 30 days by channel, in the shop's zone. */
  days: { day: string; onlineMinor: number; posMinor: number }[];
};

const DAYS = 30;

/** All figures of the home page in three statements. O(profiles) by index for the counts, O(orders of 60 days) for the rest. */
export async function readHome(tx: Tx, timeZone: string): Promise<HomeFigures> {
  const [totals] = await tx.rows<{ profiles: number; records: number; orders: number; net: number }>(sql`
    select (select count(*) from profile where shop_id = ${tx.shopId}) as profiles,
           (select count(*) from profile_member where shop_id = ${tx.shopId}) as records,
           count(*) as orders, coalesce(sum(net_minor), 0)::bigint as net
    from sales_order o join shop s on s.shop_id = o.shop_id and s.currency = o.currency
    where o.shop_id = ${tx.shopId} and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')`);
  const channels = await tx.rows<HomeFigures['channels'][number]>(sql`
    with today as (select (now() at time zone ${timeZone})::date as day)
    select o.channel, (count(*) filter (where o.day > t.day - ${DAYS}::int)) as orders,
           coalesce(sum(o.net_minor) filter (where o.day > t.day - ${DAYS}::int), 0)::bigint as "netMinor",
           coalesce(sum(o.net_minor) filter (where o.day <= t.day - ${DAYS}::int), 0)::bigint as "beforeMinor",
           coalesce(sum(o.net_minor) filter (where o.day > t.day - ${DAYS}::int and o.record_id is null), 0)::bigint as "anonymousMinor"
    from sales_order o join shop s on s.shop_id = o.shop_id and s.currency = o.currency, today t
    where o.shop_id = ${tx.shopId} and o.day > t.day - ${2 * DAYS}::int and not o.is_test and o.deleted_at is null
      and o.status not in ('cancelled', 'voided')
    group by o.channel order by 3 desc`);
  const days = await tx.rows<HomeFigures['days'][number]>(sql`
    with calendar as (
      select d::date as day from generate_series((now() at time zone ${timeZone})::date - ${DAYS - 1}::int,
                                                 (now() at time zone ${timeZone})::date, interval '1 day') d)
    select c.day::text, coalesce(sum(o.net_minor) filter (where o.channel = 'online'), 0)::bigint as "onlineMinor",
           coalesce(sum(o.net_minor) filter (where o.channel = 'pos'), 0)::bigint as "posMinor"
    from calendar c left join (sales_order o join shop s on s.shop_id = o.shop_id and s.currency = o.currency)
      on o.shop_id = ${tx.shopId} and o.day = c.day and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
    group by c.day order by c.day`);
  return {
    profiles: totals?.profiles ?? 0,
    records: totals?.records ?? 0,
    orders: totals?.orders ?? 0,
    netMinor: totals?.net ?? 0,
    channels,
    days,
  };
}
