import { audit } from '#app/governance/audit.server.ts';
import {
  closeCheck,
  type IdentityCheck,
  keepDifferences,
  openCheck,
  recordsToCheck,
} from '#app/identity/checks.server.ts';
import { forgetOldMoves } from '#app/identity/record-moves.server.ts';
import { resolve } from '#app/identity/resolve.server.ts';
import { lockShop, refreshStatistics, type Tx, withShop } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { refreshProfiles } from './refresh-derived.server.ts';

/** Records that are decided anew under one lock; between, deliveries come in. */
const CHUNK = 2000;
const TIMEOUT_MS = 300_000;
const CAUSE = 'checked at night';

/**
 * Decides the people of the last day anew from their records, from the keys on, together instead of one by one, and by turns all others. What
 * comes out otherwise than it stands is kept as a difference, and healed in the same transaction. Expected are none. A check that was
 * interrupted is taken up again: what it found before stays found.
 */
export async function checkIdentity(shopId: number, now: Date): Promise<void> {
  await refreshStatistics();
  const { check, ids } = await withShop(shopId, (tx) => begin(tx, now), { timeoutMs: TIMEOUT_MS });
  let differences = 0;
  for (let at = 0; at < ids.length; at += CHUNK) {
    const chunk = ids.slice(at, at + CHUNK);
    differences += await withShop(shopId, (tx) => decideAnew(tx, check.id, chunk), { timeoutMs: TIMEOUT_MS });
  }
  await withShop(shopId, async (tx) => {
    await closeCheck(tx, check.id, now);
    await forgetOldMoves(tx, now);
    if (differences > 0) {
      await audit(tx, 'onefold', 'identity.healed', String(check.id), { records: differences });
    }
  });
  log('info', 'identity was checked', { shopId, records: ids.length, differences });
}

async function begin(tx: Tx, now: Date): Promise<{ check: IdentityCheck; ids: number[] }> {
  const check = await openCheck(tx, now);
  return { check, ids: await recordsToCheck(tx, check.since, now) };
}

async function decideAnew(tx: Tx, checkId: number, recordIds: readonly number[]): Promise<number> {
  await lockShop(tx);
  const { profiles, changed, moved, related } = await resolve(tx, recordIds, CAUSE);
  // A record that stood nowhere is not wrong: an import has brought it and is about to place it.
  const differing = moved.filter(({ former }) => former !== null);
  await keepDifferences(tx, checkId, differing, profiles.length);
  await refreshProfiles(tx, [...new Set([...changed, ...related])], CAUSE);
  return differing.length;
}
