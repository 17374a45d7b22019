import { renewFigures } from '#app/pipeline/figures.server.ts';
import type { JobPayload } from '#app/pipeline/jobs.ts';

/** Idempotent: a figure follows from the shop's data. */
export async function handleValueFigures({ shopId }: JobPayload<'value-figures'>): Promise<void> {
  await renewFigures(shopId);
}
