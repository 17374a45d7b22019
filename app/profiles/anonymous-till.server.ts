import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';

/** Till sales of one group. Net of refunds, minor units of the shop's currency. */
export type TillShare = {
  label: string;
  sales: number;
  netMinor: number;
  /** Of them, those of which nobody knows who bought. */
  anonymousSales: number;
  anonymousMinor: number;
};

export type AnonymousTill = {
  total: TillShare;
  byStore: TillShare[];
  /** Who stood at the till, where it says so; the most anonymous revenue first. */
  byStaff: TillShare[];
  /** Hours of the shop's day, 0 to 23, those with sales. */
  byHour: TillShare[];
};

const GROUPS = {
  total: `''`,
  store: `coalesce(st.name, 'No store named')`,
  staff: `coalesce(o.staff, 'Nobody named')`,
  hour: `lpad(extract(hour from o.placed_at at time zone sh.time_zone)::text, 2, '0')`,
} as const;

/**
 * How much of the till's revenue of the last `days` has no person behind it, in all and by store, member of staff and hour. A name that the
 * till read off a payment card is no person. Sums from the same orders as every other figure: no tests, none cancelled or voided, the
 * shop's currency. One pass over the till's orders of that time per grouping.
 */
export async function readAnonymousTill(tx: Tx, days: number): Promise<AnonymousTill> {
  const [total] = await readShares(tx, days, 'total');
  const byRevenue = (x: TillShare, y: TillShare) => y.anonymousMinor - x.anonymousMinor;
  return {
    total: total ?? { label: '', sales: 0, netMinor: 0, anonymousSales: 0, anonymousMinor: 0 },
    byStore: (await readShares(tx, days, 'store')).sort(byRevenue),
    byStaff: (await readShares(tx, days, 'staff')).sort(byRevenue),
    byHour: await readShares(tx, days, 'hour'),
  };
}

function readShares(tx: Tx, days: number, group: keyof typeof GROUPS): Promise<TillShare[]> {
  return tx.rows<TillShare>(sql`
    select ${raw(GROUPS[group])} as label, count(*)::integer as sales, coalesce(sum(o.net_minor), 0)::bigint as "netMinor",
           (count(*) filter (where k.is_anonymous))::integer as "anonymousSales",
           coalesce(sum(o.net_minor) filter (where k.is_anonymous), 0)::bigint as "anonymousMinor"
    from sales_order o
    join shop sh on sh.shop_id = o.shop_id
    left join store st on st.shop_id = o.shop_id and st.id = o.store_id
    left join customer_record r on r.shop_id = o.shop_id and r.id = o.record_id
    cross join lateral (select r.id is null or r.kind = 'instant' as is_anonymous) k
    where o.shop_id = ${tx.shopId} and o.channel = 'pos' and not o.is_test and o.deleted_at is null
      and o.status not in ('cancelled', 'voided') and o.currency = sh.currency
      and o.day > (now() at time zone sh.time_zone)::date - ${days}::integer
    group by 1 order by 1`);
}
