import { pruneActivation } from '#app/activation/prune.server.ts';
import { pruneInbox } from '#app/inbox/prune.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { faultFields, log } from '#app/platform/log.server.ts';
import { todayOf } from '#app/quality/context.server.ts';
import { installedShopIds, readShop, shopDataKey } from '#app/shops/find-shop.server.ts';
import { beginDay } from '#app/shops/shop-state.server.ts';
import { endBrokenOff, pruneUploads } from '#app/sources/prune-uploads.server.ts';
import { learnRhythms } from '#app/sources/rhythm.server.ts';
import { openNightlyBooks } from './balance-books.server.ts';
import { queueRules } from './clean-records.server.ts';
import { enqueue } from './enqueue.server.ts';
import { hasDueReports } from './make-reports.server.ts';
import { releaseDue } from './quarantine-source.server.ts';
import { queueTeaching } from './retrain-identity.server.ts';
import { queueAlerts } from './send-alerts.server.ts';

/**
 * Queues what a new day brings for each shop in whose zone one has begun since the last time, and each hour's alerts and reports; a
 * shop that fails takes nobody else's day. Returns how many shops that were.
 */
export async function queueNewDays(now: Date): Promise<number> {
  let begun = 0;
  for (const shopId of await installedShopIds()) {
    try {
      begun += (await queueHour(shopId, now)) ? 1 : 0;
    } catch (error) {
      log('error', 'a new day could not be begun', { shopId, ...faultFields(error) });
    }
  }
  return begun;
}

/** Queues this hour's alerts; false where no day has begun. Asks for the shop's key: after a rotation every one is wrapped anew. */
async function queueHour(shopId: number, now: Date): Promise<boolean> {
  const shop = await readShop(shopId);
  await shopDataKey(shopId);
  await withShop(shopId, (tx) => queueAlerts(tx, shop, now));
  // Not at midnight only: a report that was missed is made in the next hour that there is.
  if (await hasDueReports(shop, now)) await withShop(shopId, (tx) => enqueue(tx, 'reports-make', { shopId }));
  return withShop(shopId, async (tx) => {
    await endBrokenOff(tx, now);
    await releaseDue(tx, todayOf(shop, now), now);
    // Not in hour 0 only: nobody may have worked then, and a day that the clocks change on may have none.
    if (!(await beginDay(tx, todayOf(shop, now)))) {
      return false;
    }
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
    await pruneInbox(tx);
    await pruneUploads(tx);
    return true;
  });
}
