import { checkImport } from '#app/pipeline/check-import.server.ts';
import type { JobPayload } from '#app/pipeline/jobs.ts';

/** Idempotent: all that it does is taken back, and what it found is kept once. */
export async function handleUploadCheck({ shopId, uploadId }: JobPayload<'upload-check'>): Promise<void> {
  await checkImport(shopId, uploadId);
}
