import { followMembers } from '#app/pipeline/activation-follow.server.ts';
import type { JobPayload } from '#app/pipeline/jobs.ts';

/** Idempotent: what was written down already is no difference any more. */
export async function handleActivationFollow({ shopId }: JobPayload<'activation-follow'>): Promise<void> {
  await followMembers(shopId);
}
