import type { JobPayload } from '#app/pipeline/jobs.ts';
import { watchQuality } from '#app/pipeline/watch-quality.server.ts';

/** Repeatable: the same records give the same incidents. */
export async function handleQualityWatch({ shopId }: JobPayload<'quality-watch'>): Promise<void> {
  await watchQuality(shopId);
}
