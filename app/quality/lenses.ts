import { empty, type Sql, sql } from '#app/platform/sql.ts';
import type { CheckContext, LensName } from './check.ts';
import { WRITTEN_NAME } from './subjects.ts';

/**
 * What checks read beside their subject: each joined once, however many checks use it, at the cost of one pass over what
 * it sums up. What few rows have in common is found by its key alone first, and looked at only there.
 */
export const LENSES: Readonly<Record<LensName, (context: CheckContext) => Sql>> = {
  /** `member.profile_id`: the person of a record. */
  member: ({ shopId }) =>
    sql`left join profile_member member on member.shop_id = ${shopId} and member.record_id = r.id`,
  /** `name.written`: a customer's name as it is written; `.lowered`, `.raised`: in small and in capital letters. Each is worked out once a row. */
  name: () => sql`cross join lateral (
    select written, lower(written) as lowered, upper(written) as raised from (select ${WRITTEN_NAME} as written offset 0) w offset 0) name`,
  /** `bought.orders`, `bought.last_at`: what a record bought, tests and deleted orders left out. */
  bought: (context) => boughtLens(context, empty),
  /** `twice.profile_id`: set if the person has several records in the record's source. Needs `member`. */
  twice: (context) => sql`left join (
    select m.profile_id, q.source_id from customer_record q
    join profile_member m on m.shop_id = ${context.shopId} and m.record_id = q.id
    where q.shop_id = ${context.shopId} and q.deleted_at is null and q.merged_into is null and q.kind not in ('guest', 'instant')
      and m.profile_id in (select b.profile_id from profile_member b where b.shop_id = ${context.shopId} group by b.profile_id having count(*) > 1)
    group by m.profile_id, q.source_id having count(*) > 1) twice on twice.profile_id = member.profile_id and twice.source_id = r.source_id`,
  /** `mailbox.apart`: the address is in several profiles; `.records`, `.of_others`: on how many records, of several names. */
  mailbox: (context) =>
    sql`left join (${knownMailboxes(context) ?? selectMailboxes(context.shopId)}) mailbox on mailbox.email_normal = r.email_normal`,
  /** `line_phone.phone_e164`: set if the number stands on five records or more, under several names. */
  line_phone: (context) => sql`left join (
    select q.phone_e164 from customer_record q
    where q.shop_id = ${context.shopId} and q.deleted_at is null and q.phone_e164 in (
      select e.phone_e164 from customer_record e where e.shop_id = ${context.shopId} and e.phone_e164 is not null and e.deleted_at is null
      group by e.phone_e164 having count(*) >= 5)
    group by q.phone_e164 having ${OF_OTHERS}) line_phone on line_phone.phone_e164 = r.phone_e164`,
  /** `consent.yes`, `.said`, `.undated`, `.ahead`, `.by_email`, `.by_sms`: what a record says of marketing. */
  consent: (context) => sql`left join (
    select record_id, bool_or(state = 'granted') as yes, bool_or(state in ('granted', 'denied')) as said,
      bool_or(state = 'granted' and stated_at is null) as undated, bool_or(stated_at > ${instant(context, '1 day')}) as ahead,
      bool_or(state = 'granted' and channel = 'email' and contact_normal = '') as by_email,
      bool_or(state = 'granted' and channel = 'sms' and contact_normal = '') as by_sms
    from consent_statement where shop_id = ${context.shopId}
    group by record_id) consent on consent.record_id = r.id`,
  contradicted: contradictedLens,
  /** `origin.kind`: the kind of the record's source. */
  origin: ({ shopId }) => sql`left join source origin on origin.shop_id = ${shopId} and origin.id = r.source_id`,
  /** `lines.*`: the sums over an order's lines, minor units: exact up to 2^53, and quicker than what is exact beyond. */
  lines: (context) => sql`left join (
    select order_id, sum(total_minor::float8)::bigint as lines_minor, sum(discount_minor::float8)::bigint as discount_minor, count(*) as lines,
      bool_or(product_external_id is null and sku is null and title = '') as unnamed
    from ${linesInOrder(context)} l
    group by order_id) lines on lines.order_id = o.id`,
  twin: twinLens,
  /** `usual.high_minor`: a hundred times the geometric mean of the source's orders in this currency. */
  usual: (context) =>
    sql`left join (${
      knownUsual(context) ??
      sql`
    select source_id, currency, 100 * exp(avg(ln(total_minor))) as high_minor, count(*) as orders
    from sales_order where shop_id = ${context.shopId} and total_minor > 0 and not is_test and deleted_at is null
    group by source_id, currency`
    }) usual on usual.source_id = o.source_id and usual.currency = o.currency`,
  /** `refunded_order.id`: the order that a refund names. */
  refunded_order: ({ shopId }) => sql`left join sales_order refunded_order
    on refunded_order.shop_id = ${shopId} and refunded_order.source_id = f.source_id and refunded_order.external_id = f.order_external_id`,
  /** `mixed.profile_id`: set if the records of the profile bear several full dates of birth. */
  mixed: ({ shopId }) => sql`left join (
    select m.profile_id from profile_member m
    join customer_record q on q.shop_id = ${shopId} and q.id = m.record_id
    where m.shop_id = ${shopId} and q.deleted_at is null and left(q.birth_date, 1) in ('1', '2') and right(q.birth_date, 6) <> '-01-01'
      and m.profile_id in (select w.id from profile w where w.shop_id = ${shopId} and w.records_count > 1)
    group by m.profile_id having count(distinct q.birth_date) > 1) mixed on mixed.profile_id = p.id`,
};

