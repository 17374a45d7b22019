import type { JobPayload } from '#app/pipeline/jobs.ts';
import { refetchStockOf } from '#app/pipeline/refetch-from-shopify.server.ts';
import { getOfflineAdmin } from '#app/shopify.server.ts';

/** Idempotent: what is kept is the stock of now. */
export async function handleShopifyStock({ shopId, items }: JobPayload<'shopify-stock'>): Promise<void> {
  await refetchStockOf(shopId, items, getOfflineAdmin);
}
