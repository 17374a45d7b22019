import { empty, type Sql, sql } from '#app/platform/sql.ts';

/** Days that are looked at, both included, and what a day and an amount are in the shop. */
export type WatchSpan = {
  shopId: number;
  from: string;
  to: string;
  timeZone: string;
  currency: string;
  /** The days are few: what stands beside their rows is looked up for them alone, not summed up for all of the shop. */
  isBrief?: boolean;
};

/** A condition for brief spans. */
function ifBrief({ isBrief }: WatchSpan, condition: Sql): Sql {
  return isBrief ? sql` and ${condition}` : empty;
}

/**
 * Figures of sales by source, store (null: the source as a whole) and day: how many rows a figure holds of (`of`), among how
 * many, in the order of `ORDER_COLUMNS`. A sale dated in the future counts on the day it came. O(orders of the span).
 */
export function selectOrderDays({ shopId, from, to, timeZone, currency }: WatchSpan): Sql {
  return sql`
    with o as (
      select o.source_id, o.store_id, least(o.day, (o.first_seen_at at time zone ${timeZone})::date) as day, o.channel = 'pos' as in_store,
        case when o.total_minor > 0 and o.currency = ${currency} then ln(o.total_minor) end as amount,
        o.record_id is null as anonymous, coalesce(o.staff, '') = '' as no_staff, o.total_minor = 0 as free,
        o.discount_minor > 0 as discounted, o.refunded_minor > 0 as refunded, o.placed_at > o.first_seen_at + interval '1 day' as ahead,
        not exists (select from order_line l where l.shop_id = ${shopId} and l.order_id = o.id) as no_lines,
        o.channel = 'pos' and o.total_minor > 0 and date_trunc('minute', o.placed_at) <> o.placed_at
          and row_number() over (partition by o.source_id, o.store_id, o.placed_at, o.total_minor, o.record_id order by o.id) > 1 as repeated
      from sales_order o
      where o.shop_id = ${shopId} and o.deleted_at is null and not o.is_test and o.status not in ('cancelled', 'voided') and o.day >= ${from}::date
    )
    select source_id as "sourceId", store_id as "storeId", day::text as day, array[
      count(*), coalesce(sum(amount), 0), count(amount), coalesce(sum(amount * amount), 0),
      count(*) filter (where anonymous), count(*) filter (where in_store and no_staff), count(*) filter (where in_store),
      count(*) filter (where no_lines), count(*) filter (where free), count(*) filter (where discounted), count(*) filter (where refunded),
      count(*) filter (where repeated), count(*) filter (where ahead)]::float8[] as counts
    from o where day between ${from}::date and ${to}::date
    group by grouping sets ((source_id, day), (source_id, store_id, day))
    having grouping(store_id) = 1 or store_id is not null`;
}

/** Where in `counts` of `selectOrderDays` a figure's rows stand, and among how many: by key. */
export const ORDER_COLUMNS: Readonly<Record<string, { of: number; among?: number; squares?: number }>> = {
  orders: { of: 0 },
  amount: { of: 1, among: 2, squares: 3 },
  anonymous: { of: 4, among: 0 },
  no_staff: { of: 5, among: 6 },
  no_lines: { of: 7, among: 0 },
  free: { of: 8, among: 0 },
  discounted: { of: 9, among: 0 },
  refunded: { of: 10, among: 0 },
  repeated: { of: 11, among: 6 },
  ahead: { of: 12, among: 0 },
};

/** Living customers with the day on which their source first knew them; without one, the day on which they came here. */
function customers(span: WatchSpan): Sql {
  const { shopId, from, timeZone } = span;
  return sql`
    select r.*, (coalesce(r.created_at_source, r.first_seen_at) at time zone ${timeZone})::date as day
    from customer_record r
    where r.shop_id = ${shopId} and r.deleted_at is null and r.merged_into is null and r.kind <> 'instant'
      and coalesce(r.created_at_source, r.first_seen_at) >= ${from}::date - 1${
        // Nobody is known here before his source knows him, but clocks differ.
        ifBrief(span, sql`r.first_seen_at >= ${from}::date - 2`)
      }`;
}

