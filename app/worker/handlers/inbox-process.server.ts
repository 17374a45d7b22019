import type { JobPayload } from '#app/pipeline/jobs.ts';
import { processInbox } from '#app/pipeline/process-inbox.server.ts';

/** Idempotent: a delivery and the mark that it is done commit together. */
export async function handleInboxProcess({ shopId }: JobPayload<'inbox-process'>): Promise<void> {
  await processInbox(shopId);
}
