import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { storeStock } from '#app/records/store-stock.server.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import type { AdminClient } from '#app/sources/shopify/admin-client.server.ts';
import { type Refetched, refetchOrders } from '#app/sources/shopify/refetch.server.ts';
import { refetchStock } from '#app/sources/shopify/refetch-stock.server.ts';
import { ensureShopifySource } from '#app/sources/source.server.ts';
import { applyRecords } from './apply-records.server.ts';
import { enqueue } from './enqueue.server.ts';
import { refreshDerived } from './refresh-derived.server.ts';

const TIMEOUT_MS = 120_000;
/** An edit comes with the order's own message, which says all: only if that stays away there is something to fetch. */
const PATIENCE_MS = 60_000;

type Changed = { externalId: string; at: Date };

/** Queues a look at orders of which only the fact of a change was told. */
export async function refetchLater(tx: Tx, orders: readonly Changed[]): Promise<void> {
  if (orders.length > 0) {
    const payload = orders.map(({ externalId, at }) => ({ externalId, at: at.toISOString() }));
    await enqueue(tx, 'shopify-refetch', { shopId: tx.shopId, orders: payload }, new Date(Date.now() + PATIENCE_MS));
  }
}

/** Fetches those of the orders that have not been heard of since they changed. */
export async function refetchChanged(
  shopId: number,
  orders: readonly { externalId: string; at: string }[],
  admin: (domain: string) => AdminClient,
): Promise<void> {
  const shop = await readShop(shopId);
  const unheard = await withShop(shopId, (tx) =>
    tx.rows<{ id: string }>(sql`
      select w.id from unnest(${orders.map((one) => one.externalId)}::text[], ${orders.map((one) => one.at)}::timestamptz[]) as w (id, at)
      where not exists (
        select from sales_order o join source s on s.shop_id = o.shop_id and s.id = o.source_id and s.kind = 'shopify'
        where o.shop_id = ${shopId} and o.external_id = w.id and (o.version_at >= date_trunc('second', w.at) or o.deleted_at is not null))`),
  );
  if (shop.state === 'installed' && unheard.length > 0) {
    const ids = unheard.map((row) => row.id);
    await takeRefetched(shop, await refetchOrders(admin(shop.domain), ids, new Date()), 'refetch');
  }
}

/** Queues a look at the stock of which only a change at one location was told: what has run out is suggested to nobody. */
export async function refetchStockSoon(tx: Tx, items: readonly string[]): Promise<void> {
  if (items.length > 0) {
    await enqueue(tx, 'shopify-stock', { shopId: tx.shopId, items: [...new Set(items)] });
  }
}

/** Keeps the stock of these inventory items as it is now. Nothing else of a shop hangs on it, so no lock is taken. */
export async function refetchStockOf(
  shopId: number,
  items: readonly string[],
  admin: (domain: string) => AdminClient,
): Promise<void> {
  const shop = await readShop(shopId);
  if (shop.state !== 'installed') return;
  const asOf = new Date();
  const stock = await refetchStock(admin(shop.domain), items);
  await withShop(shopId, async (tx) => {
    const source = await ensureShopifySource(tx);
    await storeStock(tx, { sourceId: source.id }, stock, asOf);
  });
}

/** Keeps what was fetched and all that follows from it, in one transaction. */
export async function takeRefetched(shop: Shop, fetched: Refetched, origin: string): Promise<void> {
  await withShop(
    shop.shopId,
    async (tx) => {
      await lockShop(tx);
      const source = await ensureShopifySource(tx);
      const from = { sourceId: source.id, origin, timeZone: shop.timeZone };
      const applied = await applyRecords(tx, shop, from, fetched);
      await refreshDerived(tx, applied.touchedRecords, origin);
    },
    { timeoutMs: TIMEOUT_MS },
  );
}