/** A name in capitals only, or with letters that were read in a wrong encoding. */
const BAD_LETTERS = sql`
  (length(regexp_replace(concat(r.given_name, r.family_name, r.full_name), '[^[:alpha:]]', '', 'g')) > 3
    and concat(r.given_name, r.family_name, r.full_name) = upper(concat(r.given_name, r.family_name, r.full_name))
    and concat(r.given_name, r.family_name, r.full_name) <> lower(concat(r.given_name, r.family_name, r.full_name)))
  or concat(r.given_name, r.family_name, r.full_name) ~ '(Ã.|�|â€)'`;

/** The same of new customers, in the order of `CUSTOMER_COLUMNS`. O(customers of the span + consents). */
export function selectCustomerDays(span: WatchSpan): Sql {
  const { shopId, from, to } = span;
  return sql`
    with r as (${customers(span)}),
    word as (
      select record_id, bool_or(state = 'granted') as yes, bool_or(state = 'granted' and stated_at is null) as undated
      from consent_statement where shop_id = ${shopId} and channel = 'email'${ifBrief(span, sql`record_id in (select id from r)`)} group by record_id
    ),
    refused as (
      select distinct q.email_normal, q.source_id from consent_statement c join customer_record q on q.shop_id = ${shopId} and q.id = c.record_id
      where c.shop_id = ${shopId} and c.channel = 'email' and c.state = 'denied' and q.email_normal is not null and q.deleted_at is null${ifBrief(span, sql`q.email_normal in (select email_normal from r)`)}
    )
    select r.source_id as "sourceId", null::bigint as "storeId", r.day::text as day, array[
      count(*) filter (where r.created_at_source is not null), count(*),
      count(*) filter (where r.email is null), count(*) filter (where r.phone is null),
      count(*) filter (where coalesce(r.full_name, r.given_name, r.family_name, r.company) is null),
      count(*) filter (where r.line1 is null and r.city is null),
      count(*) filter (where r.email is not null and r.email_normal is null), count(r.email),
      count(*) filter (where r.phone is not null and r.phone_e164 is null), count(r.phone),
      count(*) filter (where ${BAD_LETTERS}), count(coalesce(r.full_name, r.given_name, r.family_name)),
      count(*) filter (where r.birth_date ~ '^(1900-01-01|1970-01-01|2000-01-01|1901-01-01|1899-12-3[01])'), count(r.birth_date),
      count(*) filter (where r.country !~ '^[A-Z]{2}$'), count(r.country),
      count(*) filter (where known.record_id is not null),
      count(*) filter (where word.yes),
      count(*) filter (where word.yes and exists (
        select from refused n where n.email_normal = r.email_normal and n.source_id <> r.source_id)), count(*) filter (where word.yes),
      count(*) filter (where word.undated)]::float8[] as counts
    from r
    left join word on word.record_id = r.id
    left join (
      select mine.record_id from (
        select m.record_id, row_number() over (partition by m.profile_id, q.source_id order by q.id) as nth
        from profile_member m join customer_record q on q.shop_id = ${shopId} and q.id = m.record_id
        where m.shop_id = ${shopId} and q.deleted_at is null and q.merged_into is null and q.kind not in ('guest', 'instant')${ifBrief(
          span,
          sql`m.profile_id in (select b.profile_id from profile_member b where b.shop_id = ${shopId} and b.record_id in (select id from r))`,
        )}) mine
      where mine.nth > 1) known on known.record_id = r.id
    where r.day between ${from}::date and ${to}::date
    group by r.source_id, r.day`;
}

export const CUSTOMER_COLUMNS: Readonly<Record<string, { of: number; among?: number; squares?: number }>> = {
  customers: { of: 0 },
  no_email: { of: 2, among: 1 },
  no_phone: { of: 3, among: 1 },
  no_name: { of: 4, among: 1 },
  no_address: { of: 5, among: 1 },
  bad_email: { of: 6, among: 7 },
  bad_phone: { of: 8, among: 9 },
  bad_letters: { of: 10, among: 11 },
  bad_birth: { of: 12, among: 13 },
  bad_country: { of: 14, among: 15 },
  twice: { of: 16, among: 1 },
  consenting: { of: 17, among: 1 },
  contradicted: { of: 18, among: 19 },
  undated: { of: 20, among: 19 },
};

