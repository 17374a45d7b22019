import { withShop } from '#app/platform/db.server.ts';
import { ensureShop } from '#app/shops/find-shop.server.ts';
import { markInstalled } from '#app/shops/shop-state.server.ts';
import { forgetBackfill, planBackfill } from '#app/sources/shopify/backfill-plan.server.ts';
import { ensureShopifySource } from '#app/sources/source.server.ts';
import { enqueue } from './enqueue.server.ts';

/**
 * Called after each exchange of a token, which is an installation only the first time. Idempotent: marks the shop as
 * installed, makes its Shopify source, and starts fetching its history once per installation.
 */
export async function installShop(domain: string, scopes: readonly string[]): Promise<number> {
  const shopId = await ensureShop(domain);
  await withShop(shopId, async (tx) => {
    const isBack = await markInstalled(tx, scopes);
    await ensureShopifySource(tx);
    if (isBack) {
      await forgetBackfill(tx);
    }
    if (await planBackfill(tx, { readsAllOrders: scopes.includes('read_all_orders') })) {
      await enqueue(tx, 'backfill-step', { shopId });
    }
  });
  return shopId;
}
