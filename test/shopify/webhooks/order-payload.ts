import { createHash } from 'node:crypto';
import type { ShopifyOrder } from '../dataset.ts';
import { toGid } from '../world/gid.ts';
import { fromCents, toCents } from '../world/money.ts';
import type { ShopStore } from '../world/shop-store.ts';
import { refundedCents } from '../world/spending.ts';
import { orderAddressPayload } from './address-payload.ts';
import { embeddedCustomerPayload } from './customer-payload.ts';
import { exactNumber, exactNumberOrNull } from './exact-json.ts';
import { lineItemPayload } from './line-item-payload.ts';
import { moneySet, priceWithSet } from './money-set.ts';
import { refundPayload } from './refund-payload.ts';
import { zonedInstant } from './zoned-instant.ts';

type Json = Record<string, unknown>;

const ONLINE_STORE_APP = 580111;
const POS_APP = 129785;

/** orders/create, updated, paid, cancelled, fulfilled: one shape. */
export function orderPayload(order: ShopifyOrder, store: ShopStore): Json {
  return {
    ...identityOf(order, store),
    ...amountsOf(order),
    ...partsOf(order, store),
  };
}

export function orderDeletePayload(orderId: string): Json {
  return { id: exactNumber(orderId) };
}

/** orders/edited: which lines grew and which shrank. */
export function orderEditedPayload(
  editId: string,
  order: ShopifyOrder,
  changes: { additions: { id: string; delta: number }[]; removals: { id: string; delta: number }[] },
  zone: string,
): Json {
  const at = zonedInstant(order.updatedAt, zone);
  const lines = (list: { id: string; delta: number }[]): Json[] =>
    list.map((line) => ({ id: exactNumber(line.id), delta: line.delta }));
  return {
    order_edit: {
      id: exactNumber(editId),
      app_id: null,
      created_at: at,
      committed_at: at,
      notify_customer: false,
      order_id: exactNumber(order.id),
      staff_note: '',
      user_id: null,
      line_items: { additions: lines(changes.additions), removals: lines(changes.removals) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}

function identityOf(order: ShopifyOrder, store: ShopStore): Json {
  const { ianaTimezone: zone, handle, id: shopId } = store.shop;
  const token = createHash('md5').update(order.id).digest('hex');
  const isPos = order.sourceName === 'pos';
  const number = Number(order.name.replace(/\D/g, '')) || 1000;
  return {
    id: exactNumber(order.id),
    admin_graphql_api_id: toGid('Order', order.id),
    app_id: isPos ? POS_APP : ONLINE_STORE_APP,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: order.cancelledAt && zonedInstant(order.cancelledAt, zone),
    cart_token: null,
    checkout_token: isPos ? null : token,
    client_details: null,
    closed_at: null,
    confirmation_number: token.slice(0, 9).toUpperCase(),
    confirmed: true,
    contact_email: order.email,
    created_at: zonedInstant(order.createdAt, zone),
    currency: order.currencyCode,
    customer_locale: 'en',
    device_id: isPos ? 1 : null,
    duties_included: false,
    email: order.email ?? '',
    estimated_taxes: false,
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: fulfillmentOf(order),
    ...visitOf(order),
    landing_site_ref: null,
    location_id: exactNumberOrNull(order.locationId),
    merchant_business_entity_id: 'MTU0ODM4MDAwOQ',
    merchant_of_record_app_id: null,
    name: order.name,
    note: null,
    note_attributes: [],
    number: number - 1000,
    order_number: number,
    order_status_url: `https://${handle}.myshopify.com/${shopId}/orders/${token}/authenticate?key=${token.slice(0, 8)}`,
    payment_gateway_names: [isPos ? 'cash' : 'shopify_payments'],
    phone: order.phone,
    po_number: null,
    presentment_currency: order.currencyCode,
    processed_at: zonedInstant(order.processedAt, zone),
    reference: null,
    source_identifier: isPos ? `${order.locationId ?? 0}-1-${number}` : null,
    source_name: order.sourceName,
    source_url: null,
    tags: order.tags.join(', '),
    tax_exempt: false,
    tax_lines: [],
    taxes_included: false,
    test: order.test,
    token,
    updated_at: zonedInstant(order.updatedAt, zone),
    user_id: null,
  };
}

function visitOf({ visit }: ShopifyOrder): Json {
  return { landing_site: visit?.landingPage ?? null, referring_site: visit ? (visit.referrer ?? '') : null };
}

function fulfillmentOf(order: ShopifyOrder): string | null {
  if (order.fulfillmentStatus === 'FULFILLED') return 'fulfilled';
  return order.fulfillmentStatus === 'PARTIALLY_FULFILLED' ? 'partial' : null;
}

function amountsOf(order: ShopifyOrder): Json {
  const currency = order.currencyCode;
  const refunded = refundedCents(order);
  const current = fromCents(Math.max(0, toCents(order.total) - refunded));
  const currentSubtotal = fromCents(Math.max(0, toCents(order.subtotal) - refunded));
  const zero = moneySet('0.00', currency);
  const gross = fromCents(order.lineItems.reduce((sum, line) => sum + toCents(line.price) * line.quantity, 0));
  return {
    current_shipping_price_set: moneySet(order.totalShipping, currency),
    ...priceWithSet('current_subtotal_price', currentSubtotal, currency),
    current_total_additional_fees_set: null,
    ...priceWithSet('current_total_discounts', order.totalDiscounts, currency),
    current_total_duties_set: null,
    ...priceWithSet('current_total_price', current, currency),
    ...priceWithSet('current_total_tax', order.totalTax, currency),
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    ...priceWithSet('subtotal_price', order.subtotal, currency),
    total_cash_rounding_payment_adjustment_set: zero,
    total_cash_rounding_refund_adjustment_set: zero,
    ...priceWithSet('total_discounts', order.totalDiscounts, currency),
    ...priceWithSet('total_line_items_price', gross, currency),
    total_outstanding: order.financialStatus === 'PENDING' ? order.total : '0.00',
    ...priceWithSet('total_price', order.total, currency),
    total_shipping_price_set: moneySet(order.totalShipping, currency),
    ...priceWithSet('total_tax', order.totalTax, currency),
    total_tip_received: '0.00',
    total_weight: 100 * order.lineItems.length,
  };
}

function partsOf(order: ShopifyOrder, store: ShopStore): Json {
  const customer = order.customerId === null ? undefined : store.customers.get(order.customerId);
  const fulfilled = order.fulfillmentStatus === 'FULFILLED';
  const share = fromCents(
    order.discountCodes.length > 0 ? toCents(order.totalDiscounts) / order.discountCodes.length : 0,
  );
  return {
    discount_codes: order.discountCodes.map((code) => ({ code, amount: share, type: 'fixed_amount' })),
    billing_address: orderAddressPayload(order.billingAddress),
    ...(customer ? { customer: embeddedCustomerPayload(customer, store.shop) } : {}),
    discount_applications: order.discountCodes.map((code) => discountApplication(code, share)),
    fulfillments: [],
    line_items: order.lineItems.map((line) => lineItemPayload(line, order.currencyCode, fulfilled)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(refund, order, store.shop)),
    shipping_address: orderAddressPayload(order.shippingAddress),
    shipping_lines: shippingLines(order),
    returns: [],
    line_item_groups: [],
  };
}

function discountApplication(code: string, value: string): Json {
  return {
    target_type: 'line_item',
    type: 'discount_code',
    value,
    value_type: 'fixed_amount',
    allocation_method: 'across',
    target_selection: 'all',
    code,
  };
}

function shippingLines(order: ShopifyOrder): Json[] {
  if (Number(order.totalShipping) === 0) return [];
  const price = moneySet(order.totalShipping, order.currencyCode);
  return [
    {
      id: exactNumber(order.id),
      carrier_identifier: null,
      code: 'Standard',
      current_discounted_price_set: price,
      discounted_price: order.totalShipping,
      discounted_price_set: price,
      is_removed: false,
      phone: null,
      price: order.totalShipping,
      price_set: price,
      requested_fulfillment_service_id: null,
      source: 'shopify',
      title: 'Standard',
      tax_lines: [],
      discount_allocations: [],
    },
  ];
}
