import type { Tx } from '#app/platform/db.server.ts';
import { join, type Sql, sql } from '#app/platform/sql.ts';
import type { Difference } from './books.ts';
import type { BooksRun } from './books-run.server.ts';

/** What a comparison needs to know beside the run. */
export type Comparison = {
  run: BooksRun;
  timeZone: string;
  /** What changed after this instant may still be on its way: it is not yet missed. */
  settledBefore: Date;
  /** Without this right the source hides older orders: what it does not show is not gone. Null = it shows all. */
  visibleSince: Date | null;
};

type Row = Omit<Difference, 'state'>;

/**
 * Every object that the source has otherwise than it stands here, among what a run has read. Set-based; O(entries) by the
 * keys of the tables. Nothing is written.
 */
export async function findDifferences(tx: Tx, comparison: Comparison): Promise<Row[]> {
  const parts = [
    missedOrders(comparison),
    changedOrders(comparison),
    goneOrders(comparison),
    refunds(comparison),
    unknownRefunds(comparison),
    missedCustomers(comparison),
    changedCustomers(comparison),
    goneCustomers(comparison),
  ].map((part) => sql`(${scoped(tx, comparison, part)})`);
  return tx.rows<Row>(join(parts, ' union all '));
}

/** The names that every part uses: entries of the run (`e`) and the records of its source. */
function scoped(tx: Tx, { run }: Comparison, part: Sql): Sql {
  return sql`
    with e as (select * from books_entry where shop_id = ${tx.shopId} and run_id = ${run.id}),
    o as (select * from sales_order where shop_id = ${tx.shopId} and source_id = ${run.sourceId}),
    f as (select * from refund where shop_id = ${tx.shopId} and source_id = ${run.sourceId}),
    r as (select * from customer_record where shop_id = ${tx.shopId} and source_id = ${run.sourceId} and kind = 'customer'),
    c as (select * from consent_statement where shop_id = ${tx.shopId} and purpose = 'marketing')
    ${part}`;
}

/** The day of an object if the run looks at it, else the day on which it changed, else the last one of the run. */
function dayOf({ run, timeZone }: Comparison): Sql {
  const day = (column: Sql) => sql`(${column} at time zone ${timeZone})::date`;
  return sql`case when ${day(sql`e.happened_at`)} >= ${run.from}::date then ${day(sql`e.happened_at`)}
    when ${day(sql`e.version_at`)} >= ${run.from}::date then ${day(sql`e.version_at`)} else ${run.to}::date end::text as day`;
}

function settled({ settledBefore }: Comparison): Sql {
  return sql`e.version_at <= ${settledBefore}`;
}

function missedOrders(of: Comparison): Sql {
  return sql`
    select e.subject, 'missed' as kind, e.external_id as "externalId", e.name, 'orders/create' as message, ${dayOf(of)},
           jsonb_build_object('total', jsonb_build_array(null, e.amount_minor)) as detail
    from e left join o on o.external_id = e.external_id
    where e.subject = 'order' and o.id is null and ${settled(of)}`;
}

function changedOrders(of: Comparison): Sql {
  return sql`
    select e.subject, 'changed', e.external_id, e.name, 'orders/updated', ${dayOf(of)},
           jsonb_strip_nulls(jsonb_build_object(
             'total', case when o.total_minor <> e.amount_minor then jsonb_build_array(o.total_minor, e.amount_minor) end,
             'status', case when o.status <> e.state then jsonb_build_array(o.status, e.state) end,
             'test', case when o.is_test <> (e.said ->> 'isTest')::boolean then jsonb_build_array(o.is_test, e.said -> 'isTest') end,
             'customer', case when e.said ->> 'customer' is not null and r.external_id is distinct from e.said ->> 'customer'
                         then jsonb_build_array(r.external_id, e.said ->> 'customer') end,
             'lastChange', jsonb_build_array(o.version_at, e.version_at)))
    from e join o on o.external_id = e.external_id left join r on r.id = o.record_id
    where e.subject = 'order' and o.deleted_at is null and ${settled(of)}
      and (o.version_at is null or o.version_at < e.version_at
           or (o.version_at < e.version_at + interval '1 second'
               and (o.total_minor <> e.amount_minor or o.status <> e.state or o.is_test <> (e.said ->> 'isTest')::boolean
                    or (e.said ->> 'customer' is not null and r.external_id is distinct from e.said ->> 'customer'))))`;
}

/** Orders of the window that the source does not show any more. */
function goneOrders({ run, settledBefore, visibleSince }: Comparison): Sql {
  return sql`
    select 'order', 'missed', o.external_id, o.name, 'orders/delete', o.day::text,
           jsonb_build_object('total', jsonb_build_array(o.total_minor, null))
    from o
    where o.day between ${run.from}::date and ${run.to}::date and o.deleted_at is null and o.placed_at <= ${settledBefore}
      and o.version_at <= ${settledBefore} and o.placed_at >= coalesce(${visibleSince}::timestamptz, '-infinity')
      and not exists (select from e where e.subject = 'order' and e.external_id = o.external_id)`;
}

