import { queueNewDays } from '#app/pipeline/hourly.server.ts';

/** Idempotent: what it queues waits once per shop. */
export async function handleHourly(): Promise<void> {
  await queueNewDays(new Date());
}
