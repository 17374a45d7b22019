import type { JobPayload } from '#app/pipeline/jobs.ts';
import { keepGoalFigures } from '#app/pipeline/segment-goals.server.ts';

/** Idempotent: whoever has joined stays as he is, and the figures follow from the data. */
export async function handleSegmentGoal({ shopId, segmentId }: JobPayload<'segment-goal'>): Promise<void> {
  await keepGoalFigures(shopId, segmentId);
}
