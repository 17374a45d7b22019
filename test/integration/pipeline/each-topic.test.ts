import { readFileSync } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';
import { at, type Sent, storeOf } from './every-way.ts';
import { customerPayload, json, orderPayload, refundPayload, tagsPayload } from './payloads.ts';
import { useFlow } from './use-flow.ts';

const flow = useFlow();
const store = storeOf(flow);
beforeEach(store.renew);

const ADA = { id: '501', at: at(0), firstName: 'Ada', email: 'ada@example.com', phone: '+12075550101' };
const created: Sent = ['customers/create', customerPayload(ADA)];
const sold: Sent = ['orders/create', orderPayload({ id: '9001', at: at(1), customer: ADA, total: '10.00' })];
const product = (title: string, minute: number) =>
  json({
    id: '$31',
    title,
    updated_at: at(minute).toISOString(),
    status: 'active',
    tags: 'wax, gift',
    product_type: 'Candles',
    vendor: 'Lumen',
    variants: [{ id: '$311', title: 'Small', sku: 'C-S', price: '9.50' }],
  });
const stocked: Sent = ['products/create', product('Candle', 0)];
const STOCKED = sampleDataset({ handle: 'each-topic', customers: 1, orders: 1 });
const VARIANT = STOCKED.products[0]!.variants[0]!;
const PERSON = `select given_name as given, email_normal as email, tags, account_state as state, totals, deleted_at is not null as deleted,
  merged_into from customer_record where shop_id = $1 order by external_id`;
const CONSENT = `select p.display_name as name, m.email_consent as email, m.sms_consent as sms from profile p
  join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id where p.shop_id = $1`;
const ORDER = `select total_minor::int as total, refunded_minor::int as refunded, net_minor::int as net, status, deleted_at is not null as deleted
  from sales_order where shop_id = $1`;
const FIGURES = `select m.orders_count as orders, m.net_minor::int as net from profile_metrics m where m.shop_id = $1 order by 1`;
const PRODUCT =
  'select title, tags, product_type as type, vendor, deleted_at is not null as deleted from product where shop_id = $1';
const SHOP = 'select name, currency, time_zone as zone, state, scopes from shop where shop_id = $1';
const JOBS = `select t.identifier as task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where j.payload ->> 'shopId' = $1::text and t.identifier like 'shopify%'`;
const REQUESTS = 'select kind, external_key as "requestId", state from privacy_request where shop_id = $1';

const consent = (state: string, minute: number) => ({
  state,
  opt_in_level: 'single_opt_in',
  consent_updated_at: at(minute).toISOString(),
});

/** By topic: what is there before, what is delivered, and what the store says then. */
type Case = { prepare?: () => Promise<unknown>; before?: Sent[]; payload: string; look: string; expected: unknown[] };

