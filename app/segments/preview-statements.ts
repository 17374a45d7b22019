import { type Sql, sql } from '#app/platform/sql.ts';
import { type CompileOptions, memberRows } from './compile-rule.ts';
import type { RuleContext } from './rule-context.ts';
import type { Rule } from './types.ts';

/** The row of `countMembers`. */
export type MemberCounts = {
  members: number;
  revenue_minor: number;
  buyers: number;
  reachable_by_email: number;
  reachable_by_sms: number;
};

/**
 * One row: how many people, what they have spent over all time (net, minor units of the shop's currency), how many ever bought,
 * how many may be written to by e-mail and by SMS. Without a rule the whole shop: the denominator of every share.
 */
export function countMembers(rule: Rule | null, context: RuleContext, options: CompileOptions = {}): Sql {
  return sql`
select count(*)::integer as members,
       coalesce(sum(m.net_minor), 0)::bigint as revenue_minor,
       (count(*) filter (where m.orders_count > 0))::integer as buyers,
       (count(*) filter (where m.email_consent = 'granted' and p.email <> ''))::integer as reachable_by_email,
       (count(*) filter (where m.sms_consent = 'granted' and p.phone <> ''))::integer as reachable_by_sms
${memberRows(rule, context, options)}`;
}

/** The row of `sampleMembers`. */
export type SampledMember = {
  id: number;
  public_id: string;
  display_name: string;
  net_minor: number;
  orders_count: number;
  last_order_at: Date | null;
};

/** A few members, those who spent most first; the same ones each time. */
export function sampleMembers(rule: Rule | null, context: RuleContext, limit: number): Sql {
  return sql`
select p.id, p.public_id, p.display_name, coalesce(m.net_minor, 0) as net_minor, coalesce(m.orders_count, 0) as orders_count,
       m.last_order_at
${memberRows(rule, context)}
order by coalesce(m.net_minor, 0) desc, p.id
limit ${limit}::integer`;
}

/**
 * How the members spread over a few traits, and everyone else: rows `trait, value, inside, outside` for `rankDifferences`.
 * One pass over the shop's profiles besides the rule itself.
 */
export function compareMembers(rule: Rule, context: RuleContext): Sql {
  return sql`
with member as (
  select p.id
  ${memberRows(rule, context)}
),
person as (
  select p.country, p.language, p.tags, p.records_count, m.first_channel, m.orders_count, m.last_order_at, m.pos_orders, m.online_orders,
         m.email_consent, m.sms_consent, m.refunds_count, m.reviews_count, m.stores, member.id is not null as is_member
  from profile p
  left join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id
  left join member on member.id = p.id
  where p.shop_id = ${context.shopId}::bigint
)
select trait.name as trait, trait.value,
       (count(*) filter (where person.is_member))::integer as inside,
       (count(*) filter (where not person.is_member))::integer as outside
from person
cross join lateral (
  values ('country', person.country),
         ('language', person.language),
         ('first_channel', person.first_channel),
         ('number_of_orders', case when coalesce(person.orders_count, 0) = 0 then 'none' when person.orders_count = 1 then 'one'
                                   when person.orders_count <= 3 then 'two or three' else 'four or more' end),
         ('last_order', case when person.last_order_at is null then 'never'
                             when person.last_order_at >= ${context.now.toISOString()}::timestamptz - interval '90 days' then 'in 90 days'
                             when person.last_order_at >= ${context.now.toISOString()}::timestamptz - interval '1 year' then 'in a year'
                             else 'longer ago' end),
         ('bought_in_store', (coalesce(person.pos_orders, 0) > 0)::text),
         ('bought_online', (coalesce(person.online_orders, 0) > 0)::text),
         ('email_consent', coalesce(person.email_consent, 'unknown')),
         ('sms_consent', coalesce(person.sms_consent, 'unknown')),
         ('has_refunds', (coalesce(person.refunds_count, 0) > 0)::text),
         ('has_reviews', (coalesce(person.reviews_count, 0) > 0)::text),
         ('several_records', (person.records_count > 1)::text)
  union all
  select 'tag', tag from unnest(person.tags) as tag
  union all
  select 'store', store from unnest(person.stores) as store
) as trait (name, value)
where trait.value is not null
group by trait.name, trait.value`;
}
