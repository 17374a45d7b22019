import type { JobPayload } from '#app/pipeline/jobs.ts';

export async function handleUploadImport(payload: JobPayload<'upload-import'>): Promise<void> {
  void payload;
}
