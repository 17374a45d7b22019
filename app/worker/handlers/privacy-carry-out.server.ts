import { carryOutPrivacyRequest } from '#app/pipeline/carry-out-privacy-request.server.ts';
import type { JobPayload } from '#app/pipeline/jobs.ts';

/** Idempotent: a request that is done stays done. */
export async function handlePrivacyCarryOut({ shopId, requestId }: JobPayload<'privacy-carry-out'>): Promise<void> {
  await carryOutPrivacyRequest(shopId, requestId);
}
