import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ShopifyCustomer } from './dataset.ts';
import { sampleDataset } from './sample-dataset.ts';
import { type StandIn, startStandIn } from './start.ts';
import {
  CUSTOMER_KEYS,
  LINE_ITEM_KEYS,
  ORDER_KEYS,
  PRODUCT_KEYS,
  REFUND_KEYS,
  REFUND_LINE_KEYS,
} from './testing/documented-keys.ts';
import { graphClient } from './testing/graph-client.ts';
import { hmacOf, startWebhookInbox, type WebhookInbox } from './testing/webhook-inbox.ts';
import type { LiveShop } from './world/live-shop.ts';

let standIn: StandIn;
let inbox: WebhookInbox;
let shop: LiveShop;

beforeAll(async () => {
  inbox = await startWebhookInbox();
  standIn = await startStandIn({ appToml: null, appUrl: inbox.url, webhookRetryDelaysMs: [5, 10, 20] });
});
beforeEach(async () => {
  await standIn.webhooksSettled();
  inbox.received.length = 0;
  inbox.answer = () => 200;
  standIn.world.sender.log.length = 0;
  shop = standIn.addShop(sampleDataset());
  await standIn.control('clear-faults');
});
afterAll(async () => {
  await standIn.close();
  await inbox.close();
});

async function act(action: string, fields: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const { status, body } = await standIn.control(action, { shop: shop.domain, ...fields });
  expect(body.error).toBeUndefined();
  expect(status).toBe(200);
  await standIn.webhooksSettled();
  return body;
}

function firstBuyer(): ShopifyCustomer {
  return [...shop.store.customers.values()].find((one) => shop.store.ordersOf(one.id).length > 1) as ShopifyCustomer;
}

const topics = (): string[] => inbox.received.map((one) => one.headers['x-shopify-topic'] ?? '').sort();

function only(topic: string): Record<string, unknown> {
  const bodies = inbox.bodies(topic);
  expect(bodies).toHaveLength(1);
  return bodies[0] as Record<string, unknown>;
}

const keys = (value: unknown): string[] => Object.keys(value as object).sort();

test('headers are Shopify’s and the signature is that of the raw body', async () => {
  await act('change-customer');
  const [delivery] = inbox.received;
  expect(delivery?.path).toBe('/webhooks/ingest');
  expect(delivery?.headers).toMatchObject({
    'content-type': 'application/json',
    'x-shopify-topic': 'customers/update',
    'x-shopify-shop-domain': 'sample-store.myshopify.com',
    'x-shopify-api-version': '2026-07',
    'x-shopify-webhook-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'x-shopify-event-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'x-shopify-triggered-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
    'x-shopify-hmac-sha256': hmacOf(delivery?.body ?? '', standIn.apiSecret),
  });
});

test('an id beyond 2^53 keeps all its digits and stays a bare number', async () => {
  const customer = firstBuyer();
  await act('change-customer', { customerId: customer.id });
  expect(BigInt(customer.id)).toBeGreaterThan(2n ** 53n);
  expect(inbox.received[0]?.body).toContain(`"id":${customer.id},`);
  expect(only('customers/update').admin_graphql_api_id).toBe(`gid://shopify/Customer/${customer.id}`);
});

test('a sale online tells of the order, its payment and the customer’s sum, under one event id', async () => {
  const customer = firstBuyer();
  await act('sale-online', { customerId: customer.id });
  expect(topics()).toEqual(['customers/purchasing_summary', 'orders/create', 'orders/paid']);
  expect(new Set(inbox.received.map((one) => one.headers['x-shopify-event-id'])).size).toBe(1);
  const order = only('orders/create');
  expect(keys(order)).toEqual([...ORDER_KEYS, 'customer'].sort());
  expect(keys((order.line_items as object[])[0])).toEqual(LINE_ITEM_KEYS);
  expect(keys(order.customer)).toEqual(CUSTOMER_KEYS.filter((key) => key !== 'addresses'));
  expect(order).toMatchObject({
    source_name: 'web',
    financial_status: 'paid',
    total_price_set: { shop_money: { currency_code: 'EUR' } },
  });
  expect(only('customers/purchasing_summary')).toMatchObject({
    customerId: `gid://shopify/Customer/${customer.id}`,
    amountSpent: { currencyCode: 'EUR' },
  });
});

test('a till sale to nobody has no customer and a location', async () => {
  await act('sale-pos', { anonymous: true });
  const order = only('orders/create');
  expect(order).toMatchObject({
    source_name: 'pos',
    email: '',
    fulfillment_status: 'fulfilled',
    billing_address: null,
  });
  expect(order.customer).toBeUndefined();
  expect(order.location_id).not.toBeNull();
  expect(topics()).not.toContain('customers/purchasing_summary');
});

test('a refund carries amounts as numbers and no customer', async () => {
  await act('refund');
  const refund = only('refunds/create');
  expect(keys(refund)).toEqual(REFUND_KEYS);
  const [line] = refund.refund_line_items as Record<string, unknown>[];
  expect(keys(line)).toEqual(REFUND_LINE_KEYS);
  expect(typeof line?.subtotal).toBe('number');
  expect((refund.transactions as object[])[0]).toMatchObject({
    kind: 'refund',
    amount: expect.stringMatching(/^\d+\.\d\d$/),
  });
  expect(topics()).toContain('orders/updated');
});

