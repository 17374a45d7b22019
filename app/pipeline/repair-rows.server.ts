import { audit } from '#app/governance/audit.server.ts';
import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { withLock } from '#app/platform/lock.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import { isHeldBack } from '#app/sources/hold-source.server.ts';
import {
  beginRepair,
  correctRows,
  endRepair,
  giveQuarantine,
  readWaiting,
  releaseRows,
  type WaitingRow,
} from '#app/sources/quarantine.server.ts';
import { numberOn } from '#app/sources/repeated-content.server.ts';
import { NO_COUNTS } from '#app/sources/upload-counters.ts';
import { keepIssues, keepProgress, readUpload, type Upload } from '#app/sources/upload-state.server.ts';
import { queueRules } from './clean-records.server.ts';
import { enqueue } from './enqueue.server.ts';
import { readCorrected } from './read-corrected.server.ts';
import { renewTouched } from './renew-touched.server.ts';
import { storeSlice } from './store-slice.server.ts';

const TIMEOUT_MS = 900_000;

/** Cells of a refused row as somebody has corrected them. */
export type Correction = { row: number; cells: readonly string[] };

/**
 * Keeps corrections of refused rows and lets those rows be tried again. Returns how many of them were waiting. Throws a Refusal
 * unless the import is done: what is half in must first go on, or be undone.
 */
export function repair(
  shopId: number,
  uploadId: number,
  corrections: readonly Correction[],
  actor: string,
): Promise<number> {
  return withShop(shopId, async (tx) => {
    const sourceId = (await readUpload(tx, uploadId))?.sourceId;
    if (sourceId && (await isHeldBack(tx, sourceId))) {
      throw new Refusal('sources.quarantined', 'Its source is in quarantine: nothing of it is taken in for now.', {
        remedy: 'Correct the rows once the quarantine has ended.',
      });
    }
    const corrected = await correctRows(tx, uploadId, corrections);
    if (corrected === 0) {
      throw new Refusal('sources.not_in_quarantine', 'None of these rows waits to be corrected.', {
        remedy: 'They may have come in meanwhile: look at the list again.',
      });
    }
    if (!(await beginRepair(tx, uploadId))) {
      throw new Refusal('sources.not_done', 'Rows can be corrected once the import is done.', {
        remedy: 'Wait until it has ended; one that was stopped must go on first, or be undone.',
      });
    }
    await enqueue(tx, 'upload-repair', { shopId, uploadId });
    await audit(tx, actor, 'import.rows_corrected', String(uploadId), { rows: corrected });
    return corrected;
  });
}

/** Leaves refused rows out for good. Returns how many. */
export function leaveOut(shopId: number, uploadId: number, rows: readonly number[], actor: string): Promise<number> {
  return withShop(shopId, async (tx) => {
    const left = await releaseRows(tx, uploadId, rows);
    await keepProgress(tx, uploadId, (await readUpload(tx, uploadId))!.nextRow, { ...NO_COUNTS, rowsDropped: left });
    await audit(tx, actor, 'import.rows_left_out', String(uploadId), { rows: left });
    return left;
  });
}

/** Gives the refused rows of an import to a member of staff. */
export function giveRefusedRows(shopId: number, uploadId: number, staffId: string, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await giveQuarantine(tx, uploadId, `staff:${staffId}`);
    await audit(tx, actor, 'import.rows_given', String(uploadId), { to: staffId });
  });
}

/**
 * Brings corrected rows in, as a part of the import that refused them: what comes in leaves the quarantine in the same transaction, is
 * counted with the import and goes with it when it is undone. What is still wrong stays, with what is wrong now.
 */
export async function repairRows(shopId: number, uploadId: number): Promise<void> {
  const sourceId = (await withShop(shopId, (tx) => readUpload(tx, uploadId)))?.sourceId;
  await withLock(`import:${shopId}:${sourceId}`, async () => {
    const shop = await readShop(shopId);
    const upload = await withShop(shopId, (tx) => readUpload(tx, uploadId));
    if (upload?.state !== 'repairing' || !upload.mapping || upload.sourceId === null) {
      return;
    }
    await withShop(
      shopId,
      async (tx) => {
        await lockShop(tx);
        await bringIn(tx, shop, { ...upload, sourceId: upload.sourceId! });
      },
      { timeoutMs: TIMEOUT_MS },
    );
    await renewTouched(shopId, uploadId, `upload:${uploadId}`);
    await withShop(shopId, async (tx) => {
      await endRepair(tx, uploadId);
      await queueRules(tx);
      await enqueue(tx, 'quality-run', { shopId });
    });
  });
}

async function bringIn(tx: Tx, shop: Shop, upload: Upload & { sourceId: number }): Promise<void> {
  const waiting = await readWaiting(tx, upload.id);
  const slice = readCorrected(shop, upload, waiting);
  const origin = { sourceId: upload.sourceId, origin: `upload:${upload.id}` };
  const records = await numberOn(tx, origin, slice.records);
  const counts = await storeSlice(tx, shop, upload, { ...slice, records }, false);
  const refused = new Set(slice.issues.filter((one) => one.severity === 'refused').map((one) => one.issue.row));
  const tried = slice.rows.filter((row) => refused.has(row));
  await releaseRows(tx, upload.id, [...slice.rows]);
  await keepIssues(tx, upload.id, slice.issues);
  await correctRows(tx, upload.id, waiting.filter((one) => tried.includes(one.row) && one.corrected).map(asCorrection));
  await keepProgress(tx, upload.id, upload.nextRow, { ...counts, rowsRead: 0 });
}

function asCorrection({ row, corrected }: WaitingRow): Correction {
  return { row, cells: corrected ?? [] };
}
