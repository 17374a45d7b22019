import type { JobPayload } from '#app/pipeline/jobs.ts';
import { repairRows } from '#app/pipeline/repair-rows.server.ts';

/** Idempotent: rows leave the quarantine in the transaction that brings them in. */
export async function handleUploadRepair({ shopId, uploadId }: JobPayload<'upload-repair'>): Promise<void> {
  await repairRows(shopId, uploadId);
}
