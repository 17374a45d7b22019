import type { JobPayload } from '#app/pipeline/jobs.ts';
import { undoImport } from '#app/pipeline/undo-import.server.ts';

/** Idempotent: each part of an undoing commits by itself, and what is undone is undone. */
export async function handleUploadUndo({ shopId, uploadId }: JobPayload<'upload-undo'>): Promise<void> {
  await undoImport(shopId, uploadId);
}
