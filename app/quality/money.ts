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
function boughtLately(shopId: number, today: string): Sql {
  return sql`
    select o.record_id, o.channel, o.net_minor from sales_order o
    join shop sh on sh.shop_id = ${shopId} and sh.currency = o.currency
    where o.shop_id = ${shopId} and o.day > ${today}::date - 365 and o.day <= ${today}::date and not o.is_test and o.deleted_at is null
      and o.status not in ('cancelled', 'voided')`;
}

/** `order_minor, customer_minor`: the mean of a sale, and of what a customer bought. O(orders of a year). */
export function selectShopWorth(shopId: number, today: string): Sql {
  return sql`
    select coalesce(round(avg(b.net_minor)), 0)::bigint as order_minor,
      coalesce(sum(b.net_minor) filter (where b.record_id is not null) / nullif(count(distinct b.record_id), 0), 0)::bigint as customer_minor
    from (${boughtLately(shopId, today)}) b`;
}

/** `people, net_minor` of those who bought and cannot be reached. O(orders of a year). */
export function selectUnreachable(shopId: number, today: string): Sql {
  return sql`
    select count(distinct p.id) as count, coalesce(sum(b.net_minor), 0)::bigint as net_minor
    from (${boughtLately(shopId, today)}) b
    join profile_member m on m.shop_id = ${shopId} and m.record_id = b.record_id
    join profile p on p.shop_id = ${shopId} and p.id = m.profile_id
    where p.email is null and p.phone is null`;
}

/** `count, net_minor` of sales in store without a customer. O(orders of a year). */
export function selectAnonymous(shopId: number, today: string): Sql {
  return sql`
    select count(*) as count, coalesce(sum(b.net_minor), 0)::bigint as net_minor
    from (${boughtLately(shopId, today)}) b where b.channel = 'pos' and b.record_id is null`;
}

/** `count, net_minor` of profiles that share an address with an older one. O(records + orders of a year). */
export function selectDuplicates(shopId: number, today: string, sharedMailboxes: readonly string[]): Sql {
  return sql`
    with holder as (
      select distinct q.email_normal, m.profile_id from customer_record q
      join profile_member m on m.shop_id = ${shopId} and m.record_id = q.id
      where q.shop_id = ${shopId} and q.email_normal is not null and q.email_normal <> all(${sharedMailboxes}::text[])
        and q.deleted_at is null
    ),
    further as (
      select distinct profile_id from (
        select profile_id, min(profile_id) over (partition by email_normal) as first from holder) h where profile_id <> first
    )
    select (select count(*) from further) as count, coalesce(sum(b.net_minor), 0)::bigint as net_minor
    from (${boughtLately(shopId, today)}) b
    join profile_member m on m.shop_id = ${shopId} and m.record_id = b.record_id
    join further f on f.profile_id = m.profile_id`;
}
