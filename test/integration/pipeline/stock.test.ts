import { beforeAll, describe, expect, it } from 'vitest';
import { withShop } from '#app/platform/db.server.ts';
import { storeStock } from '#app/records/store-stock.server.ts';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';
import { useFlow } from './use-flow.ts';

const flow = useFlow();
let shop = { shopId: 0, domain: '' };

beforeAll(async () => {
  shop = await flow.install(sampleDataset({ handle: 'stock', customers: 5, orders: 10 }));
  await flow.backfill(shop.shopId);
}, 120_000);

const product = () => [...flow.standIn.world.findShop(shop.domain)!.store.products.values()][0]!;

/** Lets something happen in the shop and sends the messages of one topic. */
async function happen(action: string, topic: string, fields: Record<string, unknown>): Promise<void> {
  const { sender } = flow.standIn.world;
  await flow.standIn.control('chaos', { hold: true });
  const before = sender.log.length;
  await flow.standIn.control(action, { shop: shop.domain, productId: product().id, ...fields });
  const sent = sender.log.slice(before).filter((one) => one.topic === topic);
  expect(sent.length).toBeGreaterThan(0);
  for (const one of sent) {
    expect(await flow.post({ shop: shop.domain, topic, payload: one.body, deliveryId: one.webhookId })).toBe(200);
  }
}

async function stockHere() {
  const found = await flow.database.owner.query(
    `select source_id::int as "sourceId", external_id as "externalId", available, is_tracked as "isTracked" from product_variant
     where shop_id = $1 and product_external_id = $2`,
    [shop.shopId, product().id],
  );
  return found.rows[0] as { sourceId: number; externalId: string; available: number; isTracked: boolean };
}

describe('stock that changes at a location', () => {
  it('is fetched over all locations at once, without waiting for a message about the product', async () => {
    expect((await stockHere()).available).toBe(25);
    await happen('set-stock', 'inventory_levels/update', { available: '0' });
    await flow.workOff();
    expect(await stockHere()).toMatchObject({ available: 0, isTracked: true });
  });

  it('is one look for many messages, and none for an item that is gone', async () => {
    for (const available of ['7', '6', '5']) await happen('set-stock', 'inventory_levels/update', { available });
    const gone = JSON.stringify({
      inventory_item_id: 404,
      location_id: 1,
      available: 3,
      updated_at: '2026-01-01T00:00:00Z',
    });
    expect(await flow.post({ shop: shop.domain, topic: 'inventory_levels/update', payload: gone })).toBe(200);
    await flow.workOff();
    expect((await stockHere()).available).toBe(5);
    const failed = await flow.database.owner.query(
      "select from inbox_event where shop_id = $1 and topic = 'inventory_levels/update' and state <> 'processed'",
      [shop.shopId],
    );
    expect(failed.rowCount).toBe(0);
  });

  it('is not set back by an older word, whether on the stock or on the product', async () => {
    const { sourceId, externalId } = await stockHere();
    const old = { externalId, available: 99, sellsWithoutStock: false, isTracked: true };
    await withShop(shop.shopId, (tx) => storeStock(tx, { sourceId }, [old], new Date('2026-01-01T00:00:00Z')));
    expect((await stockHere()).available).toBe(5);
    await flow.database.owner.query(
      "update product_variant set stock_at = now() + interval '1 hour' where shop_id = $1",
      [shop.shopId],
    );
    product().variants[0]!.stock = 12;
    await happen('change-product', 'products/update', { title: 'Renamed' });
    await flow.workOff();
    expect((await stockHere()).available).toBe(5);
    await flow.database.owner.query(
      "update product_variant set stock_at = now() - interval '1 hour' where shop_id = $1",
      [shop.shopId],
    );
    // Shopify tells seconds: this change is to be in another one than that before.
    await new Promise((later) => setTimeout(later, 1100));
    await happen('change-product', 'products/update', { title: 'Renamed again' });
    await flow.workOff();
    expect((await stockHere()).available).toBe(12);
  });
});
