import type { ShopifyCustomer, ShopifyLineItem, ShopifyOrder, ShopifyRefund } from '../dataset.ts';
import { purchasingSummaryPayload } from '../webhooks/customer-payload.ts';
import { orderDeletePayload, orderEditedPayload, orderPayload } from '../webhooks/order-payload.ts';
import { refundPayload } from '../webhooks/refund-payload.ts';
import { freshId } from '../world/gid.ts';
import { now } from '../world/instant.ts';
import { fromCents, toCents } from '../world/money.ts';
import type { OwnedVariant } from '../world/shop-store.ts';
import { refundedCents } from '../world/spending.ts';
import { ActionRefused, announce, type Site } from './site.ts';

export type Basket = { variant: OwnedVariant; quantity: number }[];

export type Sale = {
  /** null: nobody said who they are, as at a till. */
  customer: ShopifyCustomer | null;
  basket: Basket;
  channel: 'online' | 'pos';
  discountCode?: string | null;
  /** Defaults to now; an older instant is an order imported or synchronised late. */
  placedAt?: string;
};

const SHIPPING_CENTS = 490;

/** Tax comes on top of prices, as `taxes_included: false` says. */
const TAX_RATE = 0.08;

/** A paid order: orders/create, orders/paid and, for a known customer, customers/purchasing_summary. */
export function placeOrder(site: Site, sale: Sale): ShopifyOrder {
  const { store } = site.shop;
  if (sale.basket.length === 0) throw new ActionRefused('The basket is empty.');
  const order = store.putOrder(draftOrder(site, sale));
  const payload = orderPayload(order, store);
  announce(site, 'orders/create', payload);
  announce(site, 'orders/paid', payload);
  if (order.fulfillmentStatus === 'FULFILLED') announce(site, 'orders/fulfilled', payload);
  announceSpending(site, order);
  return order;
}

function lineOf({ variant: { product, variant }, quantity }: Basket[number], discounted: boolean): ShopifyLineItem {
  const discount = discounted ? Math.round(toCents(variant.price) * quantity * 0.1) : 0;
  return {
    id: freshId(),
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    variantTitle: variant.title === 'Default Title' ? null : variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    quantity,
    currentQuantity: quantity,
    price: variant.price,
    totalDiscount: fromCents(discount),
  };
}

function draftOrder(site: Site, sale: Sale): ShopifyOrder {
  const { store } = site.shop;
  const at = sale.placedAt ?? now();
  return {
    id: freshId(),
    name: store.nextOrderName(),
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    cancelledAt: null,
    cancelReason: null,
    test: false,
    tags: [],
    currencyCode: store.shop.currencyCode,
    financialStatus: 'PAID',
    discountCodes: sale.discountCode ? [sale.discountCode] : [],
    refunds: [],
    ...amountsOf(sale),
    ...(sale.channel === 'pos' ? tillPart(site, sale.customer) : onlinePart(sale.customer)),
  };
}

type Amounts = Pick<ShopifyOrder, 'lineItems' | 'subtotal' | 'totalDiscounts' | 'totalTax' | 'totalShipping' | 'total'>;

function amountsOf(sale: Sale): Amounts {
  const lineItems = sale.basket.map((entry) => lineOf(entry, Boolean(sale.discountCode)));
  const gross = lineItems.reduce((sum, line) => sum + toCents(line.price) * line.quantity, 0);
  const discounts = lineItems.reduce((sum, line) => sum + toCents(line.totalDiscount), 0);
  const shipping = sale.channel === 'pos' ? 0 : SHIPPING_CENTS;
  const tax = Math.round((gross - discounts) * TAX_RATE);
  return {
    lineItems,
    subtotal: fromCents(gross - discounts),
    totalDiscounts: fromCents(discounts),
    totalTax: fromCents(tax),
    totalShipping: fromCents(shipping),
    total: fromCents(gross - discounts + tax + shipping),
  };
}

type Buyer = Pick<
  ShopifyOrder,
  | 'sourceName'
  | 'customerId'
  | 'email'
  | 'phone'
  | 'fulfillmentStatus'
  | 'locationId'
  | 'billingAddress'
  | 'shippingAddress'
>;

/** A till takes no address, and hands the goods over. */
function tillPart(site: Site, customer: ShopifyCustomer | null): Buyer {
  return {
    sourceName: 'pos',
    customerId: customer?.id ?? null,
    email: customer?.email ?? null,
    phone: null,
    fulfillmentStatus: 'FULFILLED',
    locationId: site.shop.store.locations[0]?.id ?? null,
    billingAddress: null,
    shippingAddress: null,
  };
}

