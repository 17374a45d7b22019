import { IS_BROWSING } from '#app/metrics/refresh-metrics.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { empty, join, raw, type Sql, sql } from '#app/platform/sql.ts';
import { type Dimension, IN_TIME, type Measure, type ReportAsk } from './report-ask.ts';
import { type DaySpan, spanOf } from './report-period.ts';
import type { Schedule } from './report-schedule.ts';

/** A row of a report: what it stands for, revenue, orders and the measures asked for. Null: nothing to divide by. */
export type ReportRow = { key: string; net: number; orders: number } & Partial<Record<Measure, number | null>>;
export type ReportBody = { rows: ReportRow[]; total: ReportRow };

const MOST_ROWS = 400;

/** Each dimension as text; `s` is the order with what belongs to it. */
const KEYS: Readonly<Record<Dimension, Sql>> = {
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

/** Each measure over the rows `s`; a visit without a sale has no id and no money. */
const SUMS: Readonly<Record<Measure, Sql>> = {
  net: raw('coalesce(sum(s.net_minor), 0)::bigint'),
  orders: raw('count(s.id)'),
  buyers: raw('count(distinct s.profile_id) filter (where s.id is not null)'),
  new_buyers: raw('count(distinct s.profile_id) filter (where s.is_first)'),
  order_value: raw('round(avg(s.net_minor))::bigint'),
  refunded: raw('coalesce(sum(s.refunded_minor), 0)::bigint'),
  discount: raw('coalesce(sum(s.discount_minor), 0)::bigint'),
  unknown_net: raw('coalesce(sum(s.net_minor) filter (where s.profile_id is null), 0)::bigint'),
  store_visits: raw(
    "count(distinct (s.profile_id, s.day)) filter (where s.channel = 'pos' and s.profile_id is not null)",
  ),
};

/** The report's rows, in time or by revenue, and the total over all orders, known buyers counted once. O(orders of the period). */
export async function readReport(tx: Tx, ask: ReportAsk, today: string): Promise<ReportBody> {
  const order = IN_TIME.includes(ask.by) ? raw('1') : raw('"net" desc, 1');
  const measures = [...new Set<Measure>(['net', 'orders', ...ask.measures])];
  const sums = join(measures.map((measure) => sql`${SUMS[measure]} as ${raw(measure)}`));
  const rows = await tx.rows<ReportRow & { isTotal: number }>(sql`
    with sale as (${sales(tx, ask, today)})
    select ${KEYS[ask.by]} as key, grouping(${KEYS[ask.by]}) as "isTotal", ${sums}
    from sale s group by grouping sets ((${KEYS[ask.by]}), ()) order by 2 desc, ${order} limit ${MOST_ROWS + 1}`);
  const shown = rows.map(({ isTotal, ...row }) => ({ row, isTotal: isTotal === 1 }));
  return {
    total: shown.find((one) => one.isTotal)!.row,
    rows: shown.filter((one) => !one.isTotal).map((one) => one.row),
  };
}

/** An order behind a figure. */
export type ReportOrder = {
  name: string;
  day: string;
  channel: string;
  store: string | null;
  netMinor: number;
  publicId: string | null;
  person: string | null;
};

const PAGE_SIZE = 50;

/** The orders that a row of the report sums, the newest first. Reads back from the newest until a page is full. */
export async function readReportOrders(
  tx: Tx,
  ask: ReportAsk,
  row: { readonly key: string; readonly today: string; readonly page: number },
): Promise<{ orders: ReportOrder[]; hasNext: boolean }> {
  const orders = await tx.rows<ReportOrder>(sql`
    with sale as (${sales(tx, ask, row.today)}),
    chosen as (
      select s.* from sale s where ${KEYS[ask.by]} = ${row.key}
      order by s.day desc, s.placed_at desc, s.id desc limit ${PAGE_SIZE + 1} offset ${(row.page - 1) * PAGE_SIZE}
    )
    select case when c.id is null then 'Visit' else coalesce(c.name, c.external_id) end as name, c.day::text as day, c.channel, c.store, coalesce(c.net_minor, 0) as "netMinor",
           p.public_id as "publicId", p.display_name as person
    from chosen c left join profile p on p.shop_id = ${tx.shopId} and p.id = c.profile_id
    order by c.day desc, c.placed_at desc, c.id desc`);
  return { orders: orders.slice(0, PAGE_SIZE), hasNext: orders.length > PAGE_SIZE };
}

/** Orders of the period that the ask admits, each once, with what a row can be about; where visits are asked for, those without a sale too. */
function sales(tx: Tx, ask: ReportAsk, today: string): Sql {
  const channel = ask.channel === null ? empty : sql`and o.channel = ${ask.channel}`;
  const segment =
    ask.segmentId === null
      ? empty
      : sql`and exists (select from segment_member sm where sm.shop_id = ${tx.shopId} and sm.segment_id = ${ask.segmentId}
            and sm.profile_id = m.profile_id)`;
  const span = spanOf(ask, today);
  const visits =
    ask.measures.includes('store_visits') && ask.channel !== 'online' ? visitRows(tx, span, segment) : empty;
  const line = ['product', 'category', 'vendor'].includes(ask.by)
    ? sql`left join lateral (
        select btrim(l.title) as product, l.category, l.vendor from order_line l
        where l.shop_id = ${tx.shopId} and l.order_id = o.id and l.title <> '' order by l.total_minor desc, l.position limit 1) l on true`
    : sql`left join lateral (select null::text as product, null::text as category, null::text as vendor) l on true`;
  return sql`
    select o.id, o.name, o.external_id, o.day, o.placed_at, o.channel, st.name as store, so.name as source, o.net_minor, o.refunded_minor,
           o.discount_minor, m.profile_id, o.placed_at = pm.first_order_at as is_first, v.rfm_group, l.product, l.category, l.vendor
    from sales_order o
    join shop sh on sh.shop_id = ${tx.shopId} and sh.currency = o.currency
    left join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = o.record_id
    left join profile_metrics pm on pm.shop_id = ${tx.shopId} and pm.profile_id = m.profile_id
    left join value_score v on v.shop_id = ${tx.shopId} and v.profile_id = m.profile_id
    left join store st on st.shop_id = ${tx.shopId} and st.id = o.store_id
    left join source so on so.shop_id = ${tx.shopId} and so.id = o.source_id
    ${line}
    where o.shop_id = ${tx.shopId} and o.day between ${span.from}::date and ${span.until}::date
      and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided') ${channel} ${segment} ${visits}`;
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

export type SavedReport = { id: number; name: string; params: string; schedule: Schedule; recipients: string[] };

/** The shop's reports by name. */
export async function readSavedReports(tx: Tx): Promise<SavedReport[]> {
  return tx.rows<SavedReport>(
    sql`select id, name, ask ->> 'params' as params, schedule, recipients from report where shop_id = ${tx.shopId} order by lower(name), id`,
  );
}

/** Keeps a report and gives its id. Throws a Refusal without a name. */
export async function saveReport(tx: Tx, name: string, params: URLSearchParams, actor: string): Promise<number> {
  const given = name.trim().slice(0, 120);
  if (given === '') throw new Refusal('analytics.report_name_missing', 'Give the report a name.', { field: 'name' });
  const [row] = await tx.rows<{ id: number }>(sql`
    insert into report (shop_id, name, ask, created_by)
    values (${tx.shopId}, ${given}, ${JSON.stringify({ params: String(params) })}::jsonb, ${actor}) returning id`);
  return row!.id;
}

/** Removes a report; one that is gone is no fault. */
export async function removeReport(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`delete from report where shop_id = ${tx.shopId} and id = ${id}`);
}
