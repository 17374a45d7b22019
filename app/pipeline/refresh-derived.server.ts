import { resolve } from '#app/identity/resolve.server.ts';
import { refreshMetrics } from '#app/metrics/refresh-metrics.server.ts';
import { refreshScores } from '#app/metrics/refresh-scores.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { projectProfiles } from '#app/profiles/project-profiles.server.ts';
import { refreshMembership } from '#app/segments/refresh-membership.server.ts';

/**
 * identity → profiles → metrics → segments for exactly the profiles that these records touch: O(their records and
 * orders), not O(shop). The caller holds the shop's lock. Returns the touched profiles.
 */
export async function refreshDerived(tx: Tx, recordIds: readonly number[], cause: string): Promise<number[]> {
  const { profiles } = await resolve(tx, recordIds, cause);
  await refreshProfiles(tx, profiles, cause);
  return profiles;
}

/** The same from the profiles on, for what changes no record: a decision of a person, a new rule. */
export async function refreshProfiles(tx: Tx, profileIds: readonly number[], cause: string): Promise<void> {
  await projectProfiles(tx, profileIds);
  await refreshMetrics(tx, profileIds);
  await refreshScores(tx, profileIds);
  await refreshMembership(tx, profileIds, cause);
}
