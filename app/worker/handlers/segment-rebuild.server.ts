import type { JobPayload } from '#app/pipeline/jobs.ts';
import { rebuildSegment } from '#app/pipeline/segment-pages.server.ts';

/** Idempotent: the members follow from the rule and the profiles alone. */
export async function handleSegmentRebuild({ shopId, segmentId }: JobPayload<'segment-rebuild'>): Promise<void> {
  await rebuildSegment(shopId, segmentId);
}
