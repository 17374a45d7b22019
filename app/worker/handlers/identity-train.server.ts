import type { JobPayload } from '#app/pipeline/jobs.ts';
import { retrainIdentity } from '#app/pipeline/retrain-identity.server.ts';

/** Idempotent: the same records give the same model and the same profiles. */
export async function handleIdentityTrain({ shopId }: JobPayload<'identity-train'>): Promise<void> {
  await retrainIdentity(shopId);
}
