import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sampleDataset } from './sample-dataset.ts';
import { type StandIn, startStandIn } from './start.ts';
import { graphClient } from './testing/graph-client.ts';
import type { LiveShop } from './world/live-shop.ts';

let standIn: StandIn;
let shop: LiveShop;
let client: ReturnType<typeof graphClient>;

beforeAll(async () => {
  standIn = await startStandIn({ appToml: null, appUrl: 'http://127.0.0.1:9', webhookRetryDelaysMs: [] });
});
beforeEach(() => {
  shop = standIn.addShop(sampleDataset());
  client = graphClient(standIn, shop);
});
afterAll(() => standIn.close());

type Nodes = {
  nodes: Record<string, unknown>[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string; startCursor: string };
};

async function page(field: string, args: string): Promise<Nodes> {
  const { data, errors } = await client(
    `{${field}(${args}){nodes{id} pageInfo{hasNextPage hasPreviousPage endCursor startCursor}}}`,
  );
  expect(errors).toBeUndefined();
  return (data as unknown as Record<string, Nodes>)[field] as Nodes;
}

test('pages cover everything once, forwards and in reverse', async () => {
  for (const reverse of [false, true]) {
    const seen: unknown[] = [];
    let after = '';
    for (;;) {
      const part = await page('orders', `first:30,sortKey:UPDATED_AT,reverse:${reverse}${after}`);
      seen.push(...part.nodes.map((node) => node.id));
      if (!part.pageInfo.hasNextPage) break;
      after = `,after:"${part.pageInfo.endCursor}"`;
    }
    expect(new Set(seen).size).toBe(100);
    expect(seen).toHaveLength(100);
  }
});

test('`last` with `before` walks back', async () => {
  const last = await page('customers', 'last:15');
  expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const earlier = await page('customers', `last:15,before:"${last.pageInfo.startCursor}"`);
  const first = await page('customers', 'first:30');
  expect([...earlier.nodes, ...last.nodes]).toHaveLength(30);
  expect(first.nodes.slice(10, 25)).toEqual(earlier.nodes);
});

test.each([
  ["created_at:>='2024-03-01T00:00:00Z' AND created_at:<'2024-03-01T02:00:00Z'", 4],
  ['created_at:>2024-03-01T00:00:00Z created_at:<=2024-03-01T02:00:00Z', 4],
  ["created_at:>='2024-03-01T01:00:00+01:00' created_at:<'2024-03-01T03:00:00+01:00'", 4],
  ['source_name:pos', 25],
  ['-source_name:pos', 75],
  ['(financial_status:refunded OR name:#1001)', 11],
  ['id:>=8064055060000000661', 91],
  ['id:8064055060000000661', 1],
])('orders found by %s: %i', async (query, expected) => {
  const { nodes } = await page('orders', `first:250,query:${JSON.stringify(query)}`);
  expect(nodes).toHaveLength(expected);
});

test('without read_all_orders only the last sixty days are there', async () => {
  shop.scopes.delete('read_all_orders');
  expect((await page('orders', 'first:10')).nodes).toHaveLength(0);
  await standIn.control('sale-online', { shop: shop.domain });
  expect((await page('orders', 'first:10')).nodes).toHaveLength(1);
});

test('a field whose scope was not granted answers ACCESS_DENIED', async () => {
  shop.scopes = new Set(['read_products']);
  const answer = await client('{customers(first:1){nodes{id}}}');
  expect(answer.errors?.[0]).toMatchObject({
    message: expect.stringContaining('read_customers'),
    extensions: { code: 'ACCESS_DENIED' },
  });
  expect((await client('{products(first:1){nodes{id}}}')).errors).toBeUndefined();
});

test('a field that does not exist is refused before anything runs', async () => {
  const answer = await client('{shop{nonsense}}');
  expect(answer.errors?.[0]?.message).toContain('nonsense');
  expect(answer.data).toBeUndefined();
});

