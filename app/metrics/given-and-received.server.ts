import type { Tx } from '#app/platform/db.server.ts';
import { eventArray } from '#app/platform/event-plan.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';

/**
 * What these profiles paid for and others received, and what they received themselves, as `given` and `received`, a row a profile that
 * has any. Orders that count nowhere do not count here; money is net, in the shop's currency. O(such orders). Tables of a statement, to
 * follow `with`.
 */
export function givenAndReceived(tx: Tx, profileIds: readonly number[]): Sql {
  const ids = eventArray(profileIds, profileIds.length);
  const counts = sql`not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')`;
  return sql`
    given as (
      select r.payer_id as profile_id, count(*)::integer as orders,
             coalesce(sum(o.net_minor) filter (where o.currency = sh.currency), 0)::bigint as net_minor
      from order_receiver r
      join sales_order o on o.shop_id = ${tx.shopId} and o.id = r.order_id
      join shop sh on sh.shop_id = ${tx.shopId}
      where r.shop_id = ${tx.shopId} and r.payer_id = any(${ids}) and ${counts}
      group by r.payer_id
    ),
    received as (
      select r.profile_id, count(*)::integer as orders
      from order_receiver r
      join sales_order o on o.shop_id = ${tx.shopId} and o.id = r.order_id
      where r.shop_id = ${tx.shopId} and r.profile_id = any(${ids}) and ${counts}
      group by r.profile_id
    )`;
}
