import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { ownNet } from './own-net.ts';

/** A step of buyers from their nth purchase day to the next: what and where. Null: has not come back. */
export type PathStep = {
  nth: number;
  from: string;
  to: string | null;
  people: number;
  /** Days between, the middle one; null where nobody has come back. */
  medianDays: number | null;
  /** Net of the next purchase, minor units. */
  netMinor: number;
};

export type Paths = {
  /** What is bought on the first, second and third purchase day: people per product, the most bought ones. */
  firsts: { nth: number; title: string; channel: string; people: number; returned: number }[];
  steps: PathStep[];
};

const SHOWN = 8;

/**
 * What people buy on their first, second and third day with an order, and where; each day by its most expensive product. Orders that were
 * given back stay in the path and are counted as such. O(lines).
 */
export async function readPaths(tx: Tx): Promise<Paths> {
  await tx.client.query('drop table if exists pg_temp.path_day');
  await tx.run(sql`
    create temporary table path_day on commit drop as
    with sale as (
      select m.profile_id, o.id, o.day, o.channel, ${ownNet(tx.shopId)} as net_minor, o.refunded_minor > 0 and o.net_minor <= 0 as is_returned,
             dense_rank() over (partition by m.profile_id order by o.day) as nth
      from sales_order o join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = o.record_id
      where o.shop_id = ${tx.shopId} and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
    )
    select distinct on (s.profile_id, s.nth) s.profile_id, s.nth, s.day, s.channel, s.net_minor, s.is_returned, btrim(l.title) as title
    from sale s join order_line l on l.shop_id = ${tx.shopId} and l.order_id = s.id
    where s.nth <= 4 and l.title <> ''
    order by s.profile_id, s.nth, l.total_minor desc, l.position`);
  const firsts = await tx.rows<Paths['firsts'][number]>(sql`
    select nth, title, channel, people, returned from (
      select nth::int, title, channel, count(*) as people, count(*) filter (where is_returned) as returned,
             row_number() over (partition by nth order by count(*) desc, title, channel) as place
      from path_day where nth <= 3 group by nth, title, channel) t
    where place <= ${SHOWN} order by nth, place`);
  const steps = await tx.rows<PathStep>(sql`
    select nth, "from", "to", people, "medianDays", "netMinor" from (
      select a.nth::int, a.title as "from", b.title as "to", count(*) as people,
             percentile_cont(0.5) within group (order by b.day - a.day) as "medianDays", coalesce(sum(b.net_minor), 0)::bigint as "netMinor",
             row_number() over (partition by a.nth order by count(*) desc, a.title, b.title) as place
      from path_day a left join path_day b on b.profile_id = a.profile_id and b.nth = a.nth + 1
      where a.nth <= 2 and b.title is not null group by a.nth, a.title, b.title) t
    where place <= ${SHOWN} order by nth, place`);
  return { firsts, steps };
}
