import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { sampleDataset } from './sample-dataset.ts';
import { type StandIn, startStandIn } from './start.ts';
import { graphClient, linesAt, runBulk } from './testing/graph-client.ts';
import { startWebhookInbox, type WebhookInbox } from './testing/webhook-inbox.ts';
import type { LiveShop } from './world/live-shop.ts';

let standIn: StandIn;
let inbox: WebhookInbox;
let shop: LiveShop;
let client: ReturnType<typeof graphClient>;

beforeAll(async () => {
  inbox = await startWebhookInbox();
  standIn = await startStandIn({
    appToml: null,
    appUrl: inbox.url,
    webhookRetryDelaysMs: [],
    bulkRowsPerTick: 20,
    bulkMinimumMs: 0,
  });
});
beforeEach(() => {
  inbox.received.length = 0;
  shop = standIn.addShop(sampleDataset());
  client = graphClient(standIn, shop);
});
afterAll(async () => {
  await standIn.close();
  await inbox.close();
});

const ORDERS = `{orders ARGS {edges{node{__typename id name total: totalPriceSet{shopMoney{amount}} customer{id}
  refunds{id totalRefundedSet{shopMoney{amount}}} lineItems{edges{node{__typename id sku product{id}}}}}}}}`;

const orders = (args = ''): string => ORDERS.replace('ARGS', args);

/** The body as chunks as they come; the browser's types do not know that it can be iterated. */
function bodyOf(answer: Response): AsyncIterable<Uint8Array> {
  return answer.body as unknown as AsyncIterable<Uint8Array>;
}

test('one object a line; nodes of a nested connection are lines of their own with __parentId', async () => {
  const operation = await runBulk(client, orders());
  const lines = await linesAt(operation.url ?? '');
  const parents = lines.filter((line) => line.__typename === 'Order');
  const children = lines.filter((line) => line.__typename === 'LineItem');
  expect([parents.length, children.length, operation.objectCount]).toEqual([100, 100, '200']);
  const ids = new Set(parents.map((line) => line.id));
  expect(children.every((line) => ids.has(line.__parentId))).toBe(true);
  expect(parents[0]).toEqual({
    __typename: 'Order',
    id: 'gid://shopify/Order/8064055060000000031',
    name: '#1001',
    total: { shopMoney: { amount: expect.stringMatching(/^\d+\.\d$/) } },
    customer: { id: expect.stringMatching(/^gid:/) },
    refunds: [],
  });
});

test('children stand beside their parents only when grouping is asked for', async () => {
  const grouped = await linesAt((await runBulk(client, orders(), true)).url ?? '');
  const loose = await linesAt((await runBulk(client, orders())).url ?? '');
  expect(grouped[1]?.__parentId).toBe(grouped[0]?.id);
  expect(loose[1]?.__parentId).toBeUndefined();
  expect(new Set(loose.map((line) => line.id))).toEqual(new Set(grouped.map((line) => line.id)));
});

test('the query of the root connection is a window', async () => {
  const window = `(query: "created_at:>='2024-03-01T00:00:00Z' AND created_at:<'2024-03-01T12:00:00Z'", sortKey: CREATED_AT)`;
  const lines = await linesAt((await runBulk(client, orders(window))).url ?? '');
  expect(lines.filter((line) => line.__typename === 'Order')).toHaveLength(24);
});

test('an empty result completes without a file', async () => {
  expect(await runBulk(client, orders('(query:"id:1")'))).toMatchObject({
    status: 'COMPLETED',
    objectCount: '0',
    url: null,
  });
});

test('bulk lines say what a paged query says', async () => {
  const fields =
    'id displayName numberOfOrders amountSpent{amount currencyCode} defaultEmailAddress{emailAddress marketingState} defaultAddress{city zip} lastOrder{id} tags';
  const lines = await linesAt((await runBulk(client, `{customers{edges{node{${fields}}}}}`)).url ?? '');
  const paged = (await client(`{customers(first:250){nodes{${fields}}}}`)).data as unknown as {
    customers: { nodes: unknown[] };
  };
  expect(lines).toEqual(paged.customers.nodes);
});

