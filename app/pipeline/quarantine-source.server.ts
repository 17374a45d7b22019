import { audit } from '#app/governance/audit.server.ts';
import { mayBringIn, type StaffMember } from '#app/governance/staff.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { todayOf } from '#app/quality/context.server.ts';
import { noteOfSource, startRepairOf } from '#app/quality/incidents-of-source.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import {
  beginQuarantine,
  beginRelease,
  dueReleases,
  findQuarantine,
  readQuarantines,
  refuseHeldFiles,
  takeNextHeld,
} from '#app/sources/hold-source.server.ts';
import type { SourceQuarantine } from '#app/sources/source-quarantine.ts';
import { enqueue } from './enqueue.server.ts';

/** Who asks: what they may is judged here, whichever page they ask on. */
type Asking = { actor: string; staff: StaffMember };

function requireBringer({ staff }: Asking): void {
  if (!mayBringIn(staff)) {
    throw new Refusal('sources.role', 'Your role does not let you decide what is taken in.', {
      remedy: 'The owner of the shop gives roles under Segments, Sent to Shopify.',
    });
  }
}

/**
 * Puts a source in quarantine: from now on its files are kept whole and in order, and none is taken into the store. A file that is being
 * imported goes on to its end. The incident from which it is done is in repair by it; the source's other ones tell of it. `until`: its last
 * day, '' = until somebody decides.
 */
export function quarantineSource(
  shop: Shop,
  { sourceId, incidentId, ...told }: { sourceId: number; incidentId: number | null; reason: string; until: string },
  asking: Asking,
): Promise<void> {
  requireBringer(asking);
  const now = new Date();
  const reason = told.reason.trim();
  return withShop(shop.shopId, async (tx) => {
    const { actor } = asking;
    await beginQuarantine(tx, { sourceId, reason, until: told.until.trim(), actor, today: todayOf(shop, now) });
    if (incidentId !== null) {
      await startRepairOf(tx, { incidentId, sourceId, now });
    }
    await noteOfSource(tx, { sourceId, kind: 'quarantined', detail: reason, actor }, now);
    await audit(tx, actor, 'source.quarantined', String(sourceId), { until: told.until.trim() });
  });
}

/**
 * Ends a quarantine: takes in all that is held, in order, each file by the way of every import and the next one when it is done; then the
 * source is free. Asked again, nothing is taken twice.
 */
export function releaseSource(shop: Shop, sourceId: number, asking: Asking): Promise<void> {
  requireBringer(asking);
  const now = new Date();
  return withShop(shop.shopId, async (tx) => {
    const files = (await findQuarantine(tx, sourceId))?.held.length ?? 0;
    if (await beginRelease(tx, sourceId)) {
      await noteOfSource(tx, { sourceId, kind: 'released', detail: takenIn(files), actor: asking.actor }, now);
      await audit(tx, asking.actor, 'source.released', String(sourceId), { files });
      await releaseNext(tx, sourceId);
    }
  });
}

function takenIn(files: number): string {
  return files === 0 ? 'nothing was held' : `${files} ${files === 1 ? 'file is' : 'files are'} taken in`;
}

/** Takes the next held file of a source in whose turn it is, if a release is under way. With the end of the import before it. */
export async function releaseNext(tx: Tx, sourceId: number): Promise<void> {
  const next = await takeNextHeld(tx, sourceId);
  if (typeof next === 'number') {
    await enqueue(tx, 'upload-import', { shopId: tx.shopId, uploadId: next });
  }
}

/** Ends the quarantines whose last day is over, and goes on with what a release has left. */
export async function releaseDue(tx: Tx, today: string, now: Date): Promise<void> {
  for (const sourceId of await dueReleases(tx, today)) {
    const found = await findQuarantine(tx, sourceId);
    if (found && !found.releasing) {
      await beginRelease(tx, sourceId);
      const detail = `its last day is over, ${takenIn(found.held.length)}`;
      await noteOfSource(tx, { sourceId, kind: 'released', detail, actor: '' }, now);
      await audit(tx, 'Onefold', 'source.released', String(sourceId), { files: found.held.length });
    }
    await releaseNext(tx, sourceId);
  }
}

/** Throws files away that are held, for good; the quarantine stays. Only the owner of the shop may. */
export function refuseHeld(
  shop: Shop,
  sourceId: number,
  { uploadIds, reason }: { uploadIds: readonly number[]; reason: string },
  { actor, staff }: Asking,
): Promise<void> {
  if (!staff.isOwner) {
    throw new Refusal('sources.owner_only', 'Only the owner of the shop may throw away what is held.');
  }
  const why = reason.trim();
  if (why === '') {
    throw new Refusal('sources.reason_missing', 'Say why.', { field: 'reason' });
  }
  const now = new Date();
  return withShop(shop.shopId, async (tx) => {
    const gone = await refuseHeldFiles(tx, sourceId, { uploadIds, reason: why });
    if (gone.length === 0) {
      throw new Refusal('sources.nothing_held', 'None of these files is held any more.', {
        remedy: 'Look at the page again: they may have been taken in meanwhile.',
      });
    }
    await noteOfSource(tx, { sourceId, kind: 'refused', detail: `${gone.join(', ')}: ${why}`, actor }, now);
    await audit(tx, actor, 'source.held_refused', String(sourceId), { files: gone.length });
  });
}

/** The sources in quarantine, with what is held of each. */
export function readQuarantinesOf(shopId: number): Promise<SourceQuarantine[]> {
  return withShop(shopId, readQuarantines);
}

/** The quarantine of one source; null: it is in none. */
export function readQuarantineOf(shopId: number, sourceId: number): Promise<SourceQuarantine | null> {
  return withShop(shopId, (tx) => findQuarantine(tx, sourceId));
}
