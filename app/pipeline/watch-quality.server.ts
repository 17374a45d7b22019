import { type Tx, withShop } from '#app/platform/db.server.ts';
import type { Noticed } from '#app/quality/keep-incidents.server.ts';
import { ROOM_TO_COUNT, RUN_TIMEOUT_MS } from '#app/quality/run-checks.server.ts';
import { watchBatch } from '#app/quality/watch-batch.server.ts';
import { watchShop } from '#app/quality/watch-shop.server.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
import { enqueue } from './enqueue.server.ts';
import { queueAlerts } from './send-alerts.server.ts';

/** Judges the shop's figures, day by day, keeps what went wrong as incidents, and tells of what is new. Each night and after each import. */
export async function watchQuality(shopId: number, now = new Date()): Promise<Noticed> {
  const shop = await readShop(shopId);
  return withShop(
    shopId,
    async (tx) => {
      await tx.client.query(ROOM_TO_COUNT);
      const noticed = await watchShop(tx, shop, now);
      await queueAlerts(tx, shop, now);
      return noticed;
    },
    { timeoutMs: RUN_TIMEOUT_MS },
  );
}

/** Seconds after a batch in which those that follow are judged with it. */
const TOGETHER_SECONDS = 15;

/** Has what batches bring judged in a moment: one job for all that come until then. One statement. */
export function judgeSoon(tx: Tx): Promise<void> {
  return enqueue(tx, 'quality-batch', { shopId: tx.shopId }, new Date(Date.now() + TOGETHER_SECONDS * 1000));
}

/** Judges what this day has brought so far, and tells of what is new. Some seconds after a batch of webhooks. */
export async function judgeBatches(shopId: number, now = new Date()): Promise<Noticed> {
  const shop = await readShop(shopId);
  return withShop(shopId, async (tx) => {
    const noticed = await watchBatch(tx, shop, now);
    if (noticed.opened.length + noticed.reopened.length > 0) {
      await queueAlerts(tx, shop, now);
    }
    return noticed;
  });
}
