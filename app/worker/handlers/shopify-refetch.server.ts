import type { JobPayload } from '#app/pipeline/jobs.ts';
import { refetchChanged } from '#app/pipeline/refetch-from-shopify.server.ts';
import { getOfflineAdmin } from '#app/shopify.server.ts';

/** Idempotent: an order that has been heard of since is left alone. */
export async function handleShopifyRefetch({ shopId, orders }: JobPayload<'shopify-refetch'>): Promise<void> {
  await refetchChanged(shopId, orders, getOfflineAdmin);
}
