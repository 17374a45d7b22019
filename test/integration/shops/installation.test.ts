import { beforeEach, describe, expect, it } from 'vitest';
import { json } from '#test/integration/pipeline/payloads.ts';
import { useFlow } from '#test/integration/pipeline/use-flow.ts';
import type { Dataset } from '#test/shopify/dataset.ts';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';

const flow = useFlow();
let made = 0;
let dataset: Dataset;
let domain: string;
beforeEach(() => {
  made += 1;
  dataset = sampleDataset();
  dataset.shop.handle = `store-${made}`;
  domain = `store-${made}.myshopify.com`;
});

async function one<Row>(query: string, ...values: unknown[]): Promise<Row> {
  return (await flow.database.owner.query(query, values)).rows[0] as Row;
}

const shopRow = () =>
  one<{
    shop_id: string;
    state: string;
    scopes: string[];
    name: string;
    currency: string;
    time_zone: string;
    installed_at: Date;
  }>('select * from shop where domain = $1', domain);
const countOf = async (table: string, shopId: number) =>
  Number((await one<{ n: string }>(`select count(*) as n from ${table} where shop_id = $1`, shopId)).n);

describe('an installation', () => {
  it('makes the shop with its key, a sealed session, a source, and plans the history once', async () => {
    const { shopId } = await flow.install(dataset);
    expect(await shopRow()).toMatchObject({ state: 'installed', scopes: expect.arrayContaining(['read_all_orders']) });
    const planned = await countOf('backfill_operation', shopId);
    expect(planned).toBeGreaterThan(3);
    const session = await one<Record<string, unknown>>('select * from session where shop_id = $1', shopId);
    const sealed = session['access_token'] as Buffer;
    expect(sealed.includes('shp')).toBe(false);
    expect(session['refresh_token']).toBeInstanceOf(Buffer);
    await flow.open(domain);
    await flow.open(domain);
    expect(await countOf('backfill_operation', shopId)).toBe(planned);
    expect(await countOf('source', shopId)).toBe(1);
  });

  it('by several people at once is one', async () => {
    flow.standIn.addShop(dataset);
    await Promise.all(Array.from({ length: 5 }, () => flow.open(domain)));
    const shops = await flow.database.owner.query('select shop_id from shop where domain = $1', [domain]);
    expect(shops.rowCount).toBe(1);
    const { n } = await one<{ n: string }>(
      'select count(*) as n from backfill_operation where shop_id = $1 and position = 0',
      shops.rows[0].shop_id,
    );
    expect(Number(n)).toBe(1);
  });

  it('takes over what the shop is before any figure is made', async () => {
    const { shopId } = await flow.install(dataset);
    await flow.backfill(shopId);
    const { shop } = dataset;
    expect(await shopRow()).toMatchObject({
      name: shop.name,
      currency: shop.currencyCode,
      time_zone: shop.ianaTimezone,
    });
  });
});

describe('the end of an installation', () => {
  it('ends access at once and keeps the data until Shopify asks for more', async () => {
    const { shopId } = await flow.install(dataset);
    await flow.backfill(shopId);
    const records = await countOf('customer_record', shopId);
    await flow.standIn.control('uninstall', { shop: domain });
    await settle();
    expect(await shopRow()).toMatchObject({ state: 'uninstalled' });
    expect(await countOf('session', shopId)).toBe(0);
    expect(await countOf('customer_record', shopId)).toBe(records);
  });

  it('in the middle of the history’s import stops it without a fault', async () => {
    const { shopId } = await flow.install(dataset);
    await flow.standIn.control('uninstall', { shop: domain });
    await settle();
    const waiting = await one<{ n: string }>(
      "select count(*) as n from graphile_worker._private_jobs where payload ->> 'shopId' = $1 and last_error is not null",
      String(shopId),
    );
    expect(Number(waiting.n)).toBe(0);
  });

  it('and a new one start over: what happened in between is fetched', async () => {
    const { shopId } = await flow.install(dataset);
    await flow.backfill(shopId);
    const orders = await countOf('sales_order', shopId);
    await flow.standIn.control('uninstall', { shop: domain });
    await settle();
    expect((await flow.standIn.control('sale-online', { shop: domain })).status).toBe(200);
    await flow.standIn.control('install', { shop: domain });
    await flow.open(domain);
    await flow.backfill(shopId);
    expect(await countOf('sales_order', shopId)).toBe(orders + 1);
    expect(await shopRow()).toMatchObject({ state: 'installed' });
  });

  it('that is told late, after the app is back, changes nothing', async () => {
    const { shopId } = await flow.install(dataset);
    await flow.backfill(shopId);
    await flow.standIn.control('chaos', { hold: true });
    await flow.standIn.control('uninstall', { shop: domain });
    const left = new Date();
    await flow.standIn.control('install', { shop: domain });
    await flow.post({
      shop: domain,
      topic: 'app/uninstalled',
      payload: '{"id":1}',
      triggeredAt: new Date(left.getTime() - 1000),
      deliveryId: 'first',
    });
    // The merchant comes back an hour later, before Shopify's repetition of the notice.
    await flow.database.owner.query("update shop set installed_at = now() - interval '2 hours' where shop_id = $1", [
      shopId,
    ]);
    await flow.workOff();
    expect(await shopRow()).toMatchObject({ state: 'uninstalled' });
    await flow.open(domain);
    await flow.standIn.control('chaos', { hold: false });
    await flow.post({
      shop: domain,
      topic: 'app/uninstalled',
      payload: '{"id":1}',
      triggeredAt: new Date(left.getTime() - 1000),
      deliveryId: 'late',
    });
    await settle();
    expect(await shopRow()).toMatchObject({ state: 'installed' });
    expect(await countOf('session', shopId)).toBe(1);
  });
});

describe('a change of the shop', () => {
  it('of its scopes is taken over', async () => {
    await flow.install(dataset);
    await flow.standIn.control('update-scopes', { shop: domain, scopes: 'read_customers,read_orders' });
    await settle();
    expect((await shopRow()).scopes).toEqual(['read_customers', 'read_orders']);
  });

  it('of its name, currency and zone is taken over, a zone that does not exist is not', async () => {
    await flow.install(dataset);
    await flow.standIn.control('change-shop', {
      shop: domain,
      name: 'Renamed',
      currencyCode: 'CAD',
      ianaTimezone: 'America/Toronto',
    });
    await settle();
    expect(await shopRow()).toMatchObject({ name: 'Renamed', currency: 'CAD', time_zone: 'America/Toronto' });
    await flow.post({
      shop: domain,
      topic: 'shop/update',
      payload: json({ name: 'Again', iana_timezone: 'Mars/Olympus' }),
    });
    await flow.workOff();
    expect(await shopRow()).toMatchObject({ name: 'Again', time_zone: 'America/Toronto' });
  });
});

async function settle(): Promise<void> {
  await flow.standIn.webhooksSettled();
  await flow.workOff();
}
