import { tellFlow } from '#app/pipeline/activation-flow.server.ts';
import type { JobPayload } from '#app/pipeline/jobs.ts';
import { getOfflineAdmin } from '#app/shopify.server.ts';

/** Repeatable: what may have been fired is not fired again. */
export async function handleActivationFlow({ shopId }: JobPayload<'activation-flow'>): Promise<void> {
  await tellFlow(shopId, getOfflineAdmin);
}