test('the finish webhook names the operation and carries no url', async () => {
  const operation = await runBulk(client, orders());
  await standIn.webhooksSettled();
  expect(inbox.bodies('bulk_operations/finish')).toEqual([
    {
      admin_graphql_api_id: operation.id,
      completed_at: expect.any(String),
      created_at: expect.any(String),
      error_code: null,
      status: 'completed',
      type: 'query',
    },
  ]);
});

test('a planned failure leaves partial data', async () => {
  await standIn.control('bulk-fail', { shop: shop.domain });
  const operation = await runBulk(client, orders());
  expect(operation).toMatchObject({ status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR', url: null });
  expect((await linesAt(operation.partialDataUrl ?? '')).length).toBeLessThan(200);
});

test('a missing scope fails the operation with ACCESS_DENIED', async () => {
  shop.scopes = new Set(['read_orders']);
  expect(await runBulk(client, '{customers{edges{node{id}}}}')).toMatchObject({
    status: 'FAILED',
    errorCode: 'ACCESS_DENIED',
  });
});

test('a download cut in the middle can be resumed by byte range to the same text', async () => {
  const url = (await runBulk(client, orders())).url ?? '';
  const whole = await (await fetch(url)).text();
  await standIn.control('bulk-cut', { shop: shop.domain });
  const received: Buffer[] = [];
  await expect(
    (async () => {
      for await (const chunk of bodyOf(await fetch(url))) received.push(Buffer.from(chunk));
    })(),
  ).rejects.toThrow();
  const got = Buffer.concat(received);
  expect(got.length).toBeGreaterThan(0);
  expect(got.length).toBeLessThan(whole.length);
  const rest = await fetch(url, { headers: { range: `bytes=${got.length}-` } });
  expect(rest.status).toBe(206);
  expect(got.toString('utf8') + (await rest.text())).toBe(whole);
});

test('an expired file is forbidden and its url is gone', async () => {
  const operation = await runBulk(client, orders());
  await standIn.control('bulk-expire', { shop: shop.domain });
  expect((await fetch(operation.url ?? '')).status).toBe(403);
});

test('five at once, not six', async () => {
  const run = 'mutation($q:String!){bulkOperationRunQuery(query:$q){bulkOperation{id}userErrors{code}}}';
  const answers = await Promise.all(Array.from({ length: 6 }, () => client(run, { q: orders() })));
  const codes = answers.flatMap(
    ({ data }) =>
      (data as unknown as { bulkOperationRunQuery: { userErrors: { code: string }[] } }).bulkOperationRunQuery
        .userErrors,
  );
  expect(codes).toEqual([{ code: 'LIMIT_REACHED' }]);
});

test.each([
  ['{shop{id}}', 'at least one connection'],
  ['{orders{edges{node{id refunds{id refundLineItems{edges{node{id}}}}}}}}', 'within a list field'],
  ['{orders{edges{node{nope}}}}', 'nope'],
])('%s is refused: %s', async (query, message) => {
  await expect(runBulk(client, query)).rejects.toThrow(message);
});

test('an operation can be cancelled while it runs', async () => {
  standIn.world.options.bulkMinimumMs = 400;
  const running = runBulk(client, orders());
  const operation = await vi.waitFor(() => {
    const [found] = shop.bulk.list({ query: 'status:running' });
    return found ?? Promise.reject(new Error('not yet'));
  });
  await client(
    `mutation{bulkOperationCancel(id:"gid://shopify/BulkOperation/${operation.id}"){bulkOperation{status}}}`,
  );
  expect((await running).status).toBe('CANCELED');
  standIn.world.options.bulkMinimumMs = 0;
});
