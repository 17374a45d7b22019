import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { empty, join, raw, type Sql, sql } from '#app/platform/sql.ts';
import { IN_TIME, type Measure, type ReportAsk } from './report-ask.ts';
import { REPORT_KEYS, salesOf } from './report-sales.server.ts';
import type { Schedule } from './report-schedule.ts';

/** A row of a report: what it stands for, revenue, orders and the measures asked for. Null: nothing to divide by. */
export type ReportRow = { key: string; net: number; orders: number } & Partial<Record<Measure, number | null>>;
export type ReportBody = { rows: ReportRow[]; total: ReportRow };

/** Of rows by revenue; those in time are bounded by the period, and are all there: cut off, they would lack the latest. */
const MOST_ROWS = 400;

/** Each measure over `p`: what one person, or nobody known, did in one row. */
const SUMS: Readonly<Record<Exclude<Measure, 'store_visits'>, Sql>> = {
  net: raw('coalesce(sum(p.net), 0)::bigint'),
  orders: raw('coalesce(sum(p.orders), 0)::bigint'),
  buyers: raw('count(p.profile_id) filter (where p.orders > 0)'),
  new_buyers: raw('count(p.profile_id) filter (where p.is_first)'),
  order_value: raw('round(sum(p.net) / nullif(sum(p.orders), 0))::bigint'),
  refunded: raw('coalesce(sum(p.refunded), 0)::bigint'),
  discount: raw('coalesce(sum(p.discount), 0)::bigint'),
  unknown_net: raw('coalesce(sum(p.net) filter (where p.profile_id is null), 0)::bigint'),
};
/** Of one person's orders; a visit without a sale has no id and no money. */
const OF_A_PERSON =
  raw(`sum(net_minor) as net, count(id) as orders, sum(refunded_minor) as refunded, sum(discount_minor) as discount,
  bool_or(is_first) as is_first`);
const OVER_ROWS = raw(
  `sum(net) as net, sum(orders) as orders, sum(refunded) as refunded, sum(discount) as discount, bool_or(is_first) as is_first`,
);

/**
 * The report's rows, in time or by revenue, and the total over all orders, known buyers counted once. Summed by person first, so that buyers
 * are counted without sorting all orders. O(orders of the period).
 */
export async function readReport(tx: Tx, ask: ReportAsk, today: string): Promise<ReportBody> {
  const key = REPORT_KEYS[ask.by];
  const order = IN_TIME.includes(ask.by) ? raw('1') : sql`"net" desc, 1 limit ${MOST_ROWS}`;
  const rows = await tx.rows<ReportRow & { isTotal: number }>(sql`
    with sale as (${salesOf(tx, ask, today)}),
    person as materialized (select ${key} as key, s.profile_id, ${OF_A_PERSON} from sale s group by 1, 2),
    once as (select profile_id, ${OVER_ROWS} from person group by profile_id)
    ${ask.measures.includes('store_visits') ? visitDays(key) : empty}
    (select null as key, 1 as "isTotal", ${sumsOf(ask, sql`v.is_total = 1`)} from once p)
    union all
    (select p.key, 0, ${sumsOf(ask, sql`v.is_total = 0 and v.key = p.key`)}
     from person p group by p.key order by ${order})`);
  const shown = rows.map(({ isTotal, ...row }) => ({ row, isTotal: isTotal === 1 }));
  return {
    total: shown.find((one) => one.isTotal)!.row,
    rows: shown.filter((one) => !one.isTotal).map((one) => one.row),
  };
}

function sumsOf(ask: ReportAsk, ofVisits: Sql): Sql {
  const visits = sql`coalesce((select v.days from visit v where ${ofVisits}), 0)`;
  const measures = [...new Set<Measure>(['net', 'orders', ...ask.measures])];
  return join(
    measures.map((measure) => sql`${measure === 'store_visits' ? visits : SUMS[measure]} as ${raw(`"${measure}"`)}`),
  );
}

/** Days of known people in a store, each once in a row and once in all. */
function visitDays(key: Sql): Sql {
  return sql`, visit as (
    select ${key} as key, grouping(${key}) as is_total, count(distinct (s.profile_id, s.day)) as days
    from sale s where s.channel = 'pos' and s.profile_id is not null group by grouping sets ((${key}), ())
  )`;
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
    with sale as (${salesOf(tx, ask, row.today, ['store'])}),
    chosen as (
      select s.* from sale s where ${REPORT_KEYS[ask.by]} = ${row.key}
      order by s.day desc, s.placed_at desc, s.id desc limit ${PAGE_SIZE + 1} offset ${(row.page - 1) * PAGE_SIZE}
    )
    select case when c.id is null then 'Visit' else coalesce(c.name, c.external_id) end as name, c.day::text as day, c.channel, c.store, coalesce(c.net_minor, 0) as "netMinor",
           p.public_id as "publicId", p.display_name as person
    from chosen c left join profile p on p.shop_id = ${tx.shopId} and p.id = c.profile_id
    order by c.day desc, c.placed_at desc, c.id desc`);
  return { orders: orders.slice(0, PAGE_SIZE), hasNext: orders.length > PAGE_SIZE };
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
