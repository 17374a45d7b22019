import { raw } from '#app/platform/sql.ts';
import type { LineFacts, OrderFacts } from '../facts.ts';
import type { Found } from '../value-types/value-type.ts';
import { inShopCurrency, orderFields, orderFrom, orderJoins, realOrders, standingOrders } from './orders.ts';
import { defineRelation, type FieldOf } from './relation.ts';

type OrderLine = { order: OrderFacts; line: LineFacts };

const productJoin = raw(
  'left join product d on d.shop_id = l.shop_id and d.source_id = o.source_id and d.external_id = l.product_external_id',
);

/** A field of the order, asked of its lines. */
function ofOrder(field: FieldOf<OrderFacts>): FieldOf<OrderLine> {
  return { ...field, read: (row, context) => field.read(row.order, context) };
}

function text(
  label: string,
  description: string,
  example: string,
  column: string,
  read: (line: LineFacts) => Found,
): FieldOf<OrderLine> {
  return {
    type: { kind: 'text', ignoreCase: true },
    label,
    description,
    example,
    sql: raw(column),
    read: (row) => read(row.line),
  };
}

const lineFields = {
  id: {
    type: { kind: 'id' },
    label: 'product',
    description: 'The product’s id in its source; Shopify’s product id.',
    example: 'id = 1012132033639',
    sql: raw('l.product_external_id'),
    read: (row) => row.line.productExternalId,
  },
  order_key: {
    type: { kind: 'id' },
    label: 'order',
    description: 'The order the line belongs to; serves to count orders.',
    example: "order_key = '1'",
    internal: true,
    sql: raw('o.id::text'),
    read: (row) => String(row.order.id),
  },
  variant_id: {
    type: { kind: 'id' },
    label: 'variant',
    description: 'The variant’s id in its source.',
    example: 'variant_id = 808950810',
    sql: raw('l.variant_external_id'),
    read: (row) => row.line.variantExternalId,
  },
  sku: text('SKU', 'Stock keeping unit of the line.', "sku = 'TEE-BLK-M'", 'l.sku', (line) => line.sku),
  title: text('product title', 'Title on the receipt.', "title CONTAINS 'tee'", 'l.title', (line) => line.title),
  category: text(
    'category',
    'Category as the till or the file names it.',
    "category = 'Shoes'",
    'l.category',
    (line) => line.category,
  ),
  vendor: text('vendor', 'Vendor or brand.', "vendor = 'Acme'", 'l.vendor', (line) => line.vendor),
  product_type: {
    ...text(
      'product type',
      'Product type in the catalogue.',
      "product_type = 'Shirts'",
      'd.product_type',
      (line) => line.productType,
    ),
    join: 'product',
  },
  tag: {
    type: { kind: 'list', ignoreCase: true, equality: true },
    label: 'product tag',
    description: 'Tags of the product in the catalogue.',
    example: "tag = 'Sports wear'",
    sql: { list: raw('d.tags') },
    join: 'product',
    read: (row) => row.line.productTags,
  },
  quantity: {
    type: { kind: 'quantity' },
    label: 'quantity',
    description: 'Quantity of one line.',
    example: 'quantity >= 2',
    sql: raw('(l.quantity * 10000)::bigint'),
    read: (row) => Math.round(row.line.quantity * 10_000),
  },
  amount: {
    type: { kind: 'money' },
    label: 'amount',
    description: 'Total of one line after discounts, in the shop’s currency.',
    example: 'amount > 50',
    sql: (context) => inShopCurrency(raw('l.total_minor'), context),
    read: (row, context) => (row.order.currency === context.currency ? row.line.totalMinor : null),
  },
  unit_price: {
    type: { kind: 'money' },
    label: 'unit price',
    description: 'Price of one before discounts, in the shop’s currency.',
    example: 'unit_price > 20',
    sql: (context) => inShopCurrency(raw('l.unit_minor'), context),
    read: (row, context) => (row.order.currency === context.currency ? row.line.unitMinor : null),
  },
  discounted: {
    type: { kind: 'boolean' },
    label: 'discounted',
    description: 'Whether the line itself had a discount.',
    example: 'discounted = true',
    sql: raw('(l.discount_minor > 0)'),
    read: (row) => row.line.discountMinor > 0,
  },
  date: ofOrder(orderFields.date),
  channel: ofOrder(orderFields.channel),
  store: ofOrder(orderFields.store),
  location_id: ofOrder(orderFields.location_id),
  source: ofOrder(orderFields.source),
  status: ofOrder(orderFields.status),
  discount_code: ofOrder(orderFields.discount_code),
} satisfies Record<string, FieldOf<OrderLine>>;

/** What was bought, line by line. */
export const lines = defineRelation<OrderLine>({
  name: 'lines',
  label: 'order lines',
  description: 'The lines of the orders that count: which product, how many, for how much.',
  part: 'orders',
  dateField: 'date',
  from: raw(`${orderFrom.text} join order_line l on l.shop_id = o.shop_id and l.order_id = o.id`),
  joins: { ...orderJoins, product: productJoin },
  shopColumn: raw('pm.shop_id'),
  profile: raw('pm.profile_id'),
  at: raw('o.placed_at'),
  tie: raw('(o.id, l.position)'),
  tieNumber: raw('o.id * 10000 + l.position'),
  always: { sql: realOrders.sql, holds: (row) => realOrders.holds(row.order) },
  unlessAsked: { ...standingOrders, holds: (row) => standingOrders.holds(row.order) },
  fields: lineFields,
  rowsOf: (facts) => facts.orders.flatMap((order) => order.lines.map((line) => ({ order, line }))),
  when: (row) => row.order.placedAt,
  idOf: (row) => row.order.id * 10_000 + row.line.position,
});
