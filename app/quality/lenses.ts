import { empty, type Sql, sql } from '#app/platform/sql.ts';
import type { CheckContext, LensName } from './check.ts';

/** A column narrowed to the batch's rows; nothing where all are judged. */
function within(column: Sql, { batch }: CheckContext): Sql {
  return batch === null ? empty : sql` and ${column} = any(${batch}::bigint[])`;
}

/** A column narrowed to the values that the batch's customers have in theirs. */
function sharing(column: Sql, own: Sql, { batch, shopId }: CheckContext): Sql {
  return batch === null
    ? empty
    : sql` and ${column} in (select ${own} from customer_record r where r.shop_id = ${shopId} and r.id = any(${batch}::bigint[]))`;
}

/**
 * What checks read beside their subject: each joined once, however many checks use it, at the cost of one pass over what
 * it sums up. With a batch, only what concerns its rows is read.
 */
export const LENSES: Readonly<Record<LensName, (context: CheckContext) => Sql>> = {
  /** `member.profile_id`: the person of a record. */
  member: ({ shopId }) =>
    sql`left join profile_member member on member.shop_id = ${shopId} and member.record_id = r.id`,
  /** `bought.orders`, `bought.last_at`: what a record bought, tests and deleted orders left out. */
  bought: (context) => boughtLens(context, empty),
  /** `twice.profile_id`: set if the person has several records in the record's source. Needs `member`. */
  twice: (context) => sql`left join (
    select m.profile_id, q.source_id from customer_record q
    join profile_member m on m.shop_id = ${context.shopId} and m.record_id = q.id
    where q.shop_id = ${context.shopId} and q.deleted_at is null and q.merged_into is null and q.kind not in ('guest', 'instant')
      and m.profile_id in (${
        // Most people have one record only: they need not be looked up.
        context.batch === null
          ? sql`select b.profile_id from profile_member b where b.shop_id = ${context.shopId} group by b.profile_id having count(*) > 1`
          : sql`select b.profile_id from profile_member b where b.shop_id = ${context.shopId} and b.record_id = any(${context.batch}::bigint[])`
      })
    group by m.profile_id, q.source_id having count(*) > 1) twice on twice.profile_id = member.profile_id and twice.source_id = r.source_id`,
  /** `mailbox.apart`: the address is in several profiles; `.records`, `.of_others`: on how many records, of several names. */
  mailbox: (context) => sql`left join (
    select q.email_normal, min(m.profile_id) <> max(m.profile_id) as apart, count(*) as records,
      min(lower(coalesce(q.family_name, q.full_name))) <> max(lower(coalesce(q.family_name, q.full_name))) as of_others
    from customer_record q join profile_member m on m.shop_id = ${context.shopId} and m.record_id = q.id
    where q.shop_id = ${context.shopId} and q.email_normal is not null and q.deleted_at is null${sharing(sql`q.email_normal`, sql`r.email_normal`, context)}
    group by q.email_normal having count(*) > 1) mailbox on mailbox.email_normal = r.email_normal`,
  /** `line_phone.phone_e164`: set if the number stands on five records or more, under several names. */
  line_phone: (context) => sql`left join (
    select q.phone_e164 from customer_record q
    where q.shop_id = ${context.shopId} and q.phone_e164 is not null and q.deleted_at is null${sharing(sql`q.phone_e164`, sql`r.phone_e164`, context)}
    group by q.phone_e164 having count(*) >= 5
      and min(lower(coalesce(q.family_name, q.full_name))) <> max(lower(coalesce(q.family_name, q.full_name)))) line_phone on line_phone.phone_e164 = r.phone_e164`,
  /** `consent.yes`, `.said`, `.undated`, `.ahead`, `.by_email`, `.by_sms`: what a record says of marketing. */
  consent: (context) => sql`left join (
    select record_id, bool_or(state = 'granted') as yes, bool_or(state in ('granted', 'denied')) as said,
      bool_or(state = 'granted' and stated_at is null) as undated, bool_or(stated_at > ${context.now}::timestamptz + interval '1 day') as ahead,
      bool_or(state = 'granted' and channel = 'email' and contact_normal = '') as by_email,
      bool_or(state = 'granted' and channel = 'sms' and contact_normal = '') as by_sms
    from consent_statement where shop_id = ${context.shopId}${within(sql`record_id`, context)}
    group by record_id) consent on consent.record_id = r.id`,
  contradicted: contradictedLens,
  /** `origin.kind`: the kind of the record's source. */
  origin: ({ shopId }) => sql`left join source origin on origin.shop_id = ${shopId} and origin.id = r.source_id`,
  /** `lines.*`: the sums over an order's lines. */
  lines: (context) => sql`left join (
    select order_id, sum(total_minor)::bigint as lines_minor, sum(discount_minor)::bigint as discount_minor, count(*) as lines,
      bool_or(product_external_id is null and sku is null and title = '') as unnamed
    from ${linesInOrder(context)} l
    group by order_id) lines on lines.order_id = o.id`,
  twin: twinLens,
  /** `usual.high_minor`: a hundred times the geometric mean of the source's orders in this currency. */
  usual: (context) => sql`left join (
    select source_id, currency, 100 * exp(avg(ln(total_minor))) as high_minor, count(*) as orders
    from sales_order where shop_id = ${context.shopId} and total_minor > 0 and not is_test and deleted_at is null
    group by source_id, currency) usual on usual.source_id = o.source_id and usual.currency = o.currency`,
  /** `refunded_order.id`: the order that a refund names. */
  refunded_order: ({ shopId }) => sql`left join sales_order refunded_order
    on refunded_order.shop_id = ${shopId} and refunded_order.source_id = f.source_id and refunded_order.external_id = f.order_external_id`,
  /** `mixed.profile_id`: set if the records of the profile bear several full dates of birth. */
  mixed: ({ shopId }) => sql`left join (
    select m.profile_id from profile_member m
    join customer_record q on q.shop_id = ${shopId} and q.id = m.record_id
    where m.shop_id = ${shopId} and q.deleted_at is null and q.birth_date ~ '^[12]' and q.birth_date !~ '-01-01$'
    group by m.profile_id having count(distinct q.birth_date) > 1) mixed on mixed.profile_id = p.id`,
};

