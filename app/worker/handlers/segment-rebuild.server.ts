import type { JobPayload } from '#app/pipeline/jobs.ts';

export async function handleSegmentRebuild(payload: JobPayload<'segment-rebuild'>): Promise<void> {
  void payload;
}
