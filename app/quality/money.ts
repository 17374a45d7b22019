import { type Sql, sql } from '#app/platform/sql.ts';

/** What bad data costs, in minor units of the shop's currency, over the last 365 days, net of returns. */
export type MoneyAtStake = {
  /** People who bought but have neither e-mail address nor phone number: no campaign reaches them. */
  unreachable: { people: number; netMinor: number };
  /** Sales in store that no customer was entered for. */
  anonymous: { orders: number; netMinor: number };
  /** Profiles beyond the first that share a personal e-mail address, and what is bought by them. */
  duplicates: { profiles: number; netMinor: number };
  /** What a sale comes to, and what a customer buys in a year; absent in runs of earlier days. */
  worth?: { orderMinor: number; customerMinor: number };
};

/** The revenue that a check's faults touch: sales at fault × a sale, people at fault × what a customer buys in a year. */
export function touchedMinor(
  subject: 'customer' | 'order' | 'refund' | 'source' | 'profile',
  failing: number,
  worth: MoneyAtStake['worth'],
): number {
  const each = {
    customer: 'customerMinor',
    profile: 'customerMinor',
    order: 'orderMinor',
    refund: 'orderMinor',
  } as const;
  return worth && subject !== 'source' ? Math.round(failing * worth[each[subject]]) : 0;
}

/** Orders that count as money: living, in the shop's currency, of the last 365 days. */
function countsAsMoney(shopId: number, today: string): Sql {
  return sql`o.day > ${today}::date - 365 and o.day <= ${today}::date and not o.is_test and o.deleted_at is null
      and o.status not in ('cancelled', 'voided') and o.currency = (select sh.currency from shop sh where sh.shop_id = ${shopId})`;
}

/**
 * What sales are worth, as one row: `order_minor, customer_minor`, the mean of a sale and of what a customer bought; `anonymous,
 * anonymous_minor`, sales in store without a customer; `unreachable, unreachable_minor`, people who bought and cannot be reached; `usual`,
 * what the lens of this name joins. One pass: O(orders).
 */
export function selectWorth(shopId: number, today: string): Sql {
  return sql`
    with sold as materialized (
      select record_id, source_id, currency, sum(ln(total_minor)) filter (where is_positive) as logs, count(*) filter (where is_positive) as positive,
        count(*) filter (where is_money) as orders, sum(net_minor) filter (where is_money) as net_minor,
        count(*) filter (where is_money and is_anonymous) as anonymous, sum(net_minor) filter (where is_money and is_anonymous) as anonymous_minor
      from (
        select o.record_id, o.source_id, o.currency, o.total_minor, o.net_minor, o.total_minor > 0 and not o.is_test as is_positive,
          ${countsAsMoney(shopId, today)} as is_money, o.record_id is null and o.channel = 'pos' as is_anonymous
        from sales_order o where o.shop_id = ${shopId} and o.deleted_at is null offset 0) sale
      group by record_id, source_id, currency),
    silent as (
      select p.id, sum(e.net_minor) as net_minor from sold e
      join profile_member m on m.shop_id = ${shopId} and m.record_id = e.record_id
      join profile p on p.shop_id = ${shopId} and p.id = m.profile_id
      where e.orders > 0 and p.email is null and p.phone is null group by p.id)
    select coalesce(round(sum(net_minor) / nullif(sum(orders), 0)), 0)::bigint as order_minor,
      coalesce(sum(net_minor) filter (where record_id is not null) / nullif(count(distinct record_id) filter (where orders > 0), 0), 0)::bigint
        as customer_minor,
      coalesce(sum(anonymous), 0)::bigint as anonymous, coalesce(sum(anonymous_minor), 0)::bigint as anonymous_minor,
      (select count(*) from silent) as unreachable, (select coalesce(sum(net_minor), 0)::bigint from silent) as unreachable_minor,
      (select coalesce(jsonb_agg(u), '[]') from (
        select source_id as "sourceId", currency, 100 * exp(sum(logs) / sum(positive)) as "highMinor", sum(positive)::bigint as orders
        from sold group by source_id, currency having sum(positive) > 0) u) as usual
    from sold`;
}

/** `count, net_minor` of profiles that have an address of an older one (`shared`, with the oldest profile of each). O(records + orders of a year). */
export function selectDuplicates(
  shopId: number,
  today: string,
  shared: readonly { email: string; first: number }[],
): Sql {
  return sql`
    with further as (
      select distinct m.profile_id from unnest(${shared.map((one) => one.email)}::text[], ${shared.map((one) => one.first)}::bigint[]) s (email, first)
      join customer_record q on q.shop_id = ${shopId} and q.email_normal = s.email and q.deleted_at is null
      join profile_member m on m.shop_id = ${shopId} and m.record_id = q.id
      where m.profile_id <> s.first
    )
    select (select count(*) from further) as count, coalesce(sum(o.net_minor), 0)::bigint as net_minor
    from further f
    join profile_member m on m.shop_id = ${shopId} and m.profile_id = f.profile_id
    join sales_order o on o.shop_id = ${shopId} and o.record_id = m.record_id and ${countsAsMoney(shopId, today)}`;
}