/** A value seen less often on a day is nobody's habit. */
const LEAST_OF_A_VALUE = 5;

/**
 * The values that were most frequent on one of the days from `since` on, per source and field, with their share of each day:
 * `sourceId, field, value, day, of, among`. O(customers of the span × fields).
 */
export function selectValueDays(span: WatchSpan, since: string): Sql {
  const { from, to } = span;
  return sql`
    with r as (${customers(span)}),
    said as (
      select r.source_id, r.day, v.field, v.value from r
      cross join lateral (values ('town', r.city), ('postal code', r.postal_code), ('e-mail provider', split_part(r.email_normal, '@', 2)),
        ('last name', r.family_name), ('date of birth', r.birth_date), ('language', r.language)) v (field, value)
      where r.day between ${from}::date and ${to}::date and v.value <> ''
    ),
    counted as (select source_id, field, value, day, count(*) as n from said group by 1, 2, 3, 4),
    frequent as (
      select distinct source_id, field, value from (
        select source_id, field, value, row_number() over (partition by source_id, field, day order by n desc, value) as nth
        from counted where day >= ${since}::date and n >= ${LEAST_OF_A_VALUE}) ranked
      where nth = 1
    ),
    days as (select source_id, field, day, count(*) as among from said group by 1, 2, 3)
    select f.source_id as "sourceId", f.field, f.value, d.day::text as day, coalesce(c.n, 0)::float8 as of, d.among::float8 as among
    from frequent f
    join days d on d.source_id = f.source_id and d.field = f.field
    left join counted c on c.source_id = f.source_id and c.field = f.field and c.value = f.value and c.day = d.day`;
}

/** Days on which each source brought something, ascending, of the last two hundred: `sourceId, kind, rhythmHours, days`. */
export function selectArrivals(shopId: number, timeZone: string, now: Date): Sql {
  return sql`
    select s.id as "sourceId", s.kind, s.expected_rhythm_hours as "rhythmHours", (s.last_heard_at at time zone ${timeZone})::date::text as "heardOn",
      (q.began_at at time zone ${timeZone})::date::text as "heldSince",
      coalesce((
        select array_agg(day order by day) from (
          select distinct (u.finished_at at time zone ${timeZone})::date::text as day from upload u
          where u.shop_id = ${shopId} and u.source_id = s.id and u.state = 'done' and u.finished_at <= ${now}
          union
          select distinct o.day::text from sales_order o
          where s.kind = 'shopify' and o.shop_id = ${shopId} and o.source_id = s.id and o.day between ${now}::date - 200 and ${now}::date
        ) arrivals), '{}') as days
    from source s left join source_quarantine q on q.shop_id = s.shop_id and q.source_id = s.id
    where s.shop_id = ${shopId} order by s.id`;
}

/** What a row of a source is worth: `sourceId, orderMinor` of a sale of 90 days, `customerMinor` of a customer in a year. */
export function selectWorth(shopId: number, today: string): Sql {
  return sql`
    select o.source_id as "sourceId", round(avg(o.net_minor) filter (where o.day > ${today}::date - 90))::bigint as "orderMinor",
      count(*) filter (where o.day > ${today}::date - 90)::float8 / 90 as "ordersADay",
      (sum(o.net_minor) filter (where o.record_id is not null) / nullif(count(distinct o.record_id), 0))::bigint as "customerMinor"
    from sales_order o join shop sh on sh.shop_id = ${shopId} and sh.currency = o.currency
    where o.shop_id = ${shopId} and o.day > ${today}::date - 365 and o.day <= ${today}::date and not o.is_test and o.deleted_at is null
      and o.status not in ('cancelled', 'voided')
    group by grouping sets ((o.source_id), ())`;
}
