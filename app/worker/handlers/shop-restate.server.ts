import type { JobPayload } from '#app/pipeline/jobs.ts';
import { restateShop } from '#app/pipeline/restate-shop.server.ts';

/** Idempotent: days and figures follow from the orders and the shop's zone and currency. */
export async function handleShopRestate({ shopId }: JobPayload<'shop-restate'>): Promise<void> {
  await restateShop(shopId);
}
