import { lines } from '../relations/lines.ts';
import { orders } from '../relations/orders.ts';
import { refunds } from '../relations/refunds.ts';
import type { FunctionDefinition } from './function.ts';
import { countParameter, overRelation, sumParameter } from './over-relation.ts';

const everySource = 'Onefold counts the orders of every source; Shopify counts its own only.';

/** What was bought and what went back. */
export const purchaseFunctions = {
  orders_placed: overRelation({
    label: 'Orders placed',
    description: 'Has placed orders that match; with count or sum_amount, all that match are taken together.',
    example: 'orders_placed MATCHES (count >= 2, date >= -90d)',
    relation: orders,
    fields: Object.keys(orders.fields),
    totals: {
      count: countParameter('orders'),
      sum_amount: sumParameter('amount', { kind: 'money' }, 'total amount', 'sum_amount >= 500'),
      sum_net_amount: sumParameter(
        'net_amount',
        { kind: 'money' },
        'total amount after refunds',
        'sum_net_amount >= 500',
      ),
    },
    words: { verb: 'placed', one: 'order', many: 'orders' },
    shopify: { parameters: ['app_id', 'location_id', 'count', 'amount', 'sum_amount', 'date'], note: everySource },
  }),
  products_purchased: overRelation({
    label: 'Products purchased',
    description: 'Has bought products that match; count counts the orders with them.',
    example: "products_purchased MATCHES (tag = 'Sports wear', date >= -12m)",
    relation: lines,
    fields: Object.keys(lines.fields).filter((name) => name !== 'order_key'),
    totals: {
      count: {
        ...countParameter('orders'),
        measure: 'distinct',
        field: 'order_key',
        description: 'How many orders have such a product.',
      },
      sum_quantity: sumParameter('quantity', { kind: 'quantity' }, 'total quantity', 'sum_quantity >= 3'),
      sum_amount: sumParameter('amount', { kind: 'money' }, 'total amount', 'sum_amount >= 500'),
    },
    words: { verb: 'bought', one: 'product', many: 'times a product' },
    shopify: { parameters: ['id', 'tag', 'quantity', 'sum_quantity', 'count', 'date'], note: everySource },
  }),
  refunds_received: overRelation({
    label: 'Refunds received',
    description: 'Has got money back.',
    example: 'refunds_received MATCHES (date >= -90d)',
    relation: refunds,
    fields: Object.keys(refunds.fields),
    totals: {
      count: countParameter('refunds'),
      sum_amount: sumParameter('amount', { kind: 'money' }, 'total amount', 'sum_amount >= 100'),
    },
    words: { verb: 'received', one: 'refund', many: 'refunds' },
    shopify: null,
  }),
} satisfies Record<string, FunctionDefinition>;
