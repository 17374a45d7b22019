import type { JobPayload } from '#app/pipeline/jobs.ts';
import { carryOutRepair } from '#app/pipeline/repair-quality.server.ts';

/** Goes on where it stopped; one that is over does nothing. */
export async function handleQualityRepair({ shopId, repairId }: JobPayload<'quality-repair'>): Promise<void> {
  await carryOutRepair(shopId, repairId);
}
