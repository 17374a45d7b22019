import { lockShop, refreshStatistics, type Tx, withShop } from '#app/platform/db.server.ts';
import { takeTouched } from '#app/sources/upload-touched.server.ts';
import { refreshTouched } from './refresh-derived.server.ts';

const CHUNK = 5000;
const CHUNK_TIMEOUT_MS = 300_000;

/**
 * Renews profiles, metrics and segments of all that an import (or its undoing) has touched, a few thousand records in one
 * transaction. Goes on where it was stopped.
 */
export async function renewTouched(shopId: number, uploadId: number, cause: string): Promise<void> {
  await refreshStatistics();
  for (let nth = 1; await renewNext(shopId, uploadId, cause); nth++) {
    if ((nth & (nth - 1)) === 0) {
      await refreshStatistics();
    }
  }
}

function renewNext(shopId: number, uploadId: number, cause: string): Promise<boolean> {
  return withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      return renewChunk(tx, uploadId, cause);
    },
    { timeoutMs: CHUNK_TIMEOUT_MS },
  );
}

/** The next of them, in the caller's transaction, who holds the shop's lock. Whether there may be more. */
export async function renewChunk(tx: Tx, uploadId: number, cause: string): Promise<boolean> {
  const touched = await takeTouched(tx, uploadId, CHUNK);
  await refreshTouched(tx, touched, cause);
  return touched.length === CHUNK;
}