test('the bucket empties, answers THROTTLED inside a 200, and fills again', async () => {
  await standIn.control('set-points', { shop: shop.domain, points: 3 });
  const throttled = await client('{orders(first:250){nodes{id lineItems(first:5){nodes{id}}}}}');
  expect(throttled.status).toBe(200);
  expect(throttled.errors?.[0]?.extensions?.code).toBe('THROTTLED');
  expect(throttled.extensions?.cost.actualQueryCost).toBeNull();
  await standIn.control('set-points', { shop: shop.domain, points: 500 });
  const answered = await client('{orders(first:250){nodes{id}}}');
  const cost = answered.extensions?.cost;
  expect(cost?.actualQueryCost).toBeLessThanOrEqual(cost?.requestedQueryCost ?? 0);
  expect(cost?.throttleStatus.currentlyAvailable).toBeLessThan(500);
});

test('planned faults hit the next calls and then stop', async () => {
  await standIn.control('api-fault', { shop: shop.domain, fault: '503', calls: 2 });
  const statuses = [await client('{shop{id}}'), await client('{shop{id}}'), await client('{shop{id}}')].map(
    (one) => one.status,
  );
  expect(statuses).toEqual([503, 503, 200]);
});

test('tags are added once, and the customer’s updatedAt moves', async () => {
  const id = 'gid://shopify/Customer/7064055060000000031';
  const add =
    'mutation($id:ID!){tagsAdd(id:$id,tags:["vip","gold"]){node{id ... on Customer{tags updatedAt}}userErrors{message}}}';
  const { data } = await client(add, { id });
  expect(data).toMatchObject({ tagsAdd: { node: { id, tags: ['vip', 'gold'] }, userErrors: [] } });
});

test('metafields are set all or none, and compareDigest guards them', async () => {
  const ownerId = 'gid://shopify/Customer/7064055060000000031';
  const set =
    'mutation($m:[MetafieldsSetInput!]!){metafieldsSet(metafields:$m){metafields{namespace value compareDigest}userErrors{field code}}}';
  const field = { ownerId, namespace: '$app', key: 'value', type: 'number_integer' };
  const half = await client(set, {
    m: [
      { ...field, value: '5' },
      { ...field, key: 'other', value: 'five' },
    ],
  });
  expect(half.data).toMatchObject({
    metafieldsSet: { metafields: null, userErrors: [{ field: ['metafields', '1', 'value'], code: 'INVALID_VALUE' }] },
  });
  const done = await client(set, { m: [{ ...field, value: '5' }] });
  expect(done.data).toMatchObject({
    metafieldsSet: { metafields: [{ namespace: expect.stringMatching(/^app--/), value: '5' }] },
  });
  const stale = await client(set, { m: [{ ...field, value: '6', compareDigest: 'no' }] });
  expect(stale.data).toMatchObject({ metafieldsSet: { userErrors: [{ code: 'STALE_OBJECT' }] } });
});

test('a segment with a bad query is a userError; both dialects of functions are accepted', async () => {
  const create =
    'mutation($n:String!,$q:String!){segmentCreate(name:$n,query:$q){segment{id}userErrors{field message}}}';
  for (const [name, query] of [
    ['a', "customer_tags CONTAINS 'vip' AND (number_of_orders > 2 OR amount_spent BETWEEN 10 AND 20)"],
    ['b', 'orders_placed(count: 3, date: -30d) = true'],
    ['c', "products_purchased MATCHES (id = 1) AND email_subscription_status = 'SUBSCRIBED'"],
    ['d', 'last_order_date < -90d AND first_order_date IS NOT NULL'],
  ]) {
    expect((await client(create, { n: name, q: query })).data, query).toMatchObject({
      segmentCreate: { userErrors: [] },
    });
  }
  for (const query of [
    'shoe_size > 40',
    'number_of_orders >',
    "customer_tags CONTAINS 'vip' AND",
    '(amount_spent > 5',
  ]) {
    expect((await client(create, { n: query, q: query })).data, query).toMatchObject({
      segmentCreate: { segment: null },
    });
  }
});

test('a mutation the stand-in lacks answers a userError, not silence', async () => {
  const { data } = await client(
    'mutation{metafieldDefinitionDelete(id:"gid://shopify/MetafieldDefinition/1"){userErrors{message}}}',
  );
  expect(data).toMatchObject({
    metafieldDefinitionDelete: { userErrors: [{ message: expect.stringContaining('metafieldDefinitionDelete') }] },
  });
});
