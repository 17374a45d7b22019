import type { JobPayload } from '#app/pipeline/jobs.ts';
import { eraseShop } from '#app/shops/erase-shop.server.ts';
import { findShopDomain } from '#app/shops/find-shop.server.ts';

/** Idempotent: a shop that is gone stays gone. */
export async function handleShopErase({ shopId }: JobPayload<'shop-erase'>): Promise<void> {
  const domain = await findShopDomain(shopId);
  if (domain !== null) {
    await eraseShop(shopId, domain);
  }
}
