import type { Tx } from '#app/platform/db.server.ts';
import { eventArray, eventPlan } from '#app/platform/event-plan.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import { givenAndReceived } from './given-and-received.server.ts';
import { goodsOf } from './refresh-goods.server.ts';

/** A visit to the online shop, as Shopify names what was looked at there; any other visit `i` is to a store. */
export const IS_BROWSING = raw("coalesce(i.status, '') like '%\\_viewed'");

/**
 * Recomputes the metrics of these profiles from their orders, consents, reviews and tickets; drops those of profiles that
 * are gone. Units: minor units of the shop's currency; days in the shop's zone. Test, cancelled and voided orders count
 * nowhere; orders in another currency count as orders, not as money. A pure function of the records. Three statements
 * for any number of profiles, O(their orders).
 */
export async function refreshMetrics(tx: Tx, profileIds: readonly number[]): Promise<void> {
  if (profileIds.length === 0) {
    return;
  }
  const size = profileIds.length;
  const ids = eventArray(profileIds, size);
  await tx.run(
    sql`
    delete from profile_metrics pm
    where pm.shop_id = ${tx.shopId} and pm.profile_id = any(${ids})
      and not exists (select from profile p where p.shop_id = ${tx.shopId} and p.id = pm.profile_id)`,
    eventPlan('metrics-drop', size),
  );
  await tx.run(
    sql`
    with member as (
      select m.profile_id, m.record_id
      from profile_member m join profile p on p.shop_id = ${tx.shopId} and p.id = m.profile_id
      where m.shop_id = ${tx.shopId} and m.profile_id = any(${ids})
    ),
    purchase as (
      select mb.profile_id, o.placed_at, o.day, o.channel, o.store_id, o.total_minor, o.refunded_minor, o.net_minor,
             o.currency = sh.currency as in_currency,
             o.day - lag(o.day) over (partition by mb.profile_id order by o.placed_at, o.id) as gap_days,
             row_number() over (partition by mb.profile_id order by o.placed_at, o.id) as nth
      from member mb
      join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = mb.record_id
      join shop sh on sh.shop_id = ${tx.shopId}
      where not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
    ),
    bought as (
      select u.profile_id, count(*)::integer as orders_count,
             (count(*) filter (where u.channel = 'online'))::integer as online_orders,
             (count(*) filter (where u.channel = 'pos'))::integer as pos_orders,
             coalesce(sum(u.total_minor) filter (where u.in_currency), 0)::bigint as gross_minor,
             coalesce(sum(u.refunded_minor) filter (where u.in_currency), 0)::bigint as refunded_minor,
             coalesce(sum(u.net_minor) filter (where u.in_currency), 0)::bigint as net_minor,
             coalesce(sum(u.net_minor) filter (where u.in_currency and u.channel = 'online'), 0)::bigint as online_net_minor,
             coalesce(sum(u.net_minor) filter (where u.in_currency and u.channel = 'pos'), 0)::bigint as pos_net_minor,
             round(avg(u.total_minor) filter (where u.in_currency))::bigint as average_order_minor,
             (count(*) filter (where u.refunded_minor > 0))::integer as refunds_count,
             min(u.placed_at) as first_order_at, max(u.placed_at) as last_order_at, min(u.day) as first_order_day, max(u.day) as last_order_day,
             min(u.channel) filter (where u.nth = 1) as first_channel,
             (percentile_cont(0.5) within group (order by u.gap_days) filter (where u.gap_days is not null))::real as median_gap_days,
             max(u.day) filter (where u.channel = 'online') as last_online_day,
             array_agg(distinct u.channel) as channels, coalesce(array_agg(distinct st.name) filter (where st.name is not null), '{}') as stores
      from purchase u left join store st on st.shop_id = ${tx.shopId} and st.id = u.store_id
      group by u.profile_id
    ),
    purchase_day as (
      select u.profile_id, u.day, bool_or(u.refunded_minor > 0) as has_refund, sum(u.net_minor) filter (where u.in_currency) as net_minor
      from purchase u group by u.profile_id, u.day
    ),
    kept_day as (
      select d.profile_id, d.day, d.net_minor, d.day - lag(d.day) over w as gap_days, row_number() over w as nth
      from purchase_day d where not d.has_refund or d.net_minor > 0
      window w as (partition by d.profile_id order by d.day)
    ),
    rhythm as (
      select k.profile_id, count(*)::integer as purchase_days, min(k.day) as first_day, max(k.day) as last_day,
             round(avg(k.net_minor) filter (where k.nth > 1))::bigint as repeat_mean_minor,
             (percentile_cont(0.5) within group (order by k.gap_days) filter (where k.gap_days is not null))::real as gap_median_days,
             case when count(k.gap_days) >= 3 then stddev_samp(ln(k.gap_days)) end::real as gap_log_spread
      from kept_day k group by k.profile_id
    ),
    opinion as (
      select mb.profile_id, count(*)::integer as reviews_count, avg(f.rating * 5 / nullif(f.rating_max, 0))::real as average_rating
      from member mb join feedback f on f.shop_id = ${tx.shopId} and f.record_id = mb.record_id
      group by mb.profile_id
    ),
    contact as (
      select mb.profile_id, (count(*) filter (where i.type = 'ticket'))::integer as tickets_count
      from member mb join interaction i on i.shop_id = ${tx.shopId} and i.record_id = mb.record_id
      group by mb.profile_id
    ),
    -- A person is in a store, or looks around on the web, once a day however often.
    came as (
      select v.profile_id, (count(*) filter (where v.in_store))::integer as store_visits, (count(*) filter (where not v.in_store))::integer as web_visits
      from (
        select u.profile_id, u.day, true as in_store from purchase u where u.channel = 'pos'
        union
        select mb.profile_id, (i.happened_at at time zone sh.time_zone)::date, not ${IS_BROWSING}
        from member mb join interaction i on i.shop_id = ${tx.shopId} and i.record_id = mb.record_id and i.type = 'visit'
        join shop sh on sh.shop_id = ${tx.shopId}
      ) v group by v.profile_id
    ),
    ${givenAndReceived(tx, profileIds)},
    ${goodsOf(tx, profileIds)}
    insert into profile_metrics (shop_id, profile_id, orders_count, online_orders, pos_orders, gross_minor, refunded_minor, net_minor,
      online_net_minor, pos_net_minor, average_order_minor, refunds_count, first_order_at, last_order_at, first_order_day, last_order_day,
      first_channel, median_gap_days, channels, stores, reviews_count, average_rating, tickets_count, purchase_days, first_purchase_day,
      last_purchase_day, repeat_mean_minor, gap_median_days, gap_log_spread, last_online_day, goods_minor, costed_goods_minor,
      goods_cost_minor, discount_minor, categories_count, vendors_count, referrals_count,
      last_category, store_visits, web_visits, orders_for_others, for_others_minor, orders_received)
    select ${tx.shopId}, k.profile_id, coalesce(b.orders_count, 0), coalesce(b.online_orders, 0), coalesce(b.pos_orders, 0),
           coalesce(b.gross_minor, 0), coalesce(b.refunded_minor, 0), coalesce(b.net_minor, 0), coalesce(b.online_net_minor, 0),
           coalesce(b.pos_net_minor, 0), b.average_order_minor, coalesce(b.refunds_count, 0), b.first_order_at, b.last_order_at,
           b.first_order_day, b.last_order_day, b.first_channel, b.median_gap_days, coalesce(b.channels, '{}'), coalesce(b.stores, '{}'),
           coalesce(op.reviews_count, 0), op.average_rating, coalesce(ct.tickets_count, 0), coalesce(ry.purchase_days, 0), ry.first_day,
           ry.last_day, ry.repeat_mean_minor, ry.gap_median_days, ry.gap_log_spread, b.last_online_day, t.goods, t.costed, t.cost, t.discount,
           t.categories, t.vendors, t.referrals, t.last_category, coalesce(cm.store_visits, 0), coalesce(cm.web_visits, 0),
           coalesce(gv.orders, 0), coalesce(gv.net_minor, 0), coalesce(rc.orders, 0)
    from (select distinct profile_id from member) k join told t using (profile_id)
    left join bought b using (profile_id) left join opinion op using (profile_id) left join contact ct using (profile_id)
    left join rhythm ry using (profile_id) left join came cm using (profile_id) left join given gv using (profile_id)
    left join received rc using (profile_id)
    on conflict (shop_id, profile_id) do update set
      orders_count = excluded.orders_count, online_orders = excluded.online_orders, pos_orders = excluded.pos_orders,
      gross_minor = excluded.gross_minor, refunded_minor = excluded.refunded_minor, net_minor = excluded.net_minor,
      online_net_minor = excluded.online_net_minor, pos_net_minor = excluded.pos_net_minor,
      average_order_minor = excluded.average_order_minor, refunds_count = excluded.refunds_count,
      first_order_at = excluded.first_order_at, last_order_at = excluded.last_order_at, first_order_day = excluded.first_order_day,
      last_order_day = excluded.last_order_day, first_channel = excluded.first_channel, median_gap_days = excluded.median_gap_days,
      channels = excluded.channels, stores = excluded.stores, reviews_count = excluded.reviews_count,
      average_rating = excluded.average_rating, tickets_count = excluded.tickets_count, purchase_days = excluded.purchase_days,
      first_purchase_day = excluded.first_purchase_day, last_purchase_day = excluded.last_purchase_day,
      repeat_mean_minor = excluded.repeat_mean_minor, gap_median_days = excluded.gap_median_days,
      gap_log_spread = excluded.gap_log_spread, last_online_day = excluded.last_online_day, goods_minor = excluded.goods_minor,
      costed_goods_minor = excluded.costed_goods_minor, goods_cost_minor = excluded.goods_cost_minor,
      discount_minor = excluded.discount_minor, categories_count = excluded.categories_count, vendors_count = excluded.vendors_count,
      referrals_count = excluded.referrals_count, last_category = excluded.last_category, store_visits = excluded.store_visits,
      web_visits = excluded.web_visits, orders_for_others = excluded.orders_for_others, for_others_minor = excluded.for_others_minor,
      orders_received = excluded.orders_received`,
    eventPlan('metrics-refresh', size),
  );
  await refreshConsent(tx, profileIds);
}

