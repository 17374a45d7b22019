import { lockShop, withShop } from '#app/platform/db.server.ts';
import { withLock } from '#app/platform/lock.server.ts';
import { faultFields, log } from '#app/platform/log.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import { holdQueued } from '#app/sources/hold-source.server.ts';
import { heardFrom } from '#app/sources/source.server.ts';
import { finishUpload, keepIssues, keepProgress, readUpload, type Upload } from '#app/sources/upload-state.server.ts';
import { dropFile } from '#app/sources/upload-store.server.ts';
import { queueRules } from './clean-records.server.ts';
import { enqueue } from './enqueue.server.ts';
import { judgeImported } from './file-contracts.server.ts';
import { releaseNext } from './quarantine-source.server.ts';
import { readAhead, readSlices, type Slice } from './read-slices.server.ts';
import { growsMuch, renewTouched } from './renew-touched.server.ts';
import { storeSlice } from './store-slice.server.ts';

const SLICE_TIMEOUT_MS = 300_000;

/**
 * Imports an uploaded file by its mapping, slice by slice: rows → records, each slice, its refused rows and the place where
 * the next one begins in one transaction; then profiles → metrics → segments of all that it touched. Killed at any row, it
 * goes on from the last committed slice; asked to stop, it stops after the current one. Constant memory. Files of one
 * source are imported one after the other; none of one in quarantine is begun.
 */
export async function importFile(shopId: number, uploadId: number): Promise<void> {
  const sourceId = (await withShop(shopId, (tx) => readUpload(tx, uploadId)))?.sourceId;
  await withLock(`import:${shopId}:${sourceId}`, async () => {
    const shop = await readShop(shopId);
    const isHeld = await withShop(shopId, (tx) => holdQueued(tx, uploadId));
    const upload = isHeld ? null : await withShop(shopId, (tx) => readUpload(tx, uploadId));
    if (upload?.state !== 'importing' || !upload.mapping || upload.sourceId === null) {
      return;
    }
    try {
      const isWhole = await importRows(shop, upload);
      await renewTouched(shopId, uploadId, `upload:${uploadId}`);
      await finish(shop, upload, isWhole);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      log('warn', 'an import was refused', { shopId, uploadId, ...faultFields(error) });
      await renewTouched(shopId, uploadId, `upload:${uploadId}`);
      await withShop(shopId, async (tx) => {
        await finishUpload(tx, uploadId, 'failed', error.message);
        await releaseNext(tx, upload.sourceId!);
      });
    }
  });
}

/** False if somebody asked to stop. */
async function importRows(shop: Shop, upload: Upload): Promise<boolean> {
  let nth = 0;
  for await (const slice of readAhead(readSlices(shop, upload))) {
    nth += 1;
    if (await writeSlice(shop, upload, slice, growsMuch(nth))) {
      return false;
    }
  }
  return true;
}

/** One transaction. Returns whether somebody asked to stop. */
function writeSlice(shop: Shop, upload: Upload, slice: Slice, hasGrown: boolean): Promise<boolean> {
  return withShop(
    shop.shopId,
    async (tx) => {
      await lockShop(tx);
      const counts = await storeSlice(tx, shop, { ...upload, sourceId: upload.sourceId! }, slice, hasGrown);
      await keepIssues(tx, upload.id, slice.issues);
      return keepProgress(tx, upload.id, slice.nextRow, counts);
    },
    { timeoutMs: SLICE_TIMEOUT_MS },
  );
}

async function finish(shop: Shop, upload: Upload, isWhole: boolean): Promise<void> {
  await withShop(shop.shopId, async (tx) => {
    await finishUpload(tx, upload.id, isWhole ? 'done' : 'cancelled');
    if (isWhole) {
      await dropFile(tx, upload.id);
      await heardFrom(tx, upload.sourceId!);
      await judgeImported(tx, shop, upload);
    }
    await releaseNext(tx, upload.sourceId!);
    await queueRules(tx);
    await enqueue(tx, 'identity-train', { shopId: shop.shopId });
    await enqueue(tx, 'quality-run', { shopId: shop.shopId });
    await enqueue(tx, 'quality-watch', { shopId: shop.shopId });
  });
}