const CASES: Readonly<Record<string, Case>> = {
  'customers/create': {
    payload: customerPayload(ADA),
    look: PERSON,
    expected: [{ given: 'Ada', email: 'ada@example.com', state: 'enabled', deleted: false }],
  },
  'customers/update': {
    before: [created],
    payload: customerPayload({ ...ADA, at: at(2), firstName: 'Adele', email: 'adele@example.com' }),
    look: PERSON,
    expected: [{ given: 'Adele', email: 'adele@example.com' }],
  },
  'customers/enable': {
    before: [['customers/create', customerPayload({ ...ADA, state: 'invited' })]],
    payload: customerPayload({ ...ADA, at: at(2), state: 'enabled' }),
    look: PERSON,
    expected: [{ state: 'enabled' }],
  },
  'customers/disable': {
    before: [created],
    payload: customerPayload({ ...ADA, at: at(2), state: 'disabled' }),
    look: PERSON,
    expected: [{ state: 'disabled' }],
  },
  'customers/delete': {
    before: [created],
    payload: json({ id: '$501', admin_graphql_api_id: 'gid://shopify/Customer/501' }),
    look: PERSON,
    expected: [{ given: 'Ada', deleted: true }],
  },
  'customers/merge': {
    before: [
      sold,
      [
        'orders/create',
        orderPayload({
          id: '9002',
          at: at(1),
          customer: { id: '502', at: at(0), email: 'b@example.com' },
          total: '5.00',
        }),
      ],
    ],
    payload: json({
      admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/501',
      admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/502',
      status: 'completed',
      errors: [],
    }),
    look: FIGURES,
    expected: [{ orders: 2, net: 1500 }],
  },
  'customers/purchasing_summary': {
    before: [created],
    payload: json({
      customerId: 'gid://shopify/Customer/501',
      numberOfOrders: 3,
      amountSpent: { amount: '42.50', currencyCode: 'USD' },
      lastOrderId: 'gid://shopify/Order/9001',
      occurredAt: at(3).toISOString(),
    }),
    look: PERSON,
    expected: [{ given: 'Ada', totals: { ordersCount: 3, spentMinor: 4250, currency: 'USD' } }],
  },
  'customers_email_marketing_consent/update': {
    before: [created],
    payload: json({ customer_id: '$501', email_address: ADA.email, email_marketing_consent: consent('subscribed', 3) }),
    look: CONSENT,
    expected: [{ name: 'Ada Abel', email: 'granted', sms: 'unknown' }],
  },
  'customers_marketing_consent/update': {
    before: [created],
    payload: json({ id: '$501', phone: ADA.phone, sms_marketing_consent: consent('unsubscribed', 3) }),
    look: CONSENT,
    expected: [{ name: 'Ada Abel', email: 'unknown', sms: 'denied' }],
  },
  'customer.tags_added': {
    before: [created],
    payload: tagsPayload('501', ['vip', 'club'], at(3)),
    look: PERSON,
    expected: [{ tags: ['club', 'vip'] }],
  },
  'customer.tags_removed': {
    before: [created, ['customer.tags_added', tagsPayload('501', ['vip', 'club'], at(3)), at(3)]],
    payload: tagsPayload('501', ['vip'], at(4)),
    look: PERSON,
    expected: [{ tags: ['club'] }],
  },
  'orders/create': { payload: sold[1], look: FIGURES, expected: [{ orders: 1, net: 1000 }] },
  'orders/updated': {
    before: [sold],
    payload: orderPayload({ id: '9001', at: at(5), customer: ADA, total: '12.00' }),
    look: ORDER,
    expected: [{ total: 1200, net: 1200, status: 'paid' }],
  },
  'orders/paid': {
    before: [
      ['orders/create', orderPayload({ id: '9001', at: at(1), customer: ADA, total: '10.00', status: 'pending' })],
    ],
    payload: orderPayload({ id: '9001', at: at(5), customer: ADA, total: '10.00', status: 'paid' }),
    look: ORDER,
    expected: [{ total: 1000, status: 'paid' }],
  },
  'orders/fulfilled': {
    before: [sold],
    payload: orderPayload({ id: '9001', at: at(5), customer: ADA, total: '10.00', note: 'left with the neighbour' }),
    look: 'select note, status from sales_order where shop_id = $1',
    expected: [{ note: 'left with the neighbour', status: 'paid' }],
  },
  'orders/cancelled': {
    before: [sold],
    payload: orderPayload({ id: '9001', at: at(5), customer: ADA, total: '10.00', cancelledAt: at(5) }),
    look: ORDER,
    expected: [{ status: 'cancelled', net: 0 }],
  },
  'orders/edited': {
    prepare: () => store.install(sampleDataset({ handle: 'each-edit', customers: 1, orders: 1 })),
    before: [sold],
    payload: json({ order_edit: { id: '$7', order_id: '$9001', committed_at: at(6).toISOString(), line_items: {} } }),
    look: JOBS,
    expected: [{ task: 'shopify-refetch' }],
  },
  'orders/delete': {
    before: [sold],
    payload: json({ id: '$9001' }),
    look: ORDER,
    expected: [{ deleted: true, net: 0 }],
  },
  'refunds/create': {
    before: [sold],
    payload: refundPayload({ id: '77', orderId: '9001', at: at(6), amount: '4.00' }),
    look: ORDER,
    expected: [{ total: 1000, refunded: 400, net: 600 }],
  },
  'products/create': {
    payload: stocked[1],
    look: PRODUCT,
    expected: [{ title: 'Candle', tags: ['wax', 'gift'], type: 'Candles', vendor: 'Lumen', deleted: false }],
  },
  'products/update': {
    before: [stocked],
    payload: product('Tall candle', 5),
    look: PRODUCT,
    expected: [{ title: 'Tall candle' }],
  },
  'products/delete': {
    before: [stocked],
    payload: json({ id: '$31' }),
    look: PRODUCT,
    expected: [{ title: 'Candle', deleted: true }],
  },
  'inventory_levels/update': {
    prepare: async () => {
      (await store.install(STOCKED)).variants.get(VARIANT.id)!.variant.stock = 3;
    },
    payload: json({
      inventory_item_id: `$${VARIANT.id}`,
      location_id: '$1',
      available: 1,
      updated_at: at(2).toISOString(),
    }),
    look: `select available from product_variant where shop_id = $1 and external_id = '${VARIANT.id}'`,
    expected: [{ available: 3 }],
  },
  'bulk_operations/finish': {
    payload: json({ admin_graphql_api_id: 'gid://shopify/BulkOperation/1', status: 'completed', type: 'query' }),
    look: 'select topic, state from inbox_event where shop_id = $1',
    expected: [{ topic: 'bulk_operations/finish', state: 'processed' }],
  },
  'shop/update': {
    payload: json({
      id: '$1',
      name: 'Lakeside Goods',
      currency: 'EUR',
      iana_timezone: 'Europe/Paris',
      country_code: 'FR',
    }),
    look: SHOP,
    expected: [{ name: 'Lakeside Goods', currency: 'EUR', zone: 'Europe/Paris', state: 'installed' }],
  },
  'app/scopes_update': {
    payload: json({ id: '1', shop_id: '$1', previous: ['read_customers', 'read_orders'], current: ['read_customers'] }),
    look: SHOP,
    expected: [{ state: 'installed', scopes: ['read_customers'] }],
  },
  'app/uninstalled': {
    before: [created],
    payload: json({ id: '$1' }),
    look: SHOP,
    expected: [{ state: 'uninstalled' }],
  },
  'customers/data_request': {
    before: [created],
    payload: json({ customer: { id: '$501', email: ADA.email }, orders_requested: [], data_request: { id: '$5' } }),
    look: REQUESTS,
    expected: [{ kind: 'export', requestId: '5', state: 'done' }],
  },
  'customers/redact': {
    before: [created],
    payload: json({ customer: { id: '$501', email: ADA.email, phone: ADA.phone }, orders_to_redact: [] }),
    look: 'select count(*)::int as people from customer_record where shop_id = $1',
    expected: [{ people: 0 }],
  },
  'shop/redact': {
    before: [created, ['app/uninstalled', json({ id: '$1' })]],
    payload: json({ shop_id: '$1' }),
    look: 'select count(*)::int as left from customer_record where shop_id = $1',
    expected: [{ left: 0 }],
  },
};

it('says of every topic that the app subscribes to what it does', () => {
  const toml = readFileSync(new URL('../../../shopify.app.toml', import.meta.url), 'utf8');
  const topics = [...toml.matchAll(/topics = \[([^\]]+)\]/g)].flatMap(([, list]) => [...list!.matchAll(/"([^"]+)"/g)]);
  expect(topics.map(([, topic]) => topic).sort()).toEqual(Object.keys(CASES).sort());
});

it.each(Object.entries(CASES))('%s', async (topic, { prepare, before = [], payload, look, expected }) => {
  await prepare?.();
  await store.send(before);
  await store.send([
    [topic, payload, ...(topic.includes('/delete') || topic.includes('tags') ? [at(10)] : [])] as Sent,
  ]);
  expect(await store.rows(look)).toMatchObject(expected);
});
