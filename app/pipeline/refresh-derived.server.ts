import { placeReceivers } from '#app/identity/receivers.server.ts';
import { resolve } from '#app/identity/resolve.server.ts';
import { refreshHouseholds } from '#app/metrics/refresh-households.server.ts';
import { refreshMetrics } from '#app/metrics/refresh-metrics.server.ts';
import { refreshScores } from '#app/metrics/refresh-scores.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { projectProfiles } from '#app/profiles/project-profiles.server.ts';
import { refreshMembership } from '#app/segments/refresh-membership.server.ts';
import { queueFollowing } from './activation-follow.server.ts';

/**
 * identity → profiles → metrics → segments for exactly the profiles that these records touch and those who share a household with them:
 * O(their records and orders), not O(shop). The caller holds the shop's lock. Returns the touched profiles.
 */
export async function refreshDerived(tx: Tx, recordIds: readonly number[], cause: string): Promise<number[]> {
  const { profiles } = await resolve(tx, recordIds, cause);
  await refreshProfiles(tx, profiles, cause);
  return profiles;
}

/**
 * The same where it is known which records say something new of a person (or nothing was known of): only they are compared
 * with others; the rest brought orders or visits to a profile that stays who it is.
 */
export async function refreshTouched(
  tx: Tx,
  touched: readonly { recordId: number; isPerson: boolean }[],
  cause: string,
): Promise<void> {
  const known = await tx.rows<{ id: number; is_placed: boolean }>(sql`
    select r.id, m.profile_id is not null as is_placed
    from customer_record r left join profile_member m on m.shop_id = r.shop_id and m.record_id = r.id
    where r.shop_id = ${tx.shopId} and r.id = any(${touched.map((one) => one.recordId)}::bigint[])`);
  const isPerson = new Set(touched.filter((one) => one.isPerson).map((one) => one.recordId));
  const ids = known.map((row) => row.id);
  const people = known.filter((row) => isPerson.has(row.id) || !row.is_placed).map((row) => row.id);
  const { profiles } = await resolve(tx, people, cause);
  const owning = await tx.rows<{ id: number }>(sql`
    select distinct profile_id as id from profile_member where shop_id = ${tx.shopId} and record_id = any(${ids}::bigint[])`);
  await refreshProfiles(tx, [...new Set([...profiles, ...owning.map((row) => row.id)])], cause);
}

/** The same from the profiles on, for what changes no record: a decision of a person, a new rule. */
export async function refreshProfiles(tx: Tx, touched: readonly number[], cause: string): Promise<void> {
  const profileIds = [...touched, ...(await placeReceivers(tx, touched))];
  await projectProfiles(tx, profileIds);
  await refreshMetrics(tx, profileIds);
  await refreshScores(tx, profileIds);
  const relatives = await refreshHouseholds(tx, profileIds);
  await refreshMembership(tx, [...profileIds, ...relatives], cause);
  await queueFollowing(tx);
}
