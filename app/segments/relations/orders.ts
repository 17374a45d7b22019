import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { OrderFacts } from '../facts.ts';
import type { RuleContext } from '../rule-context.ts';
import { defineRelation, type FieldOf } from './relation.ts';

/** Shopify's own app ids, by which its segments tell channels apart. */
const appIds: Readonly<Record<string, string>> = { online: '580111', pos: '129785' };

export const orderChannels = ['online', 'pos', 'phone', 'other'] as const;
const orderStatuses = ['open', 'paid', 'partly_refunded', 'refunded', 'cancelled', 'voided'] as const;

/** Fields of an order; order lines have the ones on channel, store and source too. */
export const orderFields = {
  date: {
    type: { kind: 'date' },
    label: 'date',
    description: 'When the order was placed, on the shop’s clock.',
    example: 'date >= -90d',
    sql: raw('o.placed_at'),
    read: (row) => row.placedAt,
  },
  amount: {
    type: { kind: 'money' },
    label: 'amount',
    description: 'Total of one order in the shop’s currency, before refunds.',
    example: 'amount > 100',
    sql: (context) => inShopCurrency(raw('o.total_minor'), context),
    read: (row, context) => (row.currency === context.currency ? row.totalMinor : null),
  },
  net_amount: {
    type: { kind: 'money' },
    label: 'amount after refunds',
    description: 'Total of one order in the shop’s currency, less what was refunded.',
    example: 'net_amount > 100',
    sql: (context) => inShopCurrency(raw('o.net_minor'), context),
    read: (row, context) => (row.currency === context.currency ? row.netMinor : null),
  },
  discount_amount: {
    type: { kind: 'money' },
    label: 'discount',
    description: 'Discount on one order in the shop’s currency.',
    example: 'discount_amount > 0',
    sql: (context) => inShopCurrency(raw('o.discount_minor'), context),
    read: (row, context) => (row.currency === context.currency ? row.discountMinor : null),
  },
  discounted: {
    type: { kind: 'boolean' },
    label: 'discounted',
    description: 'Whether the order had any discount.',
    example: 'discounted = true',
    sql: raw('(o.discount_minor > 0)'),
    read: (row) => row.discountMinor > 0,
  },
  discount_code: {
    type: { kind: 'list', ignoreCase: true, equality: true },
    label: 'discount code',
    description: 'Codes used on the order.',
    example: "discount_code = 'WELCOME10'",
    sql: { list: raw('o.discount_codes') },
    read: (row) => row.discountCodes,
  },
  refunded: {
    type: { kind: 'boolean' },
    label: 'refunded',
    description: 'Whether any of it was refunded.',
    example: 'refunded = false',
    sql: raw('(o.refunded_minor > 0)'),
    read: (row) => row.refundedMinor > 0,
  },
  channel: {
    type: { kind: 'enum', values: orderChannels },
    label: 'channel',
    description: 'Where it was bought: online, pos (at the till), phone or other.',
    example: "channel = 'pos'",
    sql: raw('o.channel'),
    read: (row) => row.channel,
  },
  store: {
    type: { kind: 'text', ignoreCase: true },
    label: 'store',
    description: 'Name of the store where it was bought.',
    example: "store = 'Soho'",
    sql: raw('st.name'),
    join: 'store',
    read: (row) => row.store,
  },
  location_id: {
    type: { kind: 'id' },
    label: 'location',
    description: 'The store’s id in its source; Shopify’s location id.',
    example: 'location_id = 655441491',
    sql: raw('st.external_id'),
    join: 'store',
    read: (row) => row.storeExternalId,
  },
  app_id: {
    type: { kind: 'id' },
    label: 'app',
    description: 'Shopify’s id of the sales channel: 580111 for the online store, 129785 for the point of sale.',
    example: 'app_id = 129785',
    sql: raw(`case o.channel when 'online' then '580111' when 'pos' then '129785' end`),
    read: (row) => appIds[row.channel] ?? null,
  },
  source: {
    type: { kind: 'text', ignoreCase: true },
    label: 'source',
    description: 'Where the record comes from: shopify, square, csv…',
    example: "source = 'square'",
    sql: raw('src.kind'),
    join: 'source',
    read: (row) => row.sourceKind,
  },
  status: {
    type: { kind: 'enum', values: orderStatuses },
    label: 'status',
    description: 'State of the order. Cancelled and voided orders count only where a rule asks for the status.',
    example: "status = 'refunded'",
    sql: raw('o.status'),
    read: (row) => row.status,
  },
  tag: {
    type: { kind: 'list', ignoreCase: true, equality: true },
    label: 'order tag',
    description: 'Tags of the order.',
    example: "tag = 'gift'",
    sql: { list: raw('o.tags') },
    read: (row) => row.tags,
  },
  staff: {
    type: { kind: 'text', ignoreCase: true },
    label: 'staff member',
    description: 'Who served the customer, where the till says so.',
    example: "staff = 'Mia'",
    sql: raw('o.staff'),
    read: (row) => row.staff,
  },
} satisfies Record<string, FieldOf<OrderFacts>>;

export const orderFrom = raw(
  'profile_member pm join sales_order o on o.shop_id = pm.shop_id and o.record_id = pm.record_id',
);

export const orderJoins = {
  store: raw('left join store st on st.shop_id = o.shop_id and st.id = o.store_id'),
  source: raw('left join source src on src.shop_id = o.shop_id and src.id = o.source_id'),
};

export const realOrders = {
  sql: raw('not o.is_test and o.deleted_at is null'),
  holds: (order: OrderFacts) => !order.isTest && !order.deleted,
};

export const standingOrders = {
  field: 'status',
  sql: raw(`o.status not in ('cancelled', 'voided')`),
  holds: (order: OrderFacts) => order.status !== 'cancelled' && order.status !== 'voided',
};

/** Orders of all the person's records, whatever the source. */
export const orders = defineRelation<OrderFacts>({
  name: 'orders',
  label: 'orders',
  description:
    'Orders online, at the till and elsewhere. Test orders never count; cancelled ones only where asked for.',
  part: 'orders',
  dateField: 'date',
  from: orderFrom,
  joins: orderJoins,
  shopColumn: raw('pm.shop_id'),
  profile: raw('pm.profile_id'),
  at: raw('o.placed_at'),
  tie: raw('o.id'),
  always: realOrders,
  unlessAsked: standingOrders,
  fields: orderFields,
  rowsOf: (facts) => facts.orders,
  when: (row) => row.placedAt,
  idOf: (row) => row.id,
});

/** An amount, unknown where it is in another currency: sums never mix currencies. */
export function inShopCurrency(column: Sql, context: RuleContext, currency: Sql = raw('o.currency')): Sql {
  return sql`(case when ${currency} = ${context.currency}::text then ${column} end)`;
}
