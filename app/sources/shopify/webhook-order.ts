import type {
  OrderChannel,
  OrderInput,
  OrderLineInput,
  OrderStatus,
  RecordInput,
  RefundInput,
} from '#app/records/types.ts';
import { receiverFromWebhook } from './order-receiver.ts';
import {
  commaList,
  idOf,
  instantOf,
  listOf,
  minorOf,
  objectOf,
  type Payload,
  requiredId,
  shopMinorOf,
  textOf,
} from './payload.ts';
import { visitOf } from './visit.ts';
import { customerFromOrder, guestFromOrder } from './webhook-customer.ts';

/** orders/create, updated, paid, cancelled, fulfilled: the order, and whom it names. */
export function orderFromWebhook(payload: Payload): RecordInput[] {
  const id = requiredId(payload['admin_graphql_api_id'] ?? payload['id'], 'order');
  const customer = objectOf(payload['customer']);
  const person = customer && idOf(customer['id']) !== null ? customerFromOrder(customer) : guestFromOrder(payload, id);
  return [...(person ? [person] : []), toOrder(payload, id, person?.externalId ?? null)];
}

function toOrder(payload: Payload, id: string, customerExternalId: string | null): OrderInput {
  const currency = textOf(payload['currency']) ?? 'USD';
  const money = (name: string) => shopMinorOf(payload[`${name}_set`], currency) ?? minorOf(payload[name], currency);
  const location = idOf(payload['location_id']);
  const visit = visitOf(payload['landing_site'], payload['referring_site']);
  const receiver = receiverFromWebhook(payload);
  return {
    kind: 'order',
    externalId: id,
    versionAt: instantOf(payload['updated_at']),
    customerExternalId,
    name: textOf(payload['name']),
    channel: channelOf(textOf(payload['source_name'])),
    store: location ? { externalId: location, name: null } : null,
    placedAt: instantOf(payload['processed_at']) ?? instantOf(payload['created_at']) ?? new Date(0),
    currency,
    amounts: {
      grossMinor: money('total_line_items_price'),
      discountMinor: money('total_discounts'),
      taxMinor: money('total_tax'),
      shippingMinor: shopMinorOf(payload['total_shipping_price_set'], currency),
      tipMinor: minorOf(payload['total_tip_received'], currency),
      totalMinor: money('total_price') ?? 0,
    },
    status: statusOf(payload),
    isTest: payload['test'] === true,
    cancelledAt: instantOf(payload['cancelled_at']),
    taxIncluded: payload['taxes_included'] === true,
    tags: commaList(payload['tags']),
    note: textOf(payload['note']),
    discountCodes: listOf(payload['discount_codes']).flatMap((code) => textOf(code['code']) ?? []),
    ...(visit ? { visit } : {}),
    ...(receiver ? { receiver } : {}),
    lines: listOf(payload['line_items']).map((line, index) => toLine(line, index, currency)),
    refunds: listOf(payload['refunds']).map((refund) => toRefund(refund, id, currency)),
  };
}

const CHANNELS: Readonly<Record<string, OrderChannel>> = {
  pos: 'pos',
  shopify_draft_order: 'phone',
  iphone: 'pos',
  android: 'pos',
};

/** Shopify's source of an order as a channel; whatever is not a till or a draft was bought online. */
export function channelOf(sourceName: string | null): OrderChannel {
  return CHANNELS[sourceName ?? ''] ?? 'online';
}

const STATUSES: Readonly<Record<string, OrderStatus>> = {
  voided: 'voided',
  refunded: 'refunded',
  partially_refunded: 'partly_refunded',
  paid: 'paid',
};

function statusOf(payload: Payload): OrderStatus {
  return orderStatus(payload['cancelled_at'], payload['financial_status']);
}

/** Cancelled beats all; a state of payment that is not final leaves the order open. */
export function orderStatus(cancelledAt: unknown, financialStatus: unknown): OrderStatus {
  return textOf(cancelledAt) ? 'cancelled' : (STATUSES[String(financialStatus ?? '').toLowerCase()] ?? 'open');
}

function toLine(line: Payload, index: number, currency: string): OrderLineInput {
  const quantity = typeof line['quantity'] === 'number' ? line['quantity'] : 1;
  const unitMinor = shopMinorOf(line['price_set'], currency) ?? minorOf(line['price'], currency) ?? 0;
  const discountMinor =
    shopMinorOf(line['total_discount_set'], currency) ?? minorOf(line['total_discount'], currency) ?? 0;
  return {
    externalId: idOf(line['id']) ?? String(index + 1),
    position: index + 1,
    productExternalId: idOf(line['product_id']),
    variantExternalId: idOf(line['variant_id']),
    sku: textOf(line['sku']),
    title: textOf(line['title']) ?? textOf(line['name']),
    variantTitle: textOf(line['variant_title']),
    vendor: textOf(line['vendor']),
    quantity,
    unitMinor,
    discountMinor,
    totalMinor: unitMinor * quantity - discountMinor,
  };
}

/** refunds/create: names its order, not its customer. */
export function refundFromWebhook(payload: Payload): RefundInput {
  const transaction = listOf(payload['transactions'])[0];
  return toRefund(payload, requiredId(payload['order_id'], 'order'), textOf(transaction?.['currency']) ?? 'USD');
}

/** Money that went back: the refund's successful transactions, else what its lines add up to. */
function toRefund(refund: Payload, orderExternalId: string, currency: string): RefundInput {
  const lines = listOf(refund['refund_line_items']);
  const paid = listOf(refund['transactions']).filter(
    (t) => t['kind'] === 'refund' && t['status'] !== 'failure' && t['status'] !== 'error',
  );
  const lineMinor = (line: Payload) =>
    (shopMinorOf(line['subtotal_set'], currency) ?? minorOf(line['subtotal'], currency) ?? 0) +
    (shopMinorOf(line['total_tax_set'], currency) ?? minorOf(line['total_tax'], currency) ?? 0);
  const amountMinor =
    paid.length > 0 ? sum(paid.map((t) => minorOf(t['amount'], currency) ?? 0)) : sum(lines.map(lineMinor));
  const at = instantOf(refund['processed_at']) ?? instantOf(refund['created_at']);
  return {
    kind: 'refund',
    externalId: requiredId(refund['admin_graphql_api_id'] ?? refund['id'], 'refund'),
    versionAt: instantOf(refund['created_at']),
    orderExternalId,
    refundedAt: at,
    amountMinor,
    currency,
    reason: textOf(refund['note']),
    lines: lines.map((line) => ({
      lineExternalId: idOf(line['line_item_id']),
      quantity: typeof line['quantity'] === 'number' ? line['quantity'] : 1,
      amountMinor: lineMinor(line),
    })),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
