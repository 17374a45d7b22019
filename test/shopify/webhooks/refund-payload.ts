import type { ShopifyLineItem, ShopifyOrder, ShopifyRefund, ShopifyShop } from '../dataset.ts';
import { toGid } from '../world/gid.ts';
import { exactNumber, exactNumberOrNull } from './exact-json.ts';
import { lineItemPayload } from './line-item-payload.ts';
import { moneySet } from './money-set.ts';
import { zonedInstant } from './zoned-instant.ts';

type Json = Record<string, unknown>;

/** refunds/create, and an entry of an order's refunds. It names no customer: only `order_id` leads there. */
export function refundPayload(refund: ShopifyRefund, order: ShopifyOrder, shop: ShopifyShop): Json {
  const createdAt = zonedInstant(refund.createdAt, shop.ianaTimezone);
  return {
    id: exactNumber(refund.id),
    order_id: exactNumber(order.id),
    created_at: createdAt,
    note: refund.note,
    user_id: null,
    processed_at: createdAt,
    duties: [],
    total_duties_set: moneySet('0.00', order.currencyCode),
    return: null,
    restock: false,
    refund_shipping_lines: [],
    admin_graphql_api_id: toGid('Refund', refund.id),
    order_adjustments: [],
    refund_line_items: refund.lines.map((line) => refundLinePayload(line, order)),
    transactions: [refundTransactionPayload(refund, order, createdAt)],
  };
}

function refundLinePayload(line: ShopifyRefund['lines'][number], order: ShopifyOrder): Json {
  const item = order.lineItems.find((candidate) => candidate.id === line.lineItemId);
  return {
    id: exactNumber(line.id),
    quantity: line.quantity,
    line_item_id: exactNumber(line.lineItemId),
    location_id: exactNumberOrNull(order.locationId),
    restock_type: 'no_restock',
    subtotal: Number(line.subtotal),
    total_tax: Number(line.totalTax),
    subtotal_set: moneySet(line.subtotal, order.currencyCode),
    total_tax_set: moneySet(line.totalTax, order.currencyCode),
    line_item: item ? refundedItemPayload(item, order) : null,
  };
}

function refundedItemPayload(item: ShopifyLineItem, order: ShopifyOrder): Json {
  return lineItemPayload(item, order.currencyCode, order.fulfillmentStatus === 'FULFILLED');
}

function refundTransactionPayload(refund: ShopifyRefund, order: ShopifyOrder, createdAt: string): Json {
  const unsettled = { amount: '0.0', currency: order.currencyCode };
  return {
    id: exactNumber(`${refund.id}`),
    order_id: exactNumber(order.id),
    kind: 'refund',
    gateway: order.sourceName === 'pos' ? 'cash' : 'shopify_payments',
    status: 'success',
    message: `Refunded ${refund.amount} ${order.currencyCode}`,
    created_at: createdAt,
    test: order.test,
    authorization: null,
    location_id: exactNumberOrNull(order.locationId),
    user_id: null,
    parent_id: null,
    processed_at: createdAt,
    device_id: null,
    error_code: null,
    source_name: order.sourceName,
    receipt: {},
    amount: refund.amount,
    currency: order.currencyCode,
    payment_id: `${order.name}.1`,
    total_unsettled_set: { presentment_money: unsettled, shop_money: unsettled },
    manual_payment_gateway: false,
    amount_rounding: null,
    admin_graphql_api_id: toGid('OrderTransaction', refund.id),
  };
}