/** Whether a contact point stands on records of several names. */
const OF_OTHERS = sql`min(lower(coalesce(q.family_name, q.full_name)) collate "C") <> max(lower(coalesce(q.family_name, q.full_name)) collate "C")`;

/** `email_normal, first, apart, records, of_others` of the addresses on several records. O(records). */
export function selectMailboxes(shopId: number): Sql {
  return sql`
    select q.email_normal, min(m.profile_id) as first, min(m.profile_id) <> max(m.profile_id) as apart, count(*) as records, ${OF_OTHERS} as of_others
    from customer_record q join profile_member m on m.shop_id = ${shopId} and m.record_id = q.id
    where q.shop_id = ${shopId} and q.deleted_at is null and q.email_normal in (
      select e.email_normal from customer_record e where e.shop_id = ${shopId} and e.email_normal is not null and e.deleted_at is null
      group by e.email_normal having count(*) > 1)
    group by q.email_normal having count(*) > 1`;
}

function knownMailboxes({ beforehand }: CheckContext): Sql | null {
  const known = beforehand?.mailboxes;
  return known
    ? sql`select * from unnest(${known.map((one) => one.email)}::text[], ${known.map((one) => one.apart)}::boolean[],
        ${known.map((one) => one.records)}::bigint[], ${known.map((one) => one.ofOthers)}::boolean[]) k (email_normal, apart, records, of_others)`
    : null;
}

function knownUsual({ beforehand }: CheckContext): Sql | null {
  const known = beforehand?.usual;
  return known
    ? sql`select * from unnest(${known.map((one) => one.sourceId)}::bigint[], ${known.map((one) => one.currency)}::text[],
        ${known.map((one) => one.highMinor)}::float8[], ${known.map((one) => one.orders)}::bigint[]) k (source_id, currency, high_minor, orders)`
    : null;
}

/** The sale with which a record was first seen at a till: its instant in microseconds, number and store; who entered it, as a number. */
const FIRST_SALE = sql`, min(array[(1000000 * least(greatest(date_part('epoch', placed_at), -6e10), 2.5e11))::bigint, id,
      coalesce(store_id, 0), hashtextextended(coalesce(staff, ''), 0)]) filter (where channel = 'pos') as first_sale`;

/** An instant so and so long before or after that of the context: worked out once a statement and not once a row. */
export function instant({ now }: Pick<CheckContext, 'now'>, away: string): Sql {
  return sql`(select ${now}::timestamptz + ${away}::interval)`;
}

