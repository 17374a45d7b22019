import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { CHECK_LIST } from './check-list.ts';
import { contextOf } from './context.server.ts';
import { countChecks } from './count-checks.server.ts';
import type { CheckResult } from './score.ts';

/**
 * All checks over the records of one batch and the orders on them, while it is being stored: O(batch) plus what its
 * addresses and numbers are shared with.
 */
export async function countBatch(
  tx: Tx,
  shop: Shop,
  recordIds: readonly number[],
  now = new Date(),
): Promise<CheckResult[]> {
  const orders = await tx.rows<{ id: number }>(sql`
    select id from sales_order where shop_id = ${tx.shopId} and record_id = any(${recordIds}::bigint[])`);
  const ofCustomers = CHECK_LIST.filter((check) => check.subject === 'customer');
  const ofOrders = CHECK_LIST.filter((check) => check.subject === 'order' && !check.lenses?.includes('usual'));
  const customers = await countChecks(tx, ofCustomers, contextOf(shop, now, recordIds));
  const batch = orders.map((order) => order.id);
  return [...customers.results, ...(await countChecks(tx, ofOrders, contextOf(shop, now, batch))).results];
}
