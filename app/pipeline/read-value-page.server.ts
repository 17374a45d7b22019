import { readValue, type ValuePage } from '#app/analytics/read-value.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';

/** All that the value page shows. */
export function readValuePage(shop: Shop): Promise<ValuePage> {
  return withShop(shop.shopId, (tx) => readValue(tx, shop.timeZone));
}
