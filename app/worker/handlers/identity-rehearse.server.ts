import type { JobPayload } from '#app/pipeline/jobs.ts';
import { workOffRehearsal } from '#app/pipeline/rehearse.server.ts';

/** Idempotent: what a rehearsal does next follows from its state, and each state is left in the transaction of what was done. */
export async function handleIdentityRehearse({ shopId, rehearsalId }: JobPayload<'identity-rehearse'>): Promise<void> {
  await workOffRehearsal(shopId, rehearsalId);
}
