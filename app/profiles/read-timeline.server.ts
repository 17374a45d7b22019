import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Something that happened with a person, from any source. Money in minor units of `currency`. */
export type TimelineEntry = {
  at: Date;
  kind: 'order' | 'received' | 'refund' | 'interaction' | 'review' | 'loyalty' | 'consent' | 'merge' | 'first_seen';
  title: string;
  detail: string;
  source: string;
  channel: string | null;
  amountMinor: number | null;
  currency: string | null;
  key: string;
};

/** Entries shown at once. */
const TIMELINE_LIMIT = 100;

/** The latest entries of a profile's life, newest first, before an instant. O(the profile's own rows). */
export async function readTimeline(tx: Tx, profileId: number, before: Date | null = null): Promise<TimelineEntry[]> {
  return tx.rows<TimelineEntry>(sql`
    with member as (
      select m.record_id, r.source_id, s.name as source, r.first_seen_at, r.created_at_source, r.kind, r.external_id
      from profile_member m
      join customer_record r on r.shop_id = m.shop_id and r.id = m.record_id
      join source s on s.shop_id = r.shop_id and s.id = r.source_id
      where m.shop_id = ${tx.shopId} and m.profile_id = ${profileId}
    ),
    entry as (
      select o.placed_at as at, 'order' as kind, coalesce(o.name, 'Order') as title,
             concat_ws(' · ', nullif(coalesce((select string_agg(case when l.quantity <> 1 then trim_scale(l.quantity)::text || ' × ' else '' end || l.title, ', ' order by l.position)
                       from order_line l where l.shop_id = o.shop_id and l.order_id = o.id), '') ||
               case when o.status in ('paid', 'open') then '' else ' (' || replace(o.status, '_', ' ') || ')' end, ''),
               'sent to ' || case when gone.order_id is not null then
                 coalesce(nullif(concat_ws(' ', o.receiver ->> 'givenName', o.receiver ->> 'familyName'), ''), o.receiver ->> 'fullName', 'somebody else')
               end) as detail,
             mb.source || coalesce(', ' || st.name, '') as source, o.channel, o.total_minor as amount, o.currency, 'o' || o.id as key
      from member mb join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = mb.record_id
      left join store st on st.shop_id = o.shop_id and st.id = o.store_id
      left join order_receiver gone on gone.shop_id = o.shop_id and gone.order_id = o.id
      where o.deleted_at is null
      union all
      select o.placed_at, 'received', 'Received ' || coalesce(o.name, 'an order'), 'Paid by ' || p.display_name, s.name, o.channel, null, null,
             'g' || o.id
      from order_receiver r
      join sales_order o on o.shop_id = ${tx.shopId} and o.id = r.order_id
      join source s on s.shop_id = ${tx.shopId} and s.id = o.source_id
      join profile p on p.shop_id = ${tx.shopId} and p.id = r.payer_id
      where r.shop_id = ${tx.shopId} and r.profile_id = ${profileId} and o.deleted_at is null
      union all
      select f.refunded_at, 'refund', 'Refund for ' || coalesce(o.name, 'an order'), coalesce(f.reason, ''), mb.source, o.channel,
             -f.amount_minor, f.currency, 'f' || f.id
      from member mb join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = mb.record_id
      join refund f on f.shop_id = o.shop_id and f.source_id = o.source_id and f.order_external_id = o.external_id
      where f.refunded_at is not null
      union all
      select i.happened_at, 'interaction', initcap(i.type), coalesce(i.subject, i.body, ''), mb.source, null, null, null, 'i' || i.id
      from member mb join interaction i on i.shop_id = ${tx.shopId} and i.record_id = mb.record_id
      union all
      select f.happened_at, 'review', 'Review' || coalesce(': ' || trim_scale(f.rating) || ' of ' || trim_scale(f.rating_max), ''),
             concat_ws(': ', f.title, f.body), mb.source, null, null, null, 'r' || f.id
      from member mb join feedback f on f.shop_id = ${tx.shopId} and f.record_id = mb.record_id
      where f.happened_at is not null
      union all
      select y.happened_at, 'loyalty', case when y.entry = 'balance' then 'Joined ' || coalesce(y.programme, 'loyalty programme') else 'Points ' || y.points end,
             coalesce(y.reason, y.tier, ''), mb.source, null, null, null, 'y' || y.id
      from member mb join loyalty_entry y on y.shop_id = ${tx.shopId} and y.record_id = mb.record_id
      where y.happened_at is not null
      union all
      select c.stated_at, 'consent', initcap(c.channel) || ' marketing ' || c.state, coalesce(c.method, ''), mb.source, null, null, null,
             'c' || c.record_id || c.channel || c.contact_normal
      from member mb join consent_statement c on c.shop_id = ${tx.shopId} and c.record_id = mb.record_id
      where c.stated_at is not null and c.state <> 'unknown'
      union all
      select e.happened_at, 'merge', case e.kind when 'merged' then 'Joined with another profile' else 'Split from another profile' end, '', 'Onefold', null, null, null, 'm' || e.id
      from merge_event e where e.shop_id = ${tx.shopId} and (e.profile_id = ${profileId} or e.other_id = ${profileId})
      union all
      select coalesce(mb.created_at_source, mb.first_seen_at), 'first_seen', 'First seen in ' || mb.source, '', mb.source, null, null, null, 's' || mb.record_id
      from member mb where mb.kind <> 'guest'
    )
    select at, kind, title, detail, source, channel, amount::bigint as "amountMinor", currency, key
    from entry where ${before}::timestamptz is null or at < ${before}
    order by at desc, key limit ${TIMELINE_LIMIT}`);
}
