import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { GoalMeasure } from './goal-measures.ts';

type Asked = { segmentId: number; measure: GoalMeasure; windowDays: number };

/** What a person's window came to, over the counts of `o`; null = the person does not count in this measure. */
const measured: Readonly<Record<GoalMeasure, string>> = {
  repeat_purchase_rate: 'least(1, o.orders)',
  reactivated_share: 'least(1, o.orders)',
  retained_share: 'least(1, o.orders)',
  store_visit_share: 'least(1, o.in_store)',
  online_order_share: 'least(1, o.online)',
  average_order_value: 'case when o.orders > 0 then o.total / o.orders::double precision end',
  revenue_per_member: 'o.net',
  reachable_share: `(coalesce(m.email_consent = 'granted' or m.sms_consent = 'granted', false))::integer`,
  review_share: 'least(1, r.reviews)',
  refund_rate: 'least(1, o.refunds)',
};

/**
 * One row a person who joined: `profile_id, is_held_out, joined_at, is_closed, outcome`, over the window that begins with joining
 * (`since`) or the equally long one that ends there (`before`). Orders of every channel, tests and cancelled ones aside; refunds are
 * those of the window's orders.
 */
export function outcomes(shopId: number, { segmentId, measure, windowDays }: Asked, which: 'since' | 'before'): Sql {
  const span = sql`${windowDays}::integer * interval '1 day'`;
  const from = which === 'since' ? raw('g.joined_at') : sql`g.joined_at - ${span}`;
  const to = which === 'since' ? sql`g.joined_at + ${span}` : raw('g.joined_at');
  return sql`
    select g.profile_id, g.is_held_out, g.joined_at, g.joined_at + ${span} <= now() as is_closed,
           (${raw(measured[measure])})::double precision as outcome
    from segment_goal_person g
    join shop s on s.shop_id = g.shop_id
    left join profile_metrics m on m.shop_id = g.shop_id and m.profile_id = g.profile_id
    cross join lateral (
      select count(*) as orders, count(*) filter (where so.channel = 'pos') as in_store,
             count(*) filter (where so.channel = 'online') as online, count(*) filter (where so.refunded_minor > 0) as refunds,
             coalesce(sum(so.total_minor) filter (where so.currency = s.currency), 0) as total,
             coalesce(sum(so.net_minor) filter (where so.currency = s.currency), 0) as net
      from profile_member pm
      join sales_order so on so.shop_id = pm.shop_id and so.record_id = pm.record_id
      where pm.shop_id = g.shop_id and pm.profile_id = g.profile_id and so.placed_at >= ${from} and so.placed_at < ${to}
        and not so.is_test and so.deleted_at is null and so.status not in ('cancelled', 'voided')) o
    cross join lateral (
      select count(*) as reviews from profile_member pm
      join feedback fb on fb.shop_id = pm.shop_id and fb.record_id = pm.record_id
      where pm.shop_id = g.shop_id and pm.profile_id = g.profile_id and fb.type = 'review'
        and fb.happened_at >= ${from} and fb.happened_at < ${to}) r
    where g.shop_id = ${shopId}::bigint and g.segment_id = ${segmentId}::bigint`;
}
