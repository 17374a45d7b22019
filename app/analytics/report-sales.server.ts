import { IS_BROWSING } from '#app/metrics/refresh-metrics.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { empty, raw, type Sql, sql } from '#app/platform/sql.ts';
import type { Dimension, ReportAsk } from './report-ask.ts';
import { type DaySpan, spanOf } from './report-period.ts';

/** Each dimension as text; `s` is the order with what belongs to it. */
export const REPORT_KEYS: Readonly<Record<Dimension, Sql>> = {
  day: raw("to_char(s.day, 'YYYY-MM-DD')"),
  week: raw("to_char(date_trunc('week', s.day), 'YYYY-MM-DD')"),
  month: raw("to_char(s.day, 'YYYY-MM')"),
  channel: raw('s.channel'),
  store: raw("coalesce(s.store, 'No store')"),
  source: raw("coalesce(s.source, '')"),
  weekday: raw("trim(to_char(s.day, 'ID Day'))"),
  product: raw("coalesce(s.product, 'Not known')"),
  category: raw("coalesce(s.category, 'Not known')"),
  vendor: raw("coalesce(s.vendor, 'Not known')"),
  group: raw("coalesce(s.rfm_group, 'Not known')"),
  buyer: raw("case when s.profile_id is null then 'Not known' when s.is_first then 'New' else 'Returning' end"),
};

/** What a row of a report can be about beside the order itself. */
type About = 'store' | 'source' | 'line' | 'score' | 'first';

const ABOUT: Readonly<Partial<Record<Dimension, About>>> = {
  store: 'store',
  source: 'source',
  product: 'line',
  category: 'line',
  vendor: 'line',
  group: 'score',
  buyer: 'first',
};

/**
 * Orders of the period that the ask admits, each once, with what its rows are about and what is `also` wanted; where visits are asked for, those without a
 * sale too. Only what is wanted is looked up: each look-up is one more for every order.
 */
export function salesOf(tx: Tx, ask: ReportAsk, today: string, also: readonly About[] = []): Sql {
  const span = spanOf(ask, today);
  const wanted = new Set<About | undefined>([ABOUT[ask.by], ...also]);
  if (ask.measures.includes('new_buyers')) wanted.add('first');
  const take = (about: About, columns: string, nothing: string): Sql => raw(wanted.has(about) ? columns : nothing);
  const look = (about: About, joined: Sql): Sql => (wanted.has(about) ? joined : empty);
  const channel = ask.channel === null ? empty : sql`and o.channel = ${ask.channel}`;
  const segment = segmentOf(tx, ask);
  const visits =
    ask.measures.includes('store_visits') && ask.channel !== 'online' ? visitRows(tx, span, segment) : empty;
  return sql`
    select o.id, o.name, o.external_id, o.day, o.placed_at, o.channel, ${take('store', 'st.name', 'null::text')} as store,
           ${take('source', 'so.name', 'null::text')} as source, o.net_minor, o.refunded_minor, o.discount_minor, m.profile_id,
           ${take('first', 'o.placed_at = pm.first_order_at', 'false')} as is_first, ${take('score', 'v.rfm_group', 'null::text')} as rfm_group,
           ${take('line', 'l.product, l.category, l.vendor', 'null::text as product, null::text as category, null::text as vendor')}
    from sales_order o
    join shop sh on sh.shop_id = ${tx.shopId} and sh.currency = o.currency
    left join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = o.record_id
    ${look('first', sql`left join profile_metrics pm on pm.shop_id = ${tx.shopId} and pm.profile_id = m.profile_id`)}
    ${look('score', sql`left join value_score v on v.shop_id = ${tx.shopId} and v.profile_id = m.profile_id`)}
    ${look('store', sql`left join store st on st.shop_id = ${tx.shopId} and st.id = o.store_id`)}
    ${look('source', sql`left join source so on so.shop_id = ${tx.shopId} and so.id = o.source_id`)}
    ${look(
      'line',
      sql`left join lateral (
        select btrim(l.title) as product, l.category, l.vendor from order_line l
        where l.shop_id = ${tx.shopId} and l.order_id = o.id and l.title <> '' order by l.total_minor desc, l.position limit 1) l on true`,
    )}
    where o.shop_id = ${tx.shopId} and o.day between ${span.from}::date and ${span.until}::date
      and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided') ${channel} ${segment} ${visits}`;
}

function segmentOf(tx: Tx, ask: ReportAsk): Sql {
  if (ask.segmentId === null) return empty;
  return sql`and exists (select from segment_member sm where sm.shop_id = ${tx.shopId} and sm.segment_id = ${ask.segmentId}
    and sm.profile_id = m.profile_id)`;
}

/** Days of people in a store without a sale of that day, in the columns of an order. O(interactions of the period). */
function visitRows(tx: Tx, span: DaySpan, segment: Sql): Sql {
  return sql`
    union all
    select null, null, null, v.day, v.at, 'pos', null, so.name, null, null, null, v.profile_id, false, vs.rfm_group, null, null, null
    from (
      select m.profile_id, (i.happened_at at time zone sh.time_zone)::date as day, min(i.happened_at) as at, min(i.source_id) as source_id
      from interaction i
      join shop sh on sh.shop_id = ${tx.shopId}
      join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = i.record_id
      where i.shop_id = ${tx.shopId} and i.type = 'visit' and not ${IS_BROWSING}
        and i.happened_at >= ${span.from}::date::timestamp at time zone sh.time_zone
        and i.happened_at < (${span.until}::date + 1)::timestamp at time zone sh.time_zone ${segment}
      group by 1, 2
    ) v
    left join value_score vs on vs.shop_id = ${tx.shopId} and vs.profile_id = v.profile_id
    left join source so on so.shop_id = ${tx.shopId} and so.id = v.source_id
    where not exists (
      select from profile_member m join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = m.record_id
      where m.shop_id = ${tx.shopId} and m.profile_id = v.profile_id and o.day = v.day and o.channel = 'pos'
        and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided'))`;
}
