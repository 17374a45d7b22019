import { refreshHouseholds } from '#app/metrics/refresh-households.server.ts';
import { refreshMetrics } from '#app/metrics/refresh-metrics.server.ts';
import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { sql } from '#app/platform/sql.ts';
import { redate } from '#app/records/redate.server.ts';
import { refreshMembership } from '#app/segments/refresh-membership.server.ts';
import { readShopIn } from '#app/shops/find-shop.server.ts';
import { type ShopDetails, takeOverShopDetails } from '#app/shops/shop-state.server.ts';
import { enqueue } from './enqueue.server.ts';

const TIMEOUT_MS = 1_800_000;
/** Profiles whose figures are renewed at a time. */
const CHUNK = 5000;

/** Takes over what Shopify says of the shop; another zone or currency has every figure that rests on it restated. */
export async function describeShop(tx: Tx, details: ShopDetails): Promise<void> {
  const before = await readShopIn(tx);
  await takeOverShopDetails(tx, details);
  const after = await readShopIn(tx);
  if (before.timeZone !== after.timeZone || before.currency !== after.currency) {
    await enqueue(tx, 'shop-restate', { shopId: tx.shopId });
  }
}

/**
 * Counts orders and refunds to their days in the shop's zone of now, and renews what rests on days and currency, in one
 * transaction: O(the shop's orders), as rare as a shop's move. Idempotent.
 */
export async function restateShop(shopId: number): Promise<void> {
  await withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      await redate(tx, (await readShopIn(tx)).timeZone);
      let renewed = 0;
      for (let ids = await profilesAfter(tx, 0); ids.length > 0; ids = await profilesAfter(tx, ids.at(-1)!)) {
        await refreshMetrics(tx, ids);
        const relatives = await refreshHouseholds(tx, ids);
        await refreshMembership(tx, [...ids, ...relatives], 'another time zone or currency of the shop');
        renewed += ids.length;
      }
      await enqueue(tx, 'segments-by-clock', { shopId });
      log('info', 'a shop was restated', { shopId, renewed });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

async function profilesAfter(tx: Tx, id: number): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    select id from profile where shop_id = ${tx.shopId} and id > ${id} order by id limit ${CHUNK}`);
  return rows.map((row) => row.id);
}
