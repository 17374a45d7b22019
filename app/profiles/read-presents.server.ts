import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Another person at the far end of somebody's orders; `publicId` null = nobody of the shop's people, or not told whom of them. */
export type OtherEnd = { name: string; place: string; publicId: string | null; orders: number; lastDay: string };

/** What a person paid for and others received, and the other way round. */
export type Presents = { sent: (OtherEnd & { netMinor: number })[]; received: OtherEnd[] };

/** Other ends shown of either side. */
const MOST = 20;

/**
 * Whom a profile sent its orders to and who sent it some, most orders first. Orders that count nowhere are left out; money is net, in the
 * shop's currency. O(such orders of the profile).
 */
export async function readPresents(tx: Tx, profileId: number): Promise<Presents> {
  const counts = sql`not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')`;
  const sent = await tx.rows<Presents['sent'][number]>(sql`
    with one as (
      select coalesce(nullif(concat_ws(' ', o.receiver ->> 'givenName', o.receiver ->> 'familyName'), ''), o.receiver ->> 'fullName',
                      'Somebody') as name,
             concat_ws(', ', o.receiver ->> 'city', o.receiver ->> 'country') as place, r.profile_id, o.day,
             case when o.currency = sh.currency then o.net_minor else 0 end as net_minor
      from order_receiver r
      join sales_order o on o.shop_id = ${tx.shopId} and o.id = r.order_id
      join shop sh on sh.shop_id = ${tx.shopId}
      where r.shop_id = ${tx.shopId} and r.payer_id = ${profileId} and ${counts}
    )
    select coalesce(min(nullif(p.display_name, '')), (array_agg(one.name order by one.day desc))[1]) as name, (array_agg(one.place order by one.day desc))[1] as place,
           min(p.public_id::text) as "publicId", count(*)::integer as orders, max(one.day)::text as "lastDay",
           sum(one.net_minor)::bigint as "netMinor"
    from one left join profile p on p.shop_id = ${tx.shopId} and p.id = one.profile_id
    group by one.profile_id, case when one.profile_id is null then lower(one.name) || one.place end
    order by orders desc, "lastDay" desc, name limit ${MOST}`);
  const received = await tx.rows<OtherEnd>(sql`
    select p.display_name as name, concat_ws(', ', p.city, p.country) as place, p.public_id as "publicId", count(*)::integer as orders,
           max(o.day)::text as "lastDay"
    from order_receiver r
    join sales_order o on o.shop_id = ${tx.shopId} and o.id = r.order_id
    join profile p on p.shop_id = ${tx.shopId} and p.id = r.payer_id
    where r.shop_id = ${tx.shopId} and r.profile_id = ${profileId} and ${counts}
    group by p.id, p.display_name, p.city, p.country, p.public_id
    order by orders desc, "lastDay" desc, name limit ${MOST}`);
  return { sent, received };
}
