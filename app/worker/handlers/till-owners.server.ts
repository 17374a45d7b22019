import { guessTillOwners } from '#app/pipeline/guess-till-owners.server.ts';
import type { JobPayload } from '#app/pipeline/jobs.ts';

/** Idempotent: guesses follow from the shop's data, and replace those before. */
export async function handleTillOwners({ shopId }: JobPayload<'till-owners'>): Promise<void> {
  await guessTillOwners(shopId);
}
