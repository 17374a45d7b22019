import { pruneActivation } from '#app/activation/prune.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { installedShopIds, readShop } from '#app/shops/find-shop.server.ts';
import { learnRhythms } from '#app/sources/rhythm.server.ts';
import { openNightlyBooks } from './balance-books.server.ts';
import { queueRules } from './clean-records.server.ts';
import { enqueue } from './enqueue.server.ts';
import { queueTeaching } from './retrain-identity.server.ts';
import { queueAlerts } from './send-alerts.server.ts';

/** Queues what a new day brings for each shop in whose zone it has just begun, and what each hour's alerts are. Returns how many shops that were. */
export async function queueNewDays(now: Date): Promise<number> {
  let begun = 0;
  for (const shopId of await installedShopIds()) {
    const shop = await readShop(shopId);
    await withShop(shopId, (tx) => queueAlerts(tx, shop, now));
    if (hourIn(shop.timeZone, now) === 0) {
      begun += 1;
      await withShop(shopId, async (tx) => {
        await enqueue(tx, 'segments-by-clock', { shopId });
        await enqueue(tx, 'identity-check', { shopId });
        await enqueue(tx, 'till-owners', { shopId });
        await enqueue(tx, 'quality-run', { shopId });
        await enqueue(tx, 'quality-watch', { shopId });
        await enqueue(tx, 'value-fit', { shopId });
        await openNightlyBooks(tx, shop, now);
        await learnRhythms(tx);
        await pruneActivation(tx);
        await queueRules(tx);
        await queueTeaching(tx);
      });
    }
  }
  return begun;
}

function hourIn(timeZone: string, at: Date): number {
  return Number(new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(at));
}
