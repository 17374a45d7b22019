import { raw, type Sql, sql } from '#app/platform/sql.ts';

/**
 * One statement a table: rows `profile_id, fact`, where `fact` has the keys of facts.ts. All are bound to the shop and to the
 * profiles asked for, by profile_member_profile and each table's index on the record. Rows come in the order in which facts
 * are written to tests: by id.
 */
export type FactsOf = { shopId: number; profileIds: readonly number[] };

const orderColumns = raw(`jsonb_build_object(
  'id', o.id, 'sourceKind', src.kind, 'channel', o.channel, 'store', st.name, 'storeExternalId', st.external_id,
  'placedAt', o.placed_at, 'currency', o.currency, 'totalMinor', o.total_minor, 'netMinor', o.net_minor,
  'discountMinor', o.discount_minor, 'refundedMinor', o.refunded_minor, 'status', o.status, 'isTest', o.is_test,
  'deleted', o.deleted_at is not null, 'tags', o.tags, 'discountCodes', o.discount_codes, 'staff', o.staff)`);

export function selectPersons({ shopId, profileIds }: FactsOf): Sql {
  return sql`
select p.id as profile_id, jsonb_build_object(
  'givenName', p.given_name, 'familyName', p.family_name, 'company', p.company, 'email', p.email, 'phone', p.phone, 'city', p.city,
  'region', p.region, 'postalCode', p.postal_code, 'country', p.country, 'birthDate', p.birth_date, 'language', p.language,
  'tags', p.tags, 'recordsCount', p.records_count, 'firstSeenAt', p.first_seen_at) as fact
from profile p
where p.shop_id = ${shopId}::bigint and p.id = any(${profileIds}::bigint[])
order by p.id`;
}

export function selectMetrics({ shopId, profileIds }: FactsOf): Sql {
  return sql`
select m.profile_id, jsonb_build_object(
  'ordersCount', m.orders_count, 'onlineOrders', m.online_orders, 'posOrders', m.pos_orders, 'grossMinor', m.gross_minor,
  'refundedMinor', m.refunded_minor, 'netMinor', m.net_minor, 'onlineNetMinor', m.online_net_minor, 'posNetMinor', m.pos_net_minor,
  'averageOrderMinor', m.average_order_minor, 'refundsCount', m.refunds_count, 'firstOrderAt', m.first_order_at,
  'lastOrderAt', m.last_order_at, 'firstChannel', m.first_channel, 'medianGapDays', m.median_gap_days, 'channels', m.channels,
  'stores', m.stores, 'emailConsent', m.email_consent, 'smsConsent', m.sms_consent, 'reviewsCount', m.reviews_count,
  'averageRating', m.average_rating, 'ticketsCount', m.tickets_count, 'storeVisits', m.store_visits,
  'webVisits', m.web_visits, 'ordersForOthers', m.orders_for_others, 'ordersReceived', m.orders_received) as fact
from profile_metrics m
where m.shop_id = ${shopId}::bigint and m.profile_id = any(${profileIds}::bigint[])`;
}

export function selectScores({ shopId, profileIds }: FactsOf): Sql {
  return sql`
select v.profile_id, jsonb_build_object(
  'rfmGroup', v.rfm_group, 'recencyScore', v.recency_score, 'frequencyScore', v.frequency_score, 'monetaryScore', v.monetary_score,
  'predictedValueMinor', v.predicted_value_minor, 'spendTier', v.spend_tier, 'probabilityAlive', v.probability_alive,
  'churnRisk', v.churn_risk, 'nextOrderDay', v.next_order_day) as fact
from value_score v
where v.shop_id = ${shopId}::bigint and v.profile_id = any(${profileIds}::bigint[])`;
}

export function selectHouseholds({ shopId, profileIds }: FactsOf): Sql {
  return sql`
select hh.profile_id, jsonb_build_object(
  'people', hh.people, 'buyers', hh.buyers, 'ordersCount', hh.orders_count, 'netMinor', hh.net_minor,
  'lastOrderAt', hh.last_order_at) as fact
from profile_household hh
where hh.shop_id = ${shopId}::bigint and hh.profile_id = any(${profileIds}::bigint[])`;
}

export function selectRecords(facts: FactsOf): Sql {
  return sql`
select pm.profile_id, jsonb_build_object(
  'id', r.id, 'sourceKind', src.kind, 'sourceName', src.name, 'kind', r.kind, 'email', r.email, 'phone', r.phone, 'company', r.company,
  'city', r.city, 'region', r.region, 'postalCode', r.postal_code, 'country', r.country, 'accountState', r.account_state,
  'tags', r.tags, 'custom', r.custom, 'versionAt', r.version_at, 'firstSeenAt', r.first_seen_at) as fact
from profile_member pm
join customer_record r on r.shop_id = pm.shop_id and r.id = pm.record_id and r.deleted_at is null
join source src on src.shop_id = r.shop_id and src.id = r.source_id
${membersOf(facts)}
order by r.id`;
}

