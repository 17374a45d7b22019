import { importFile } from '#app/pipeline/import-file.server.ts';
import type { JobPayload } from '#app/pipeline/jobs.ts';

/** Idempotent: each slice of a file and the place of the next one commit together. */
export async function handleUploadImport({ shopId, uploadId }: JobPayload<'upload-import'>): Promise<void> {
  await importFile(shopId, uploadId);
}
