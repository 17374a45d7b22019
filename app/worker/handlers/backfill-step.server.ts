import { backfillStep } from '#app/pipeline/backfill-step.server.ts';
import type { JobPayload } from '#app/pipeline/jobs.ts';
import { getOfflineAdmin } from '#app/shopify.server.ts';

/** Idempotent: each slice and the cursor behind it commit together. */
export async function handleBackfillStep({ shopId }: JobPayload<'backfill-step'>): Promise<void> {
  await backfillStep(shopId, getOfflineAdmin);
}
