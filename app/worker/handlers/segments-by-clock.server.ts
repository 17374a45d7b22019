import type { JobPayload } from '#app/pipeline/jobs.ts';
import { rebuildSegmentsByClock } from '#app/pipeline/segment-pages.server.ts';

/** Idempotent: the members follow from the rules, the profiles and the day. */
export async function handleSegmentsByClock({ shopId }: JobPayload<'segments-by-clock'>): Promise<void> {
  await rebuildSegmentsByClock(shopId);
}
