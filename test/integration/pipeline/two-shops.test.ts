import { beforeAll, describe, expect, it } from 'vitest';
import { readProfilePage } from '#app/pipeline/read-profile-pages.server.ts';
import { datasetOf, generateRetailer } from '#test/demo/generate-retailer.ts';
import type { Dataset } from '#test/shopify/dataset.ts';
import { json, orderPayload, refundPayload } from './payloads.ts';
import { totalsOfShopify, totalsOfStore } from './same-as-shopify.ts';
import { differences, rowsLeft, type Snapshot, snapshotOf } from './store-snapshot.ts';
import { type Installed, useFlow } from './use-flow.ts';

/** The same customers with the same ids, mailboxes and orders in two shops of one database. */
const flow = useFlow();
const now = new Date('2026-11-20T00:00:00Z');
let left: Installed;
let right: Installed;

function datasetFor(handle: string): Dataset {
  const dataset = datasetOf(generateRetailer({ people: 120, seed: 5, now }));
  return { ...dataset, shop: { ...dataset.shop, handle } };
}

beforeAll(async () => {
  left = await flow.install(datasetFor('left'));
  right = await flow.install(datasetFor('right'));
  await flow.backfill(left.shopId);
  await flow.backfill(right.shopId);
}, 120_000);

/** Without what has a clock or a count of its own: runs of checks, deliveries, the model's version. */
async function seen(shop: Installed): Promise<Snapshot> {
  const {
    quality_run: _runs,
    check_run: _checks,
    check_run_staff: _staff,
    inbox_event: _events,
    matching_model: _model,
    ...rest
  } = await snapshotOf(flow.database.owner, shop.shopId);
  return JSON.parse(JSON.stringify(rest).replaceAll(/\b(left|right)\b/g, 'shop')) as Snapshot;
}

async function deliver(shop: Installed, topic: string, payload: string, at = now): Promise<void> {
  expect(await flow.post({ shop: shop.domain, topic, payload, triggeredAt: at })).toBe(200);
}

const buyer = { id: '7400000000000000001', at: now, firstName: 'Only', lastName: 'Here', email: 'only@example.com' };

describe('two shops with the same customers', () => {
  it('each hold all of their own, and agree row by row', async () => {
    for (const shop of [left, right]) {
      const store = flow.standIn.world.findShop(shop.domain)!.store;
      expect(await totalsOfStore(flow.database.owner, shop.shopId)).toEqual(totalsOfShopify(store));
    }
    expect(differences(await seen(left), await seen(right))).toEqual([]);
  });

  it('hear the same deliveries in turns, worked off together, and agree still', async () => {
    for (const shop of [left, right]) {
      await deliver(
        shop,
        'orders/create',
        orderPayload({ id: '7400000000000000011', at: now, customer: buyer, total: '12.00' }),
      );
    }
    for (const shop of [right, left]) {
      await deliver(
        shop,
        'refunds/create',
        refundPayload({ id: '7400000000000000021', orderId: '7400000000000000011', at: now, amount: '2.00' }),
      );
    }
    await flow.workOff();
    expect(differences(await seen(left), await seen(right))).toEqual([]);
  });

  it('do not hear what only the other is told', async () => {
    const before = await seen(right);
    await deliver(
      left,
      'orders/create',
      orderPayload({ id: '7400000000000000012', at: now, customer: { ...buyer, firstName: 'Left' } }),
    );
    await deliver(left, 'customers/delete', json({ id: `$${buyer.id}` }));
    await flow.workOff();
    expect(await seen(left)).not.toEqual(before);
    expect(differences(before, await seen(right))).toEqual([]);
  });

  it('do not find each other’s profiles by their addresses', async () => {
    const { rows } = await flow.database.owner.query<{ public_id: string }>(
      'select public_id from profile where shop_id = $1 limit 5',
      [left.shopId],
    );
    for (const { public_id } of rows) {
      expect(await readProfilePage(left.shopId, public_id)).not.toBeNull();
      expect(await readProfilePage(right.shopId, public_id)).toBeNull();
    }
  });

  it('keep their people when the other one erases his, and when the other one goes', async () => {
    const before = await seen(right);
    const redaction = { customer: { id: `$${buyer.id}`, email: buyer.email }, orders_to_redact: [] };
    await deliver(left, 'customers/redact', json(redaction));
    await flow.workOff();
    expect(differences(before, await seen(right))).toEqual([]);
    await flow.database.owner.query("update shop set state = 'uninstalled' where shop_id = $1", [left.shopId]);
    await deliver(left, 'shop/redact', '{}');
    await flow.workOff();
    expect(await rowsLeft(flow.database.owner, left.shopId)).toEqual({});
    expect(differences(before, await seen(right))).toEqual([]);
  });
});
