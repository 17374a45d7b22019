import type { JobPayload } from '#app/pipeline/jobs.ts';

export async function handleSegmentsByClock(payload: JobPayload<'segments-by-clock'>): Promise<void> {
  void payload;
}