/** The sale with which a record was first seen at a till, as text that sorts by time and number: `bought.first_sale`. */
const FIRST_SALE = sql`, min((500000000000000000 + (1000000 * least(greatest(date_part('epoch', placed_at), -6e10), 2.5e11))::bigint)::text
      || (1000000000000000000 + id)::text || (1000000000000000000 + coalesce(store_id, 0))::text || coalesce(staff, '') collate "C")
      filter (where channel = 'pos') as first_sale`;

/** In the order in which they are kept, so that no table of all orders is built to sum them up. */
function linesInOrder(context: CheckContext): Sql {
  const mine = sql`from order_line where shop_id = ${context.shopId}${within(sql`order_id`, context)}`;
  return sql`(
      select order_id, total_minor, discount_minor, product_external_id, sku, title ${mine} order by shop_id, order_id offset 0)`;
}

function boughtLens(context: CheckContext, more: Sql): Sql {
  return sql`left join (
    select record_id, count(*) filter (where not is_test) as orders, max(placed_at) filter (where not is_test) as last_at${more}
    from sales_order where shop_id = ${context.shopId} and record_id is not null and deleted_at is null${within(sql`record_id`, context)}
    group by record_id) bought on bought.record_id = r.id`;
}

/**
 * The lens `bought`, and `entry.store_id`, `.staff`: where a customer's record was first seen at a till, and who entered it; null
 * where nobody is known. One pass over the sales for both.
 */
export function boughtWithEntry(context: CheckContext): Sql {
  return sql`${boughtLens(context, FIRST_SALE)}
    cross join lateral (
      select nullif(substr(bought.first_sale, 38, 19)::bigint - 1000000000000000000, 0) as store_id,
        nullif(substr(bought.first_sale, 57), '') as staff offset 0) entry`;
}

/** `twin.first_id`: of the sales with an order's source, store, second, amount and customer, the first; null: alone in its second. */
function twinLens(context: CheckContext): Sql {
  const { batch, shopId } = context;
  // date_bin and not date_trunc: whole minutes are the same in every zone, and this is a tenth of the work.
  const sold = sql`shop_id = ${shopId} and channel = 'pos' and deleted_at is null and total_minor > 0
      and date_bin('1 minute', placed_at, timestamptz 'epoch') <> placed_at`;
  const narrowed =
    batch === null
      ? empty
      : sql` and id in (
          select s.id from sales_order b join sales_order s on s.shop_id = ${shopId} and s.record_id = b.record_id and s.placed_at = b.placed_at
          where b.shop_id = ${shopId} and b.id = any(${batch}::bigint[])
          union all
          select s.id from sales_order b join sales_order s on s.shop_id = ${shopId} and s.day = b.day and s.placed_at = b.placed_at and s.record_id is null
          where b.shop_id = ${shopId} and b.id = any(${batch}::bigint[]) and b.record_id is null)`;
  // By the order's id, so that the few twins are what is looked up in, and not all orders.
  return sql`left join (
    select s.id, several.first_id from (
      select source_id, store_id, placed_at, total_minor, record_id, min(id) as first_id from sales_order where ${sold}${narrowed}
      group by 1, 2, 3, 4, 5 having count(*) > 1) several
    join sales_order s on s.shop_id = ${shopId} and s.channel = 'pos' and s.deleted_at is null and s.source_id = several.source_id
      and s.placed_at = several.placed_at and s.total_minor = several.total_minor
      and s.store_id is not distinct from several.store_id and s.record_id is not distinct from several.record_id) twin on twin.id = o.id`;
}

/**
 * `contradicted.record_id`: set if sources say yes and no of the record's contact point. Only points that somebody refused are
 * compared. O(consent statements).
 */
function contradictedLens(context: CheckContext): Sql {
  const { shopId, batch } = context;
  const narrowed =
    batch === null
      ? empty
      : sql` and q.id in (
          select unnest(${batch}::bigint[])
          union select near.id from customer_record r join customer_record near on near.shop_id = ${shopId} and near.email_normal = r.email_normal
          where r.shop_id = ${shopId} and r.id = any(${batch}::bigint[])
          union select near.id from customer_record r join customer_record near on near.shop_id = ${shopId} and near.phone_e164 = r.phone_e164
          where r.shop_id = ${shopId} and r.id = any(${batch}::bigint[]))`;
  return sql`left join (
    with word as materialized (
      select c.record_id, c.channel, c.purpose, c.state, q.source_id, coalesce(nullif(c.contact_normal, ''),
        case c.channel when 'email' then q.email_normal else q.phone_e164 end, 'record:' || q.id) as point
      from consent_statement c
      join customer_record q on q.shop_id = ${shopId} and q.id = c.record_id and q.deleted_at is null
      where c.shop_id = ${shopId} and c.state in ('granted', 'denied')${narrowed})
    select distinct w.record_id from word w join (
      select channel, purpose, point from word where point in (select n.point from word n where n.state = 'denied')
      group by channel, purpose, point having min(state) <> max(state) and min(source_id) <> max(source_id)
    ) differing on differing.channel = w.channel and differing.purpose = w.purpose and differing.point = w.point
  ) contradicted on contradicted.record_id = r.id`;
}