export function selectOrders(facts: FactsOf): Sql {
  return sql`
select pm.profile_id, ${orderColumns} || jsonb_build_object('lines', coalesce(lines.list, '[]')) as fact
from profile_member pm
join sales_order o on o.shop_id = pm.shop_id and o.record_id = pm.record_id
join source src on src.shop_id = o.shop_id and src.id = o.source_id
left join store st on st.shop_id = o.shop_id and st.id = o.store_id
left join lateral (
  select jsonb_agg(jsonb_build_object(
    'position', l.position, 'productExternalId', l.product_external_id, 'variantExternalId', l.variant_external_id, 'sku', l.sku,
    'title', l.title, 'category', l.category, 'vendor', l.vendor, 'productType', d.product_type, 'productTags', coalesce(d.tags, '{}'),
    'quantity', l.quantity, 'unitMinor', l.unit_minor, 'discountMinor', l.discount_minor, 'totalMinor', l.total_minor) order by l.position) as list
  from order_line l
  left join product d on d.shop_id = l.shop_id and d.source_id = o.source_id and d.external_id = l.product_external_id
  where l.shop_id = o.shop_id and l.order_id = o.id
) as lines on true
${membersOf(facts)}
order by o.id`;
}

export function selectRefunds(facts: FactsOf): Sql {
  return sql`
select pm.profile_id, jsonb_build_object(
  'id', f.id, 'refundedAt', f.refunded_at, 'amountMinor', f.amount_minor, 'currency', f.currency, 'reason', f.reason,
  'orderChannel', o.channel, 'orderStore', st.name, 'ofRealOrder', not o.is_test and o.deleted_at is null) as fact
from profile_member pm
join sales_order o on o.shop_id = pm.shop_id and o.record_id = pm.record_id
join refund f on f.shop_id = o.shop_id and f.source_id = o.source_id and f.order_external_id = o.external_id
left join store st on st.shop_id = o.shop_id and st.id = o.store_id
${membersOf(facts)}
order by f.id`;
}

export function selectInteractions(facts: FactsOf): Sql {
  return sql`
select pm.profile_id, jsonb_build_object(
  'id', i.id, 'type', i.type, 'direction', i.direction, 'subject', i.subject, 'status', i.status, 'staff', i.staff,
  'happenedAt', i.happened_at, 'custom', i.custom) as fact
from profile_member pm
join interaction i on i.shop_id = pm.shop_id and i.record_id = pm.record_id
${membersOf(facts)}
order by i.id`;
}

export function selectFeedback(facts: FactsOf): Sql {
  return sql`
select pm.profile_id, jsonb_build_object(
  'id', fb.id, 'type', fb.type, 'rating', fb.rating, 'ratingMax', fb.rating_max, 'productExternalId', fb.product_external_id,
  'verifiedPurchase', fb.verified_purchase, 'happenedAt', fb.happened_at) as fact
from profile_member pm
join feedback fb on fb.shop_id = pm.shop_id and fb.record_id = pm.record_id
${membersOf(facts)}
order by fb.id`;
}

export function selectLoyalty(facts: FactsOf): Sql {
  return sql`
select pm.profile_id, jsonb_build_object(
  'id', y.id, 'entry', y.entry, 'programme', y.programme, 'tier', y.tier, 'status', y.status, 'points', y.points,
  'happenedAt', y.happened_at, 'expiresAt', y.expires_at) as fact
from profile_member pm
join loyalty_entry y on y.shop_id = pm.shop_id and y.record_id = pm.record_id
${membersOf(facts)}
order by y.id`;
}

export function selectConsents(facts: FactsOf): Sql {
  return sql`
select pm.profile_id, jsonb_build_object(
  'channel', cs.channel, 'purpose', cs.purpose, 'state', cs.state, 'statedAt', cs.stated_at, 'method', cs.method) as fact
from profile_member pm
join consent_statement cs on cs.shop_id = pm.shop_id and cs.record_id = pm.record_id
${membersOf(facts)}
order by cs.record_id, cs.channel, cs.purpose, cs.contact_normal`;
}

export function selectMemberships({ shopId, profileIds }: FactsOf): Sql {
  return sql`
select sm.profile_id, sg.handle as fact
from segment_member sm
join segment sg on sg.shop_id = sm.shop_id and sg.id = sm.segment_id
where sm.shop_id = ${shopId}::bigint and sm.profile_id = any(${profileIds}::bigint[])
order by sg.id`;
}

export function selectSegmentEvents({ shopId, profileIds }: FactsOf): Sql {
  return sql`
select e.profile_id, jsonb_build_object('id', e.id, 'handle', sg.handle, 'kind', e.kind, 'happenedAt', e.happened_at) as fact
from segment_event e
join segment sg on sg.shop_id = e.shop_id and sg.id = e.segment_id
where e.shop_id = ${shopId}::bigint and e.profile_id = any(${profileIds}::bigint[])
order by e.id`;
}

function membersOf({ shopId, profileIds }: FactsOf): Sql {
  return sql`where pm.shop_id = ${shopId}::bigint and pm.profile_id = any(${profileIds}::bigint[])`;
}
