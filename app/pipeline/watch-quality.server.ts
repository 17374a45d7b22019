import { withShop } from '#app/platform/db.server.ts';
import type { Noticed } from '#app/quality/keep-incidents.server.ts';
import { ROOM_TO_COUNT, RUN_TIMEOUT_MS } from '#app/quality/run-checks.server.ts';
import { watchShop } from '#app/quality/watch-shop.server.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
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