test('a customer’s payload has neither tags nor consent; they come by their own topics', async () => {
  const customer = firstBuyer();
  await act('add-tags', { customerId: customer.id, tags: 'gold' });
  await act('email-consent', { customerId: customer.id, state: 'unsubscribed' });
  expect(keys(only('customers/update'))).toEqual(CUSTOMER_KEYS);
  expect(only('customer.tags_added')).toEqual({
    customerId: `gid://shopify/Customer/${customer.id}`,
    tags: ['gold'],
    occurredAt: expect.any(String),
  });
  expect(only('customers_email_marketing_consent/update')).toMatchObject({
    email_address: customer.email,
    email_marketing_consent: { state: 'unsubscribed' },
  });
});

test('a merge moves the orders and tells of the kept and the gone', async () => {
  const [kept, gone] = [...shop.store.customers.values()].filter((one) => shop.store.ordersOf(one.id).length > 0) as [
    ShopifyCustomer,
    ShopifyCustomer,
  ];
  const before = shop.store.ordersOf(kept.id).length + shop.store.ordersOf(gone.id).length;
  await act('merge-customers', { keptId: kept.id, goneId: gone.id });
  expect(only('customers/merge')).toMatchObject({
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${kept.id}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${gone.id}`,
    status: 'completed',
    errors: [],
  });
  expect(shop.store.ordersOf(kept.id)).toHaveLength(before);
  expect(shop.store.customers.has(gone.id)).toBe(false);
});

test('products, edited and deleted orders, and deleted customers have their documented shapes', async () => {
  await act('change-product', { title: 'Renamed' });
  expect(keys(only('products/update'))).toEqual(PRODUCT_KEYS);
  await act('edit-order');
  expect(only('orders/edited')).toMatchObject({
    order_edit: { line_items: { additions: [{ delta: 1 }], removals: [] } },
  });
  await act('delete-order');
  expect(keys(only('orders/delete'))).toEqual(['id']);
  await act('create-customer', { firstName: 'Nora' });
  await act('delete-customer');
  expect(keys(only('customers/delete'))).toEqual(['admin_graphql_api_id', 'id', 'tax_exemptions']);
});

test('compliance topics, scopes and the uninstall go to their own addresses', async () => {
  await act('data-request');
  await act('redact-customer');
  await act('update-scopes', { scopes: 'read_orders' });
  await act('uninstall');
  await act('redact-shop');
  const paths = inbox.received.map((one) => `${one.headers['x-shopify-topic']} ${one.path}`);
  expect(paths).toEqual([
    'customers/data_request /webhooks/compliance',
    'customers/redact /webhooks/compliance',
    'app/scopes_update /webhooks/app/scopes_update',
    'app/uninstalled /webhooks/app/uninstalled',
    'shop/redact /webhooks/compliance',
  ]);
  expect(only('customers/data_request')).toMatchObject({
    shop_domain: 'sample-store.myshopify.com',
    customer: { email: expect.any(String) },
  });
  expect(only('app/scopes_update')).toMatchObject({ current: ['read_orders'] });
});

test('a failed delivery is repeated unchanged until the app takes it', async () => {
  inbox.answer = (index) => (index === 0 ? 500 : index === 1 ? 302 : 200);
  await act('change-customer');
  expect(inbox.received).toHaveLength(3);
  expect(new Set(inbox.received.map((one) => one.body)).size).toBe(1);
  expect(new Set(inbox.received.map((one) => one.headers['x-shopify-webhook-id'])).size).toBe(1);
  expect(standIn.world.sender.log[0]).toMatchObject({ state: 'delivered', attempts: 3 });
});

test('an app that never answers well is given up after the last retry', async () => {
  inbox.answer = () => 500;
  await act('change-customer');
  expect(standIn.world.sender.log[0]).toMatchObject({ state: 'failed', attempts: 4 });
});

test('chaos: duplicates, drops, wrong signatures, and a held queue let go in reverse', async () => {
  await act('chaos', { duplicateShare: 1 });
  await act('change-customer');
  expect(new Set(inbox.received.map((one) => one.headers['x-shopify-webhook-id'])).size).toBe(1);
  expect(inbox.received).toHaveLength(2);
  await act('chaos', { duplicateShare: 0, dropShare: 1 });
  await act('change-customer');
  expect(inbox.received).toHaveLength(2);
  await act('chaos', { dropShare: 0, wrongHmacShare: 1 });
  await act('change-customer');
  const forged = inbox.received.at(-1);
  expect(forged?.headers['x-shopify-hmac-sha256']).not.toBe(hmacOf(forged?.body ?? '', standIn.apiSecret));
  await act('chaos', { wrongHmacShare: 0, hold: true });
  inbox.received.length = 0;
  await act('change-customer', { note: 'first' });
  await act('change-customer', { note: 'second' });
  expect(inbox.received).toHaveLength(0);
  standIn.world.sender.release('reverse');
  await standIn.webhooksSettled();
  expect(inbox.bodies('customers/update').map((body) => body.note)).toEqual(['second', 'first']);
  expect((await standIn.control('chaos', { dropshare: 1 })).status).toBe(422);
});

test('changes through the Admin API are announced like any other', async () => {
  const client = graphClient(standIn, shop);
  const id = `gid://shopify/Customer/${firstBuyer().id}`;
  await client('mutation($id:ID!){customerUpdate(input:{id:$id,note:"Written by the app"}){userErrors{message}}}', {
    id,
  });
  await client('mutation{segmentCreate(name:"A",query:"number_of_orders > 1"){segment{id}}}');
  await standIn.webhooksSettled();
  expect(only('customers/update')).toMatchObject({ note: 'Written by the app' });
  expect(only('segments/create')).toMatchObject({ name: 'A' });
});
