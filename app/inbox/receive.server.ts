import { seal } from '#app/platform/crypto.server.ts';
import { appPool, tenantSetting } from '#app/platform/db.server.ts';
import { findShopId, shopDataKey } from '#app/shops/find-shop.server.ts';
import type { Delivery } from './delivery.ts';

/** `kept`: durable now. `repeated`: the same delivery was kept before. `unknown_shop`: nothing of that shop is here. */
export type Receipt = 'kept' | 'repeated' | 'unknown_shop';

/**
 * Keeps one delivery and wakes the inbox, in one transaction and one round trip; when it resolves, the delivery survives
 * a crash. Idempotent on the delivery id. Cost: one sealed row, one index probe, one commit.
 */
export async function receive(delivery: Delivery, body: Buffer): Promise<Receipt> {
  const shopId = await findShopId(delivery.domain);
  if (shopId === null) {
    return 'unknown_shop';
  }
  const sealed = seal(await shopDataKey(shopId), body, payloadContext(delivery.deliveryId));
  const kept = await appPool().query<{ fresh: boolean }>({
    name: 'receive-delivery',
    text: 'select receive_delivery($1, $2, $3, $4, $5, $6, $7, $8) as fresh',
    values: [
      tenantSetting(shopId),
      shopId,
      delivery.deliveryId,
      delivery.topic,
      delivery.apiVersion,
      delivery.eventId,
      delivery.triggeredAt,
      sealed,
    ],
  });
  return kept.rows[0]?.fresh ? 'kept' : 'repeated';
}

/** What a payload's seal is bound to. */
export function payloadContext(deliveryId: string): string {
  return `inbox:${deliveryId}`;
}