function onlinePart(customer: ShopifyCustomer | null): Buyer {
  const address = customer?.addresses[0] ?? null;
  return {
    sourceName: 'web',
    customerId: customer?.id ?? null,
    email: customer?.email ?? null,
    phone: customer?.phone ?? null,
    fulfillmentStatus: 'UNFULFILLED',
    locationId: null,
    billingAddress: address,
    shippingAddress: address,
  };
}

function announceSpending(site: Site, order: ShopifyOrder): void {
  if (order.customerId === null) return;
  announce(site, 'customers/purchasing_summary', purchasingSummaryPayload(site.shop.store, order.customerId, now()));
}

/** Gives back one line, or everything that is left: refunds/create, orders/updated. */
export function refundOrder(site: Site, order: ShopifyOrder, lineItemId: string | null): ShopifyRefund {
  const left = toCents(order.total) - refundedCents(order);
  if (left <= 0) throw new ActionRefused(`${order.name} is already refunded.`);
  const lines = order.lineItems.filter(
    (line) => line.currentQuantity > 0 && (lineItemId === null || line.id === lineItemId),
  );
  const refund = draftRefund(order, lines, lineItemId === null, left);
  for (const line of lines) line.currentQuantity = 0;
  order.refunds = [...order.refunds, refund];
  order.financialStatus = refundedCents(order) >= toCents(order.total) ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  const { store } = site.shop;
  store.touchOrder(order);
  announce(site, 'refunds/create', refundPayload(refund, order, store.shop));
  announce(site, 'orders/updated', orderPayload(order, store));
  announceSpending(site, order);
  return refund;
}

type RefundLine = ShopifyRefund['lines'][number];

/** What is given back for what is left of a line: its price less its discount, and its share of the order's tax. */
function refundLine(order: ShopifyOrder, line: ShopifyLineItem): RefundLine {
  const whole = toCents(line.price) * line.quantity - toCents(line.totalDiscount);
  const subtotal = Math.round((whole * line.currentQuantity) / Math.max(1, line.quantity));
  const tax = (toCents(order.totalTax) * subtotal) / Math.max(1, toCents(order.subtotal));
  return {
    id: freshId(),
    lineItemId: line.id,
    quantity: line.currentQuantity,
    subtotal: fromCents(subtotal),
    totalTax: fromCents(Math.round(tax)),
  };
}

function draftRefund(order: ShopifyOrder, lines: ShopifyLineItem[], isWhole: boolean, left: number): ShopifyRefund {
  const refunded = lines.map((line) => refundLine(order, line));
  const sum = refunded.reduce((total, line) => total + toCents(line.subtotal) + toCents(line.totalTax), 0);
  const amount = isWhole ? left : Math.min(sum, left);
  return { id: freshId(), createdAt: now(), note: 'Returned', amount: fromCents(amount), lines: refunded };
}

export function cancelOrder(site: Site, order: ShopifyOrder, reason = 'CUSTOMER'): void {
  if (order.cancelledAt !== null) throw new ActionRefused(`${order.name} is already cancelled.`);
  order.cancelledAt = now();
  order.cancelReason = reason;
  order.financialStatus = order.financialStatus === 'PENDING' ? 'VOIDED' : order.financialStatus;
  const { store } = site.shop;
  store.touchOrder(order);
  const payload = orderPayload(order, store);
  announce(site, 'orders/cancelled', payload);
  announce(site, 'orders/updated', payload);
  announceSpending(site, order);
}

/** One more of a line: orders/edited (which says only what changed), orders/updated and what the buyer has spent by now. */
export function editOrder(site: Site, order: ShopifyOrder): void {
  const line = order.lineItems[0];
  if (!line) throw new ActionRefused(`${order.name} has no line to edit.`);
  line.quantity += 1;
  line.currentQuantity += 1;
  order.subtotal = fromCents(toCents(order.subtotal) + toCents(line.price));
  const tax = Math.round(toCents(line.price) * TAX_RATE);
  order.totalTax = fromCents(toCents(order.totalTax) + tax);
  order.total = fromCents(toCents(order.total) + toCents(line.price) + tax);
  const { store } = site.shop;
  store.touchOrder(order);
  const changes = { additions: [{ id: line.id, delta: 1 }], removals: [] };
  announce(site, 'orders/edited', orderEditedPayload(freshId(), order, changes, store.shop.ianaTimezone));
  announce(site, 'orders/updated', orderPayload(order, store));
  announceSpending(site, order);
}

export function deleteOrder(site: Site, order: ShopifyOrder): void {
  site.shop.store.deleteOrder(order.id);
  announce(site, 'orders/delete', orderDeletePayload(order.id));
  announceSpending(site, order);
}
