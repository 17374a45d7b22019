import { fireTriggers, TRIGGERS_AT_ONCE } from '#app/activation/fire-flow.server.ts';
import {
  claimFlowCalls,
  collectFlowCalls,
  doubtFlowCalls,
  FLOW_TRIGGERS,
  setFlowUse,
  settleFlowCalls,
} from '#app/activation/flow-outbox.server.ts';
import { lockShop, withShop } from '#app/platform/db.server.ts';
import { withLock } from '#app/platform/lock.server.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
import type { AdminClient } from '#app/sources/shopify/admin-client.server.ts';

/** Shopify says whether workflows of the shop wait for one of the triggers; another app's trigger is none of ours. */
export async function hearFlowUse(shopId: number, said: { handle: string; isUsed: boolean }): Promise<void> {
  const handle = Object.values(FLOW_TRIGGERS).find((one) => one === said.handle);
  if (handle) {
    await withShop(shopId, (tx) => setFlowUse(tx, handle, said.isUsed));
  }
}

/** Tells Shopify Flow who has entered or left a segment since the last time. Each trigger is fired once at most. */
export async function tellFlow(shopId: number, admin: (domain: string) => AdminClient): Promise<void> {
  await withLock(`flow:${shopId}`, async () => {
    const shop = await readShop(shopId);
    if (shop.state !== 'installed') {
      return;
    }
    await withShop(shopId, async (tx) => {
      await lockShop(tx);
      await doubtFlowCalls(tx);
      await collectFlowCalls(tx);
    });
    const client = admin(shop.domain);
    for (;;) {
      const calls = await withShop(shopId, (tx) => claimFlowCalls(tx, TRIGGERS_AT_ONCE));
      if (calls.length === 0) {
        return;
      }
      const settled = await fireTriggers(client, calls);
      await withShop(shopId, (tx) => settleFlowCalls(tx, settled));
    }
  });
}
