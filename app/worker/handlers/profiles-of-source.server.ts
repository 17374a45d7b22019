import type { JobPayload } from '#app/pipeline/jobs.ts';
import { refreshProfilesOfSource } from '#app/pipeline/refresh-source.server.ts';

/** Idempotent: a profile is a pure function of its records. */
export async function handleProfilesOfSource({ shopId, sourceId }: JobPayload<'profiles-of-source'>): Promise<void> {
  await refreshProfilesOfSource(shopId, sourceId);
}