/**
 * What the profile's people allow, per channel. Consent belongs to a contact point; over the records of a profile that
 * speak of the same contact point the newest word counts, a denial beats a grant of the same instant or without one (a
 * denial without an instant counts from when it came), and the profile is reachable only if the very contact point that it
 * shows is granted (any, if it shows none) and none of the channel's denials is newer than the grant: a merge only narrows.
 */
async function refreshConsent(tx: Tx, profileIds: readonly number[]): Promise<void> {
  const size = profileIds.length;
  const ids = eventArray(profileIds, size);
  await tx.run(
    sql`
    with shown as (
      select p.id as profile_id, point.channel, point.kind, point.contact
      from profile p
      cross join lateral (values ('email', 'email', p.email), ('sms', 'phone', p.phone)) point (channel, kind, contact)
      where p.shop_id = ${tx.shopId} and p.id = any(${ids}) and point.contact is not null
    ),
    word as (
      select m.profile_id, c.channel, c.state,
             coalesce(c.stated_at, c.version_at, case when c.state = 'denied' then c.recorded_at end) as at,
             coalesce(nullif(c.contact_normal, ''), case c.channel when 'email' then r.email_normal else r.phone_e164 end, '') as contact_normal
      from profile_member m
      join customer_record r on r.shop_id = ${tx.shopId} and r.id = m.record_id
      join consent_statement c on c.shop_id = ${tx.shopId} and c.record_id = m.record_id and c.purpose = 'marketing'
      where m.shop_id = ${tx.shopId} and m.profile_id = any(${ids}) and c.channel in ('email', 'sms')
      union all
      -- An address is opted out for whoever shows it, also by what was said of it beside another person.
      select sh.profile_id, c.channel, c.state, coalesce(c.stated_at, c.version_at, c.recorded_at), sh.contact
      from shown sh
      join consent_statement c on c.shop_id = ${tx.shopId} and c.channel = sh.channel and c.contact_normal = sh.contact
        and c.purpose = 'marketing' and c.state = 'denied'
      union all
      select sh.profile_id, c.channel, c.state, coalesce(c.stated_at, c.version_at, c.recorded_at), sh.contact
      from shown sh
      join identifier i on i.shop_id = ${tx.shopId} and i.kind = sh.kind and i.value_normal = sh.contact
      join consent_statement c on c.shop_id = ${tx.shopId} and c.record_id = i.record_id and c.channel = sh.channel
        and c.contact_normal = '' and c.purpose = 'marketing' and c.state = 'denied'
    ),
    point as (
      select distinct on (profile_id, channel, contact_normal) profile_id, channel, contact_normal, state, at
      from word where state <> 'unknown'
      order by profile_id, channel, contact_normal, at desc nulls last, state = 'denied' desc
    ),
    per_channel as (
      select profile_id, channel,
             case when bool_or(state = 'denied' and (is_shown or at is null or at >= coalesce(granted_at, '-infinity'))) then 'denied'
                  when bool_or(state = 'granted' and is_shown is not false) then 'granted'
                  when bool_or(state = 'pending') then 'pending'
                  when bool_or(state = 'denied') then 'denied' else 'unknown' end as state
      from (select p.*, max(at) filter (where state = 'granted') over (partition by profile_id, channel) as granted_at,
                   contact_normal = case channel when 'email' then shown.email else shown.phone end as is_shown
            from point p join profile shown on shown.shop_id = ${tx.shopId} and shown.id = p.profile_id) g
      group by profile_id, channel
    ),
    both_channels as (
      select k.id as profile_id, coalesce(e.state, 'unknown') as email_consent, coalesce(s.state, 'unknown') as sms_consent
      from unnest(${ids}) as k (id)
      left join per_channel e on e.profile_id = k.id and e.channel = 'email'
      left join per_channel s on s.profile_id = k.id and s.channel = 'sms'
    )
    update profile_metrics pm set email_consent = b.email_consent, sms_consent = b.sms_consent
    from both_channels b
    where pm.shop_id = ${tx.shopId} and pm.profile_id = b.profile_id
      and (pm.email_consent, pm.sms_consent) is distinct from (b.email_consent, b.sms_consent)`,
    eventPlan('metrics-consent', size),
  );
}
