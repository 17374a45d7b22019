import { beforeAll, describe, expect, it } from 'vitest';
import { useFlow } from '#test/integration/pipeline/use-flow.ts';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';

const flow = useFlow();
let shop = { shopId: 0, domain: '' };

beforeAll(async () => {
  shop = await flow.install(sampleDataset({ handle: 'edited', customers: 5, orders: 10 }));
  await flow.backfill(shop.shopId);
}, 120_000);

/** Lets something happen in the shop and sends only the messages of one topic. */
async function happen(action: string, topic: string, fields: Record<string, unknown> = {}): Promise<void> {
  const { sender } = flow.standIn.world;
  await flow.standIn.control('chaos', { hold: true });
  const before = sender.log.length;
  await flow.standIn.control(action, { shop: shop.domain, ...fields });
  for (const sent of sender.log.slice(before).filter((one) => one.topic === topic)) {
    expect(await flow.post({ shop: shop.domain, topic, payload: sent.body, deliveryId: sent.webhookId })).toBe(200);
  }
  await flow.workOff();
}

const order = () => [...flow.standIn.world.findShop(shop.domain)!.store.orders.values()].at(-1)!;

async function totalHere(): Promise<number> {
  const found = await flow.database.owner.query<{ total: string }>(
    'select total_minor as total from sales_order where shop_id = $1 and external_id = $2',
    [shop.shopId, order().id],
  );
  return Number(found.rows[0]!.total);
}

describe('an order that is edited', () => {
  it('is fetched again when only the edit is told, which says nothing of the new total', async () => {
    const before = await totalHere();
    await happen('edit-order', 'orders/edited', { orderId: order().id });
    expect(await totalHere()).toBe(before);
    await flow.workOffLater();
    expect(await totalHere()).toBe(Math.round(Number(order().total) * 100));
    expect(await totalHere()).toBeGreaterThan(before);
  });

  it('costs no call when its own message has come meanwhile', async () => {
    const { sender } = flow.standIn.world;
    const before = sender.log.length;
    // Shopify tells seconds: this edit is to be in another one than that before.
    await new Promise((later) => setTimeout(later, 1100));
    await flow.standIn.control('edit-order', { shop: shop.domain, orderId: order().id });
    for (const sent of sender.log.slice(before).filter((one) => one.topic.startsWith('orders/'))) {
      await flow.post({ shop: shop.domain, topic: sent.topic, payload: sent.body, deliveryId: sent.webhookId });
    }
    await flow.workOff();
    expect(await totalHere()).toBe(Math.round(Number(order().total) * 100));
    const called = await countCalls(() => flow.workOffLater());
    expect(called).toBe(0);
  });
});

async function countCalls(work: () => Promise<void>): Promise<number> {
  const bucket = flow.standIn.world.findShop(shop.domain)!.bucket;
  const take = bucket.take.bind(bucket);
  let calls = 0;
  bucket.take = (points) => {
    calls += 1;
    return take(points);
  };
  await work();
  bucket.take = take;
  return calls;
}
