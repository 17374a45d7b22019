import { empty, join, raw, type Sql, sql } from '#app/platform/sql.ts';
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
export function sampleMembers(
  rule: Rule | null,
  context: RuleContext,
  limit: number,
  options: CompileOptions = {},
): Sql {
  return sql`
select p.id, p.public_id, p.display_name, coalesce(m.net_minor, 0) as net_minor, coalesce(m.orders_count, 0) as orders_count,
       m.last_order_at
${memberRows(rule, context, options)}
order by coalesce(m.net_minor, 0) desc, p.id
limit ${limit}::integer`;
}

/** By what members are compared with everybody else: one value a person, or a list of them. Over `profile p`, `profile_metrics m`. */
export type Trait = { name: string; value: Sql; isList: boolean };

export function traitsOf(context: RuleContext): Trait[] {
  const since = (interval: string) =>
    sql`m.last_order_at >= ${context.now.toISOString()}::timestamptz - ${interval}::interval`;
  const any = (column: string) => raw(`(coalesce(${column}, 0) > 0)::text`);
  const single: Record<string, Sql> = {
    country: raw('p.country'),
    language: raw('p.language'),
    first_channel: raw('m.first_channel'),
    number_of_orders: raw(`case when coalesce(m.orders_count, 0) = 0 then 'none' when m.orders_count = 1 then 'one'
                                when m.orders_count <= 3 then 'two or three' else 'four or more' end`),
    last_order: sql`case when m.last_order_at is null then 'never' when ${since('90 days')} then 'in 90 days'
                         when ${since('1 year')} then 'in a year' else 'longer ago' end`,
    bought_in_store: any('m.pos_orders'),
    bought_online: any('m.online_orders'),
    email_consent: raw(`coalesce(m.email_consent, 'unknown')`),
    sms_consent: raw(`coalesce(m.sms_consent, 'unknown')`),
    has_refunds: any('m.refunds_count'),
    has_reviews: any('m.reviews_count'),
    several_records: raw('(p.records_count > 1)::text'),
  };
  return [
    ...Object.entries(single).map(([name, value]) => ({ name, value, isList: false })),
    { name: 'tag', value: raw('p.tags'), isList: true },
    { name: 'store', value: raw('m.stores'), isList: true },
  ];
}

/**
 * How the members spread over a few traits, and everyone else: rows `trait, value, inside, outside` for `rankDifferences`.
 * One pass over the shop's profiles besides the rule itself; with profile ids, over these alone.
 */
export function compareMembers(rule: Rule, context: RuleContext, { profileIds }: CompileOptions = {}): Sql {
  const narrowed = profileIds ? sql` and p.id = any(${[...profileIds]}::bigint[])` : empty;
  const traits = traitsOf(context);
  const single = traits.filter(({ isList }) => !isList).map(({ name, value }) => sql`(${name}::text, ${value})`);
  const lists = traits
    .filter(({ isList }) => isList)
    .map(({ name, value }) => sql` union all select ${name}::text, one from unnest(${value}) as one`);
  return sql`
with member as (
  select p.id
  ${memberRows(rule, context, profileIds ? { profileIds } : {})}
)
select trait.name as trait, trait.value,
       (count(*) filter (where member.id is not null))::integer as inside,
       (count(*) filter (where member.id is null))::integer as outside
from profile p
left join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id
left join member on member.id = p.id
cross join lateral (values ${join(single, ', ')}${join(lists, '')}) as trait (name, value)
where p.shop_id = ${context.shopId}::bigint and trait.value is not null${narrowed}
group by trait.name, trait.value`;
}
