import { fitValue } from '#app/pipeline/fit-value.server.ts';
import type { JobPayload } from '#app/pipeline/jobs.ts';

/** Idempotent: the same orders on the same day give the same model and the same scores. */
export async function handleValueFit({ shopId }: JobPayload<'value-fit'>): Promise<void> {
  await fitValue(shopId);
}
