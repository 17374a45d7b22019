import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { customerPayload } from '#test/integration/pipeline/payloads.ts';
import { type Posted, signatureOf, useFlow } from '#test/integration/pipeline/use-flow.ts';
import type { TestShop } from '#test/support/database.ts';

const flow = useFlow();
let shop: TestShop;
beforeAll(async () => {
  shop = await flow.database.makeShop();
});

const AT = new Date('2026-11-24T10:00:00Z');

/** Sends a customer's update that differs as told. */
function post(changes: Partial<Posted> = {}): Promise<number> {
  return flow.post({
    shop: shop.domain,
    topic: 'customers/update',
    payload: customerPayload({ id: '1001', at: AT }),
    ...changes,
  });
}

async function kept(): Promise<number> {
  const found = await flow.database.owner.query('select from inbox_event where shop_id = $1', [shop.shopId]);
  return found.rowCount ?? 0;
}

describe('a delivery that is not Shopify’s', () => {
  const body = customerPayload({ id: '1001', at: AT });
  const otherBytes = signatureOf(`${body} `);
  const foreign = signatureOf(body, 'another app’s secret');
  it.each<[string, Record<string, string | null>]>([
    ['unsigned', { 'x-shopify-hmac-sha256': null }],
    ['signed with an empty text', { 'x-shopify-hmac-sha256': '' }],
    ['signed with another secret', { 'x-shopify-hmac-sha256': foreign }],
    ['signed over other bytes', { 'x-shopify-hmac-sha256': otherBytes }],
    ['signed with half a signature', { 'x-shopify-hmac-sha256': signatureOf(body).slice(0, 20) }],
    ['signed with what is no base64', { 'x-shopify-hmac-sha256': 'ü'.normalize('NFD').replace(/\W/g, '!') }],
  ])('is refused when it is %s, and nothing is kept', async (_, headers) => {
    const before = await kept();
    expect(await post({ headers })).toBe(401);
    expect(await kept()).toBe(before);
  });

  it('is refused when it is larger than any of Shopify’s, signed or not', async () => {
    const before = await kept();
    const payload = JSON.stringify({ id: 1, note: 'x'.repeat(5 * 1024 * 1024) });
    expect(await post({ payload })).toBe(413);
    expect(await post({ payload, headers: { 'x-shopify-hmac-sha256': 'forged' } })).toBe(413);
    expect(await kept()).toBe(before);
  });

  it('is refused when it is packed: what was signed are the bytes as they come', async () => {
    expect(await post({ headers: { 'content-encoding': 'gzip' } })).toBe(415);
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('is refused when it comes by %s', async (method) => {
    expect(await post({ method })).toBe(405);
  });
});

describe('a signed delivery', () => {
  it.each(['x-shopify-webhook-id', 'x-shopify-topic', 'x-shopify-shop-domain'])(
    'without %s is refused',
    async (name) => {
      const before = await kept();
      expect(await post({ headers: { [name]: null } })).toBe(400);
      expect(await kept()).toBe(before);
    },
  );

  it.each(['evil.example.com', 'a.myshopify.com.evil.example', '../x.myshopify.com', 'x.myshopify.com%00'])(
    'for %s, which is no shop’s address, is refused',
    async (domain) => {
      expect(await post({ headers: { 'x-shopify-shop-domain': domain } })).toBe(400);
    },
  );

  it('for a shop that is not here is acknowledged, so that Shopify rests, and kept by nobody', async () => {
    const all = 'select from inbox_event';
    const before = (await flow.database.owner.query(all)).rowCount;
    expect(await post({ shop: 'never-installed.myshopify.com' })).toBe(200);
    expect((await flow.database.owner.query(all)).rowCount).toBe(before);
  });

  it('finds its shop whatever the case of the address', async () => {
    const before = await kept();
    expect(await post({ headers: { 'x-shopify-shop-domain': shop.domain.toUpperCase() } })).toBe(200);
    expect(await kept()).toBe(before + 1);
  });

  it('without the headers that only help is kept', async () => {
    const helpful = ['x-shopify-api-version', 'x-shopify-event-id', 'x-shopify-triggered-at'];
    expect(await post({ headers: Object.fromEntries(helpful.map((name) => [name, null])) })).toBe(200);
    await flow.workOff();
    expect(await stateOf()).toEqual([['processed', null]]);
  });

  it('with an instant that is none is taken as of when it came', async () => {
    expect(await post({ deliveryId: 'bad-instant', headers: { 'x-shopify-triggered-at': 'yesterday' } })).toBe(200);
    const found = await flow.database.owner.query(
      "select triggered_at from inbox_event where delivery_id = 'bad-instant'",
    );
    expect(found.rows).toEqual([{ triggered_at: null }]);
  });

  it('is kept once, however often it comes', async () => {
    const before = await kept();
    const deliveryId = 'repeated';
    const answers = await Promise.all(Array.from({ length: 8 }, () => post({ deliveryId })));
    expect(answers).toEqual(Array(8).fill(200));
    expect(await kept()).toBe(before + 1);
    await flow.workOff();
    expect(await post({ deliveryId })).toBe(200);
    expect(await kept()).toBe(before + 1);
  });

  it('is sealed while it waits: the table holds none of its words', async () => {
    const secret = randomBytes(8).toString('hex');
    await post({ deliveryId: 'sealed', payload: customerPayload({ id: '1002', at: AT, note: secret }) });
    const found = await flow.database.owner.query("select payload from inbox_event where delivery_id = 'sealed'");
    expect((found.rows[0].payload as Buffer).includes(secret)).toBe(false);
    await flow.workOff();
    const after = await flow.database.owner.query(
      "select octet_length(payload) as bytes from inbox_event where delivery_id = 'sealed'",
    );
    expect(after.rows).toEqual([{ bytes: 0 }]);
  });

  it.each(['inventory_items/update', 'checkouts/create', 'a topic of the year 2031'])(
    'of the topic %s, which nobody reads, is put away with a reason',
    async (topic) => {
      expect(await post({ topic, deliveryId: `topic ${topic}` })).toBe(200);
      await flow.workOff();
      expect(await stateOf(`topic ${topic}`)).toEqual([['ignored', 'Onefold has no use for this topic']]);
    },
  );

  it('of an unknown version is read as well as can be', async () => {
    const payload = customerPayload({ id: '1003', at: AT, firstName: 'Vera' }).replace(
      '{',
      '{"unheard_of":{"deep":[1,2]},',
    );
    expect(await post({ payload, headers: { 'x-shopify-api-version': '2031-01' } })).toBe(200);
    await flow.workOff();
    const found = await flow.database.owner.query("select given_name from customer_record where external_id = '1003'");
    expect(found.rows).toEqual([{ given_name: 'Vera' }]);
  });

  it('keeps ids beyond 2^53 with all their digits', async () => {
    const id = '9007199254740993123';
    await post({ payload: customerPayload({ id, at: AT }).replace(/"admin_graphql_api_id":"[^"]*",/, '') });
    await flow.workOff();
    const found = await flow.database.owner.query('select from customer_record where external_id = $1', [id]);
    expect(found.rowCount).toBe(1);
  });

  async function stateOf(deliveryId?: string): Promise<[string, string | null][]> {
    const found = await flow.database.owner.query<{ state: string; last_error: string | null }>(
      'select state, last_error from inbox_event where delivery_id = coalesce($1, delivery_id) order by id desc limit 1',
      [deliveryId ?? null],
    );
    return found.rows.map((row) => [row.state, row.last_error]);
  }
});
