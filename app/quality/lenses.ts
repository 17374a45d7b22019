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
  bought: (context) => sql`left join (
    select record_id, count(*) as orders, max(placed_at) as last_at from sales_order
    where shop_id = ${context.shopId} and record_id is not null and deleted_at is null and not is_test${within(sql`record_id`, context)}
    group by record_id) bought on bought.record_id = r.id`,
  /** `twice.profile_id`: set if the person has several records in the record's source. Needs `member`. */
  twice: (context) => sql`left join (
    select m.profile_id, q.source_id from customer_record q
    join profile_member m on m.shop_id = ${context.shopId} and m.record_id = q.id
    where q.shop_id = ${context.shopId} and q.deleted_at is null and q.merged_into is null and q.kind not in ('guest', 'instant')${
      context.batch === null
        ? empty
        : sql` and m.profile_id in (
            select b.profile_id from profile_member b where b.shop_id = ${context.shopId} and b.record_id = any(${context.batch}::bigint[]))`
    }
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
      bool_or(product_external_id is null and sku is null and title = '') as unnamed, bool_or(quantity = 0) as of_nothing
    from order_line where shop_id = ${context.shopId}${within(sql`order_id`, context)}
    group by order_id) lines on lines.order_id = o.id`,
  /** `twin.first_id`: of sales with the same source, store, second, amount and customer, the first. */
  twin: (context) => sql`left join (
    select source_id, store_id, placed_at, total_minor, record_id, min(id) as first_id from sales_order
    where shop_id = ${context.shopId} and channel = 'pos' and deleted_at is null and total_minor > 0
      and date_trunc('minute', placed_at) <> placed_at${sameInstants(context)}
    group by 1, 2, 3, 4, 5 having count(*) > 1) twin on twin.source_id = o.source_id and twin.store_id is not distinct from o.store_id
      and twin.placed_at = o.placed_at and twin.total_minor = o.total_minor and twin.record_id is not distinct from o.record_id`,
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

function sameInstants({ batch, shopId }: CheckContext): Sql {
  return batch === null
    ? empty
    : sql` and placed_at in (select b.placed_at from sales_order b where b.shop_id = ${shopId} and b.id = any(${batch}::bigint[]))`;
}

/** `contradicted.record_id`: set if sources say yes and no of the record's contact point. O(consent statements). */
function contradictedLens(context: CheckContext): Sql {
  const { shopId } = context;
  const narrowed =
    context.batch === null
      ? empty
      : sql` and q.id in (
          select near.id from customer_record near where near.shop_id = ${shopId} and (
            near.id = any(${context.batch}::bigint[])
            or near.email_normal in (select r.email_normal from customer_record r where r.shop_id = ${shopId} and r.id = any(${context.batch}::bigint[]))
            or near.phone_e164 in (select r.phone_e164 from customer_record r where r.shop_id = ${shopId} and r.id = any(${context.batch}::bigint[]))))`;
  return sql`left join (
    select distinct word.record_id from (
      select c.record_id, min(c.state) over point <> max(c.state) over point as differ,
             min(q.source_id) over point <> max(q.source_id) over point as between_sources
      from consent_statement c
      join customer_record q on q.shop_id = ${shopId} and q.id = c.record_id and q.deleted_at is null
      where c.shop_id = ${shopId} and c.state in ('granted', 'denied')${narrowed}
      window point as (partition by c.channel, c.purpose, coalesce(nullif(c.contact_normal, ''),
        case c.channel when 'email' then q.email_normal else q.phone_e164 end, 'record:' || q.id))
    ) word where word.differ and word.between_sources) contradicted on contradicted.record_id = r.id`;
}
