import { checkIdentity } from '#app/pipeline/check-identity.server.ts';
import type { JobPayload } from '#app/pipeline/jobs.ts';

/** Idempotent: deciding again what was decided finds no difference. */
export async function handleIdentityCheck({ shopId }: JobPayload<'identity-check'>): Promise<void> {
  await checkIdentity(shopId, new Date());
}
