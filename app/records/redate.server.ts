import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Counts every order and refund to its day in this zone; for a shop that has moved to another. O(orders and refunds). */
export async function redate(tx: Tx, timeZone: string): Promise<void> {
  await tx.run(sql`
    update sales_order set day = (placed_at at time zone ${timeZone})::date
    where shop_id = ${tx.shopId} and day <> (placed_at at time zone ${timeZone})::date`);
  await tx.run(sql`
    update refund set day = (refunded_at at time zone ${timeZone})::date
    where shop_id = ${tx.shopId} and day <> (refunded_at at time zone ${timeZone})::date`);
}
