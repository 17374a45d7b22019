import { raw } from '#app/platform/sql.ts';
import type { RefundFacts } from '../facts.ts';
import { inShopCurrency, orderChannels, realOrders } from './orders.ts';
import { defineRelation } from './relation.ts';

/** Money that went back. A refund hangs on its order's buyer; one whose order is not known yet waits and does not count. */
export const refunds = defineRelation<RefundFacts>({
  name: 'refunds',
  label: 'refunds',
  description: 'Refunds of the person’s orders.',
  part: 'refunds',
  dateField: 'date',
  from: raw(
    'profile_member pm join sales_order o on o.shop_id = pm.shop_id and o.record_id = pm.record_id' +
      ' join refund f on f.shop_id = o.shop_id and f.source_id = o.source_id and f.order_external_id = o.external_id',
  ),
  joins: { store: raw('left join store st on st.shop_id = o.shop_id and st.id = o.store_id') },
  shopColumn: raw('pm.shop_id'),
  profile: raw('pm.profile_id'),
  at: raw('f.refunded_at'),
  tie: raw('f.id'),
  always: { sql: realOrders.sql, holds: (row) => row.ofRealOrder },
  fields: {
    date: {
      type: { kind: 'date' },
      label: 'date',
      description: 'When the money went back.',
      example: 'date >= -90d',
      sql: raw('f.refunded_at'),
      read: (row) => row.refundedAt,
    },
    amount: {
      type: { kind: 'money' },
      label: 'amount',
      description: 'Amount of one refund in the shop’s currency.',
      example: 'amount > 50',
      sql: (context) => inShopCurrency(raw('f.amount_minor'), context, raw('f.currency')),
      read: (row, context) => (row.currency === context.currency ? row.amountMinor : null),
    },
    reason: {
      type: { kind: 'text', ignoreCase: true },
      label: 'reason',
      description: 'Reason as the source gives it.',
      example: "reason CONTAINS 'size'",
      sql: raw('f.reason'),
      read: (row) => row.reason,
    },
    channel: {
      type: { kind: 'enum', values: orderChannels },
      label: 'channel',
      description: 'Channel of the order that was refunded.',
      example: "channel = 'online'",
      sql: raw('o.channel'),
      read: (row) => row.orderChannel,
    },
    store: {
      type: { kind: 'text', ignoreCase: true },
      label: 'store',
      description: 'Store of the order that was refunded.',
      example: "store = 'Soho'",
      sql: raw('st.name'),
      join: 'store',
      read: (row) => row.orderStore,
    },
  },
  rowsOf: (facts) => facts.refunds,
  when: (row) => row.refundedAt,
  idOf: (row) => row.id,
});
