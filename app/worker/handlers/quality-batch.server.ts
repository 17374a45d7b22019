import type { JobPayload } from '#app/pipeline/jobs.ts';
import { judgeBatches } from '#app/pipeline/watch-quality.server.ts';

/** Repeatable: the same rows of today give the same incidents. */
export async function handleQualityBatch({ shopId }: JobPayload<'quality-batch'>): Promise<void> {
  await judgeBatches(shopId);
}
