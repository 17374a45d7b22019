import type { JobPayload } from '#app/pipeline/jobs.ts';

export async function handlePrivacyCarryOut(payload: JobPayload<'privacy-carry-out'>): Promise<void> {
  void payload;
}
