import { activateVersion, versionInForce } from '#app/identity/active-model.server.ts';
import { decideShop, type Step } from '#app/identity/decide-shop.server.ts';
import { keepMatchingRules, matchingRules } from '#app/identity/matching-rules.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { keepSurvivorshipRules, readSurvivorshipRules } from '#app/profiles/survivorship-rules.server.ts';
import { keepTrust, readTrust } from '#app/sources/source-trust.server.ts';
import type { Proposal } from './proposal.ts';
import { refreshProfiles } from './refresh-derived.server.ts';

/** Profiles whose derived data is renewed at a time. */
const CHUNK = 5000;

/** The settings that a proposal would replace, as a proposal that brings them back. */
export async function settingsBefore(tx: Tx, proposal: Proposal): Promise<Proposal> {
  const trust = proposal.trust ? await readTrust(tx) : [];
  const named = new Set(proposal.trust?.map((one) => one.sourceId));
  return {
    model: proposal.model ? (await versionInForce(tx)).version : null,
    matching: proposal.matching && (await matchingRules(tx)),
    survivorship: proposal.survivorship && (await readSurvivorshipRules(tx)),
    trust:
      proposal.trust &&
      trust.filter((one) => named.has(one.sourceId)).map(({ sourceId, trustRank }) => ({ sourceId, trustRank })),
  };
}

/**
 * Puts the proposed settings in force and lets all that follows from them follow, on all data of the shop: the one way by which a
 * change of rules is rehearsed, made and taken back. The caller holds the shop's lock.
 */
export async function carryOutProposal(tx: Tx, proposal: Proposal, actor: string, step: Step): Promise<void> {
  const touched = new Set(await decideAnew(tx, proposal, actor, step));
  if (proposal.survivorship) {
    await keepSurvivorshipRules(tx, proposal.survivorship, actor);
  }
  if (proposal.trust) {
    await keepTrust(tx, proposal.trust);
  }
  if (proposal.survivorship || proposal.trust) {
    for (const id of await profilesOfSeveralRecords(tx)) {
      touched.add(id);
    }
  }
  await refresh(tx, [...touched], step);
}

/** Puts weights and rules of matching in force, and decides all by them; the profiles that changed, or whose households did. */
async function decideAnew(tx: Tx, { model, matching }: Proposal, actor: string, step: Step): Promise<number[]> {
  if (!model && !matching) {
    return [];
  }
  if (model) {
    await activateVersion(tx, model);
  }
  if (matching) {
    await keepMatchingRules(tx, matching, actor);
  }
  const { changed, related } = await decideShop(tx, model ? `model ${model}` : `rules of ${actor}`, step);
  return [...changed, ...related];
}

async function refresh(tx: Tx, profileIds: readonly number[], step: Step): Promise<void> {
  for (let at = 0; at < profileIds.length; at += CHUNK) {
    await step('Renewing profiles, figures and segments', 0.5 + (0.4 * at) / profileIds.length);
    await refreshProfiles(tx, profileIds.slice(at, at + CHUNK), 'new rules of identity');
  }
}

/** Whose golden fields depend on the order of records: nobody's with one record only. */
async function profilesOfSeveralRecords(tx: Tx): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    select profile_id as id from profile_member where shop_id = ${tx.shopId} group by profile_id having count(*) > 1`);
  return rows.map((row) => row.id);
}