function refunds(of: Comparison): Sql {
  return sql`
    select e.subject, case when f.id is null then 'missed' else 'changed' end, e.external_id, e.name, 'refunds/create', ${dayOf(of)},
           jsonb_build_object('amount', jsonb_build_array(f.amount_minor, e.amount_minor), 'order', e.order_external_id)
    from e left join f on f.external_id = e.external_id
    where e.subject = 'refund' and (f.id is null or f.amount_minor <> e.amount_minor) and ${settled(of)}`;
}

/** A refund that stands here for an order whose refunds the source tells otherwise. */
function unknownRefunds({ settledBefore }: Comparison): Sql {
  return sql`
    select 'refund', 'doubled', f.external_id, e.name, 'refunds/create', f.day::text,
           jsonb_build_object('amount', jsonb_build_array(f.amount_minor, null), 'order', f.order_external_id)
    from f join e on e.subject = 'order' and e.external_id = f.order_external_id
    where f.day is not null and f.refunded_at <= ${settledBefore} and f.version_at <= e.version_at
      and not exists (select from e x where x.subject = 'refund' and x.external_id = f.external_id)`;
}

/** A customer who is known only from what an order says of him has not been told yet. */
function missedCustomers(of: Comparison): Sql {
  return sql`
    select e.subject, 'missed', e.external_id, e.name, 'customers/create', ${dayOf(of)}, '{}'::jsonb
    from e left join r on r.external_id = e.external_id
    where e.subject = 'customer' and ${settled(of)}
      and (r.id is null or (r.deleted_at is null and coalesce(r.version_at, 'epoch') <= 'epoch'))`;
}

const CUSTOMER_PARTS: readonly { message: string; here: Sql; there: Sql }[] = [
  {
    message: 'customers/update',
    here: sql`(select jsonb_object_agg(s.key, to_jsonb(r) -> s.key) from jsonb_each(e.said -> 'columns') s)`,
    there: sql`(e.said -> 'columns')`,
  },
  {
    message: 'customer.tags',
    here: sql`(select coalesce(jsonb_agg(t order by t collate "C"), '[]') from unnest(r.tags) t)`,
    there: sql`(select coalesce(jsonb_agg(t order by t collate "C"), '[]') from jsonb_array_elements_text(e.said -> 'tags') t)`,
  },
  {
    message: 'customers/purchasing_summary',
    here: sql`jsonb_build_array(coalesce((r.totals ->> 'ordersCount')::bigint, 0), coalesce((r.totals ->> 'spentMinor')::bigint, 0))`,
    there: sql`jsonb_build_array((e.said ->> 'ordersCount')::bigint, e.amount_minor)`,
  },
  ...(['email', 'sms'] as const).map((channel) => ({
    message: channel === 'email' ? 'customers_email_marketing_consent/update' : 'customers_marketing_consent/update',
    here: sql`to_jsonb(coalesce((select c.state from c where c.record_id = r.id and c.channel = ${channel}
      order by coalesce(c.stated_at, c.version_at) desc nulls last limit 1), 'unknown'))`,
    there: sql`to_jsonb(coalesce(e.said ->> ${`${channel}Consent`}, 'unknown'))`,
  })),
];

function changedCustomers(of: Comparison): Sql {
  const parts = CUSTOMER_PARTS.map(
    ({ message, here, there }) => sql`
    select e.subject, 'changed' as kind, e.external_id, e.name, ${message}::text as message, ${dayOf(of)},
           jsonb_build_object('value', jsonb_build_array(${here}, ${there}))
    from e join r on r.external_id = e.external_id
    where e.subject = 'customer' and r.deleted_at is null and r.version_at > 'epoch' and ${settled(of)}
      and (r.version_at < e.version_at + interval '1 second' or ${message}::text <> 'customers/update') and ${here} <> ${there}`,
  );
  return join(parts, ' union all ');
}

function goneCustomers({ run, timeZone, settledBefore }: Comparison): Sql {
  return sql`
    select 'customer', 'missed', r.external_id, null, 'customers/delete', (r.created_at_source at time zone ${timeZone})::date::text, '{}'::jsonb
    from r
    where r.deleted_at is null and r.version_at > 'epoch' and r.version_at <= ${settledBefore}
      and (r.created_at_source at time zone ${timeZone})::date between ${run.from}::date and ${run.to}::date
      and not exists (select from e where e.subject = 'customer' and e.external_id = r.external_id)`;
}
