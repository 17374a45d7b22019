import type { JobPayload } from '#app/pipeline/jobs.ts';
import { sendAlert } from '#app/pipeline/send-alerts.server.ts';

/** A message that was sent or given up is left alone. */
export async function handleQualityAlert({ shopId, deliveryId }: JobPayload<'quality-alert'>): Promise<void> {
  await sendAlert(shopId, deliveryId);
}
