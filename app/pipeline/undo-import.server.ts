import { audit } from '#app/governance/audit.server.ts';
import { eraseIdentity } from '#app/identity/erase.server.ts';
import { relativesOf } from '#app/metrics/refresh-households.server.ts';
import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { withLock } from '#app/platform/lock.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import type { Origin } from '#app/records/cleaned.ts';
import type { Subject } from '#app/records/replay.ts';
import { settleRefunds } from '#app/records/store-refunds.server.ts';
import { findOrphans, removeOrphans, UNDO_ORDER, undoStatements } from '#app/records/undo-import.server.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
import { beginUndo, finishUpload, keepUndone, readUpload } from '#app/sources/upload-state.server.ts';
import { dropFile } from '#app/sources/upload-store.server.ts';
import { keepTouched } from '#app/sources/upload-touched.server.ts';
import { enqueue } from './enqueue.server.ts';
import { refreshProfiles } from './refresh-derived.server.ts';
import { renewTouched } from './renew-touched.server.ts';

/** Rows in one transaction. */
const PART = 2000;
const PART_TIMEOUT_MS = 300_000;

/** Queues the undoing of an import. */
export function startUndo(shopId: number, uploadId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    if (!(await beginUndo(tx, uploadId))) {
      throw new Refusal('sources.nothing_to_undo', 'There is nothing of this import to undo now.', {
        remedy: 'Wait until it has ended, or stop it first.',
      });
    }
    await enqueue(tx, 'upload-undo', { shopId, uploadId });
    await audit(tx, actor, 'import.undo_started', String(uploadId), {});
  });
}

/**
 * Takes back all that an import did, its updates included, and nothing that anybody else has said before or since: what
 * others changed after it stays and is listed. Part by part, each in one transaction; killed, it goes on where it was.
 */
export async function undoImport(shopId: number, uploadId: number): Promise<void> {
  const sourceId = (await withShop(shopId, (tx) => readUpload(tx, uploadId)))?.sourceId ?? null;
  await withLock(`import:${shopId}:${sourceId}`, async () => {
    const upload = await withShop(shopId, (tx) => readUpload(tx, uploadId));
    if (upload?.state !== 'undoing' || sourceId === null) {
      return;
    }
    const { timeZone } = await readShop(shopId);
    const origin: Origin = { sourceId, origin: `upload:${uploadId}`, timeZone };
    for (const subject of UNDO_ORDER) {
      while (await inPart(shopId, (tx) => undoPart(tx, origin, subject, uploadId))) {}
    }
    while (await inPart(shopId, (tx) => removePart(tx, origin, uploadId))) {}
    await renewTouched(shopId, uploadId, `undo of ${origin.origin}`);
    await withShop(shopId, async (tx) => {
      await finishUpload(tx, uploadId, 'undone');
      await dropFile(tx, uploadId);
      await enqueue(tx, 'identity-train', { shopId });
      await enqueue(tx, 'quality-run', { shopId });
      await enqueue(tx, 'quality-watch', { shopId });
    });
  });
}

function inPart(shopId: number, work: (tx: Tx) => Promise<boolean>): Promise<boolean> {
  return withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      return work(tx);
    },
    { timeoutMs: PART_TIMEOUT_MS },
  );
}

/** Whether there may be more. */
async function undoPart(tx: Tx, origin: Origin, subject: Subject, uploadId: number): Promise<boolean> {
  const { touched, orders, isMore, ...counts } = await undoStatements(tx, origin, subject, uploadId, PART);
  const settled = await settleRefunds(tx, origin, orders);
  const all = [...new Set([...touched, ...settled])];
  await keepTouched(tx, uploadId, all, new Set(subject === 'customer' ? all : []));
  await keepUndone(tx, uploadId, counts);
  return isMore;
}

/** Records of whom nobody else has spoken go, and the profiles that they were a part of are decided anew. */
async function removePart(tx: Tx, origin: Origin, uploadId: number): Promise<boolean> {
  const orphans = await findOrphans(tx, origin, PART);
  const ids = [...orphans.gone, ...orphans.emptied];
  if (ids.length === 0) {
    return false;
  }
  const together = await tx.rows<{ record_id: number; profile_id: number }>(sql`
    select m.record_id, m.profile_id from profile_member m
    where m.shop_id = ${tx.shopId} and m.profile_id in (
      select own.profile_id from profile_member own where own.shop_id = ${tx.shopId} and own.record_id = any(${ids}::bigint[]))`);
  const profileIds = [...new Set(together.map((row) => row.profile_id))];
  const relatives = await relativesOf(tx, profileIds);
  const gone = new Set(orphans.gone);
  const left = together.map((row) => row.record_id).filter((id) => !gone.has(id));
  await eraseIdentity(tx, {
    recordIds: orphans.gone,
    profileIds,
    customerIds: [],
    orderIds: [],
    receivedOrders: [],
    contacts: [],
  });
  await removeOrphans(tx, orphans);
  await refreshProfiles(tx, [...profileIds, ...relatives], `undo of ${origin.origin}`);
  await keepTouched(tx, uploadId, left, new Set(left));
  await keepUndone(tx, uploadId, { removed: ids.length, restored: 0, conflicts: 0 });
  return true;
}
