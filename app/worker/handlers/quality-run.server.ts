import type { JobPayload } from '#app/pipeline/jobs.ts';
import { checkQuality } from '#app/pipeline/quality-pages.server.ts';

/** Repeatable: each run counts afresh and stands beside the earlier ones. */
export async function handleQualityRun({ shopId }: JobPayload<'quality-run'>): Promise<void> {
  await checkQuality(shopId);
}
