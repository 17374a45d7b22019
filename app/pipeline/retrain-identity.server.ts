import { resolveShop } from '#app/identity/resolve-shop.server.ts';
import { lockShop, refreshStatistics, withShop } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { enqueue } from './enqueue.server.ts';
import { refreshProfiles } from './refresh-derived.server.ts';

const TIMEOUT_MS = 1_800_000;
/** Profiles whose derived data is renewed at a time. */
const CHUNK = 5000;

/** Learns the shop's matching model anew and renews the profiles that change by it, in one transaction. */
export async function retrainIdentity(shopId: number): Promise<void> {
  await refreshStatistics();
  await withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      const resolved = await resolveShop(tx);
      const changed = resolved?.changed ?? [];
      for (let at = 0; at < changed.length; at += CHUNK) {
        await refreshProfiles(tx, changed.slice(at, at + CHUNK), 'a new matching model');
      }
      await enqueue(tx, 'value-fit', { shopId });
      log('info', 'identity was trained', { shopId, changed: changed.length, trained: resolved !== null });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}
