import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { empty, raw, type Sql, sql } from '#app/platform/sql.ts';
import type { Dimension, Measure, ReportAsk } from './report-ask.ts';
import type { Schedule } from './report-schedule.ts';

/** A row of a report: what it stands for, and all measures. Null: nothing to divide by. */
export type ReportRow = { key: string } & Record<Measure, number | null>;
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
const IN_TIME: readonly Dimension[] = ['day', 'week', 'month', 'weekday'];

/** The report's rows, in time or by revenue, and the total over all orders, known buyers counted once. O(orders of the period). */
export async function readReport(tx: Tx, ask: ReportAsk, today: string): Promise<ReportBody> {
  const order = IN_TIME.includes(ask.by) ? raw('1') : raw('"net" desc, 1');
  const rows = await tx.rows<ReportRow & { isTotal: number }>(sql`
    with sale as (${sales(tx, ask, today)})
    select ${KEYS[ask.by]} as key, grouping(${KEYS[ask.by]}) as "isTotal", coalesce(sum(s.net_minor), 0)::bigint as "net", count(s.id) as orders,
           count(distinct s.profile_id) as buyers, count(distinct s.profile_id) filter (where s.is_first) as new_buyers,
           round(avg(s.net_minor))::bigint as order_value, coalesce(sum(s.refunded_minor), 0)::bigint as refunded,
           coalesce(sum(s.discount_minor), 0)::bigint as discount,
           coalesce(sum(s.net_minor) filter (where s.profile_id is null), 0)::bigint as unknown_net
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
    select coalesce(c.name, c.external_id) as name, c.day::text as day, c.channel, c.store, c.net_minor as "netMinor",
           p.public_id as "publicId", p.display_name as person
    from chosen c left join profile p on p.shop_id = ${tx.shopId} and p.id = c.profile_id
    order by c.day desc, c.placed_at desc, c.id desc`);
  return { orders: orders.slice(0, PAGE_SIZE), hasNext: orders.length > PAGE_SIZE };
}

/** Orders of the period that the ask admits, each once, with what a row can be about. */
function sales(tx: Tx, ask: ReportAsk, today: string): Sql {
  const channel = ask.channel === null ? empty : sql`and o.channel = ${ask.channel}`;
  const segment =
    ask.segmentId === null
      ? empty
      : sql`and exists (select from segment_member sm where sm.shop_id = ${tx.shopId} and sm.segment_id = ${ask.segmentId}
            and sm.profile_id = m.profile_id)`;
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
    where o.shop_id = ${tx.shopId} and o.day > ${today}::date - ${ask.days}::int and o.day <= ${today}::date
      and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided') ${channel} ${segment}`;
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
