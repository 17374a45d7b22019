import { describe, expect, it } from 'vitest';
import { backfillStep } from '#app/pipeline/backfill-step.server.ts';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';
import { totalsOfShopify, totalsOfStore } from './same-as-shopify.ts';
import { useFlow } from './use-flow.ts';

/** Two slices of orders, so that something can break in the middle. */
const MANY = 2500;
const flow = useFlow();
let made = 0;
let shop = { shopId: 0, domain: '' };

async function install(orders = 200): Promise<void> {
  made += 1;
  shop = await flow.install(sampleDataset({ handle: `store-${made}`, customers: 80, orders }));
}

const control = (action: string, fields: Record<string, unknown> = {}) =>
  flow.standIn.control(action, { shop: shop.domain, ...fields });

type Operation = { subject: string; state: string; linesDone: number; attempts: number; lastError: string | null };

async function operations(): Promise<Operation[]> {
  const found = await flow.database.owner.query(
    `select subject, state, lines_done::int as "linesDone", attempts, last_error as "lastError"
     from backfill_operation where shop_id = $1 order by position`,
    [shop.shopId],
  );
  return found.rows as Operation[];
}

/** One turn of the import, as its job takes it. */
async function step(): Promise<Operation[]> {
  const { getOfflineAdmin } = await import('#app/shopify.server.ts');
  await backfillStep(shop.shopId, getOfflineAdmin);
  await new Promise((later) => setTimeout(later, 100));
  return operations();
}

async function expectAllIsHere(): Promise<void> {
  await flow.backfill(shop.shopId);
  expect((await operations()).map((one) => one.state)).toEqual(Array((await operations()).length).fill('done'));
  const store = flow.standIn.world.findShop(shop.domain)!.store;
  expect(await totalsOfStore(flow.database.owner, shop.shopId)).toEqual(totalsOfShopify(store));
}

describe('the import of a shop’s history completes, and agrees with Shopify to the cent,', { timeout: 90_000 }, () => {
  it('when nothing goes wrong; and once more, without anything twice', async () => {
    await install();
    await expectAllIsHere();
    await flow.database.owner.query(
      "update backfill_operation set state = 'waiting', lines_done = 0 where shop_id = $1",
      [shop.shopId],
    );
    await flow.database.owner.query(
      "select graphile_worker.add_job('backfill-step', json_build_object('shopId', $1::bigint))",
      [shop.shopId],
    );
    await expectAllIsHere();
  });

  it('when the token expires in the middle', async () => {
    await install();
    expect((await step()).map((one) => one.state)).toContain('waiting');
    await control('expire-tokens');
    await expectAllIsHere();
  });

  it('when the API throttles, refuses, fails and breaks off', async () => {
    await install();
    for (const fault of ['throttle', '429', '500', 'reset']) {
      await control('api-fault', { fault, calls: 1 });
      await step();
    }
    await control('set-points', { points: 0 });
    await expectAllIsHere();
  });

  it('when operations fail, each of the first two once', async () => {
    await install();
    await control('bulk-fail', { count: 2 });
    await expectAllIsHere();
    expect((await operations()).filter((one) => one.attempts === 1)).toHaveLength(2);
  });

  it('when downloads break off, and when a result is gone before it was read', async () => {
    await install(MANY);
    await control('bulk-cut', { count: 3 });
    await step();
    const broken = (await step()).filter((one) => one.state === 'loading' && one.attempts > 0);
    expect(broken.length).toBeGreaterThan(0);
    expect(broken[0]!.lastError).toMatch(/\w/);
    await control('bulk-expire');
    await expectAllIsHere();
  });

  it('when a download breaks off after its first slice: what was loaded is not loaded again', async () => {
    await install(MANY * 2);
    await step();
    await control('bulk-cut', { count: 1 });
    const cut = (await step()).find((one) => one.attempts > 0)!;
    expect(cut).toMatchObject({ subject: 'orders', state: 'loading' });
    expect(cut.linesDone).toBeGreaterThan(1000);
    await expectAllIsHere();
  });
});

describe('the import of a shop’s history', () => {
  it('that cannot succeed says why, and lets the rest through', async () => {
    await install();
    while (!(await step()).some((one) => one.state === 'done')) {
      // The first ones get through.
    }
    await control('bulk-fail', { count: 100 });
    await flow.backfill(shop.shopId);
    const states = (await operations()).map((one) => one.state);
    expect(states).toContain('failed');
    expect(states).toContain('done');
    for (const one of (await operations()).filter(({ state }) => state === 'failed')) {
      expect(one.lastError).toMatch(/\w/);
    }
  });
});
