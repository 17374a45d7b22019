import { writeRun } from '#app/pipeline/activation-write.server.ts';
import type { JobPayload } from '#app/pipeline/jobs.ts';
import { getOfflineAdmin } from '#app/shopify.server.ts';

/** Idempotent: what has arrived in Shopify is asked first and not sent again. */
export async function handleActivationWrite({ shopId, runId }: JobPayload<'activation-write'>): Promise<void> {
  await writeRun(shopId, runId, getOfflineAdmin);
}