/** In the order in which they are kept, so that no table of all orders is built to sum them up. */
function linesInOrder(context: CheckContext): Sql {
  const mine = sql`from order_line where shop_id = ${context.shopId}`;
  return sql`(
      select order_id, total_minor, discount_minor, product_external_id, sku, title ${mine} order by shop_id, order_id offset 0)`;
}

function boughtLens(context: CheckContext, more: Sql): Sql {
  return sql`left join (
    select record_id, count(*) filter (where not is_test) as orders, max(placed_at) filter (where not is_test) as last_at${more}
    from sales_order where shop_id = ${context.shopId} and record_id is not null and deleted_at is null
    group by record_id) bought on bought.record_id = r.id`;
}

/**
 * The lens `bought`, and `entry.store_id`, `.staff_number`, `.sale_id`: where a customer's record was first seen at a till, a number that
 * tells who entered it from others, and the sale that says who it was; null where nobody is known. One pass over the sales for both.
 */
export function boughtWithEntry(context: CheckContext): Sql {
  return sql`${boughtLens(context, FIRST_SALE)}
    cross join lateral (
      select nullif(bought.first_sale[3], 0) as store_id, bought.first_sale[4] as staff_number, bought.first_sale[2] as sale_id offset 0) entry`;
}

/** What sales that are the same have in common beside their instant: customer, amount, store and source, folded into a number. */
function twinKey(order: Sql): Sql {
  return sql`(${order}.total_minor # (coalesce(${order}.record_id, 0) << 24) # (coalesce(${order}.store_id, 0) << 52) # (${order}.source_id << 44))`;
}

/**
 * `twin.first_id`: of the sales that seem to have an order's source, store, instant, amount and customer, the first; null: alone. They seem
 * so by a number: whether they are (`isTwin`) is asked of the few.
 */
function twinLens({ shopId }: CheckContext): Sql {
  // date_bin and not date_trunc: whole minutes are the same in every zone, and this is a tenth of the work.
  return sql`left join (
    select t.placed_at, ${twinKey(sql`t`)} as key, min(t.id) as first_id from sales_order t
    where t.shop_id = ${shopId} and t.channel = 'pos' and t.deleted_at is null and t.total_minor > 0
      and date_bin('1 minute', t.placed_at, timestamptz 'epoch') <> t.placed_at
    group by 1, 2 having count(*) > 1) twin on twin.placed_at = o.placed_at and twin.key = ${twinKey(sql`o`)} and o.channel = 'pos' and o.deleted_at is null`;
}

/** Whether an order is a sale over again, of which the lens `twin` found the first. */
export function isTwin({ shopId }: CheckContext): Sql {
  return sql`twin.first_id < o.id and exists (
    select from sales_order t where t.shop_id = ${shopId} and t.id = twin.first_id and t.source_id = o.source_id and t.total_minor = o.total_minor
      and t.store_id is not distinct from o.store_id and t.record_id is not distinct from o.record_id)`;
}

/**
 * `contradicted.record_id`: set if sources say yes and no of the record's contact point. Only points that somebody refused are
 * compared. O(consent statements).
 */
function contradictedLens(context: CheckContext): Sql {
  const { shopId } = context;
  return sql`left join (
    with word as materialized (
      select c.record_id, c.channel, c.purpose, c.state, q.source_id, coalesce(nullif(c.contact_normal, ''),
        case c.channel when 'email' then q.email_normal else q.phone_e164 end, 'record:' || q.id) as point
      from consent_statement c
      join customer_record q on q.shop_id = ${shopId} and q.id = c.record_id and q.deleted_at is null
      where c.shop_id = ${shopId} and c.state in ('granted', 'denied'))
    select distinct w.record_id from word w join (
      select channel, purpose, point from word where point in (select n.point from word n where n.state = 'denied')
      group by channel, purpose, point having min(state) <> max(state) and min(source_id) <> max(source_id)
    ) differing on differing.channel = w.channel and differing.purpose = w.purpose and differing.point = w.point
  ) contradicted on contradicted.record_id = r.id`;
}
