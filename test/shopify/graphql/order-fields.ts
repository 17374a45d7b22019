import type { ShopifyLineItem, ShopifyOrder, ShopifyRefund } from '../dataset.ts';
import { toGid } from '../world/gid.ts';
import { toCents } from '../world/money.ts';
import { refundedCents } from '../world/spending.ts';
import { identifiedAddress } from './address-fields.ts';
import type { Args, FieldTable, GraphContext } from './graph-context.ts';
import { metafieldFieldsFor } from './metafield-fields.ts';
import { centsBag, type MoneyBag, moneyBag } from './money-fields.ts';
import { paginateList } from './page.ts';

/** Parts of an order know the order they belong to. */
export type OwnedLine = { order: ShopifyOrder; line: ShopifyLineItem };
export type OwnedRefund = { order: ShopifyOrder; refund: ShopifyRefund };
type Transaction = { id: string; kind: 'SALE' | 'REFUND'; amount: string; at: string; order: ShopifyOrder };

function linesOf(order: ShopifyOrder): OwnedLine[] {
  return order.lineItems.map((line) => ({ order, line }));
}

function refundsOf(order: ShopifyOrder): OwnedRefund[] {
  return order.refunds.map((refund) => ({ order, refund }));
}

function transactionsOf(order: ShopifyOrder): Transaction[] {
  const sale: Transaction = { id: order.id, kind: 'SALE', amount: order.total, at: order.processedAt, order };
  const refunds = order.refunds.map(
    (refund): Transaction => ({ id: refund.id, kind: 'REFUND', amount: refund.amount, at: refund.createdAt, order }),
  );
  return order.financialStatus === 'PENDING' ? refunds : [sale, ...refunds];
}

function currentTotal(order: ShopifyOrder): number {
  return Math.max(0, toCents(order.total) - refundedCents(order));
}

function atMost<Row>(rows: Row[], args: Args): Row[] {
  return rows.slice(0, (args.first as number | undefined) ?? rows.length);
}

function bag(pick: (order: ShopifyOrder) => string): (order: ShopifyOrder) => MoneyBag {
  return (order) => moneyBag(pick(order), order.currencyCode);
}

/** Where the customer came from: the place of this order among theirs, and the visit that led to it as first and last. */
function journey(order: ShopifyOrder, context: GraphContext): Record<string, unknown> | null {
  if (order.customerId === null && !order.visit) return null;
  const visit = order.visit ? visitFields(order, order.visit, context.store.shop.handle) : null;
  const earlier =
    order.customerId === null
      ? []
      : context.store.ordersOf(order.customerId).filter((other) => other.processedAt <= order.processedAt);
  return {
    ready: true,
    customerOrderIndex: order.customerId === null ? null : earlier.length,
    daysToConversion: 0,
    firstVisit: visit,
    lastVisit: visit,
  };
}

function visitFields(order: ShopifyOrder, visit: NonNullable<ShopifyOrder['visit']>, handle: string) {
  const landingPage = `https://${handle}.myshopify.com${visit.landingPage}`;
  const asked = new URL(landingPage).searchParams;
  return {
    __typename: 'CustomerVisit',
    id: toGid('CustomerVisit', order.id),
    occurredAt: order.createdAt,
    landingPage,
    referrerUrl: visit.referrer,
    source: asked.get('utm_source') ?? 'direct',
    utmParameters: {
      source: asked.get('utm_source'),
      medium: asked.get('utm_medium'),
      campaign: asked.get('utm_campaign'),
      content: null,
      term: null,
    },
  };
}

export const ORDER_FIELDS: FieldTable<ShopifyOrder> = {
  id: (order) => toGid('Order', order.id),
  legacyResourceId: (order) => order.id,
  number: (order) => Number(order.name.replace(/\D/g, '')),
  closed: () => false,
  confirmed: () => true,
  presentmentCurrencyCode: (order) => order.currencyCode,
  displayFinancialStatus: (order) => order.financialStatus,
  displayFulfillmentStatus: (order) => order.fulfillmentStatus,
  customer: (order, _args, context) =>
    order.customerId === null ? null : (context.store.customers.get(order.customerId) ?? null),
  customerJourneySummary: (order, _args, context) => journey(order, context),
  billingAddress: (order) => identifiedAddress(order.billingAddress, order.id, 'BillingAddress'),
  shippingAddress: (order) => identifiedAddress(order.shippingAddress, order.id, 'ShippingAddress'),
  displayAddress: (order) =>
    identifiedAddress(order.shippingAddress ?? order.billingAddress, order.id, 'ShippingAddress'),
  retailLocation: (order, _args, context) =>
    order.sourceName === 'pos'
      ? (context.store.locations.find((location) => location.id === order.locationId) ?? null)
      : null,
  discountCode: (order) => order.discountCodes[0] ?? null,
  totalPriceSet: bag((order) => order.total),
  originalTotalPriceSet: bag((order) => order.total),
  subtotalPriceSet: bag((order) => order.subtotal),
  totalDiscountsSet: bag((order) => order.totalDiscounts),
  totalTaxSet: bag((order) => order.totalTax),
  totalShippingPriceSet: bag((order) => order.totalShipping),
  currentShippingPriceSet: bag((order) => order.totalShipping),
  currentTotalTaxSet: bag((order) => order.totalTax),
  currentTotalDiscountsSet: bag((order) => order.totalDiscounts),
  currentSubtotalPriceSet: (order) =>
    centsBag(Math.max(0, toCents(order.subtotal) - refundedCents(order)), order.currencyCode),
  currentTotalPriceSet: (order) => centsBag(currentTotal(order), order.currencyCode),
  netPaymentSet: (order) => centsBag(order.financialStatus === 'PENDING' ? 0 : currentTotal(order), order.currencyCode),
  totalReceivedSet: (order) => moneyBag(order.financialStatus === 'PENDING' ? '0' : order.total, order.currencyCode),
  totalOutstandingSet: (order) => moneyBag(order.financialStatus === 'PENDING' ? order.total : '0', order.currencyCode),
  totalRefundedSet: (order) => centsBag(refundedCents(order), order.currencyCode),
  fullyPaid: (order) => order.financialStatus !== 'PENDING',
  unpaid: (order) => order.financialStatus === 'PENDING',
  lineItems: (order, args, context) => paginateList(linesOf(order), args, context),
  subtotalLineItemsQuantity: (order) => order.lineItems.reduce((sum, line) => sum + line.quantity, 0),
  currentSubtotalLineItemsQuantity: (order) => order.lineItems.reduce((sum, line) => sum + line.currentQuantity, 0),
  refunds: (order, args) => atMost(refundsOf(order), args),
  transactions: (order, args) => atMost(transactionsOf(order), args),
  paymentGatewayNames: (order) => [order.sourceName === 'pos' ? 'cash' : 'shopify_payments'],
  ...metafieldFieldsFor<ShopifyOrder>('Order'),
};

function lineBag(pick: (line: ShopifyLineItem) => number): (owned: OwnedLine) => MoneyBag {
  return ({ order, line }) => centsBag(pick(line), order.currencyCode);
}

const gross = (line: ShopifyLineItem): number => toCents(line.price) * line.quantity;

export const LINE_ITEM_FIELDS: FieldTable<OwnedLine> = {
  id: ({ line }) => toGid('LineItem', line.id),
  title: ({ line }) => line.title,
  name: ({ line }) => (line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title),
  variantTitle: ({ line }) => line.variantTitle,
  sku: ({ line }) => line.sku,
  vendor: ({ line }) => line.vendor,
  quantity: ({ line }) => line.quantity,
  currentQuantity: ({ line }) => line.currentQuantity,
  refundableQuantity: ({ line }) => line.currentQuantity,
  isGiftCard: () => false,
  product: ({ line }, _args, context) =>
    line.productId === null ? null : (context.store.products.get(line.productId) ?? null),
  variant: ({ line }, _args, context) =>
    line.variantId === null ? null : (context.store.variants.get(line.variantId) ?? null),
  originalUnitPriceSet: lineBag((line) => toCents(line.price)),
  discountedUnitPriceSet: lineBag((line) =>
    Math.round((gross(line) - toCents(line.totalDiscount)) / Math.max(1, line.quantity)),
  ),
  originalTotalSet: lineBag(gross),
  discountedTotalSet: lineBag((line) => gross(line) - toCents(line.totalDiscount)),
  totalDiscountSet: lineBag((line) => toCents(line.totalDiscount)),
};

export const REFUND_FIELDS: FieldTable<OwnedRefund> = {
  id: ({ refund }) => toGid('Refund', refund.id),
  legacyResourceId: ({ refund }) => refund.id,
  createdAt: ({ refund }) => refund.createdAt,
  processedAt: ({ refund }) => refund.createdAt,
  updatedAt: ({ refund }) => refund.createdAt,
  note: ({ refund }) => refund.note,
  order: ({ order }) => order,
  totalRefundedSet: ({ order, refund }) => moneyBag(refund.amount, order.currencyCode),
  transactions: ({ order, refund }, args, context) =>
    paginateList(
      transactionsOf(order).filter((transaction) => transaction.kind === 'REFUND' && transaction.id === refund.id),
      args,
      context,
    ),
  refundLineItems: ({ order, refund }, args, context) =>
    paginateList(
      refund.lines.map((line) => ({ order, line })),
      args,
      context,
    ),
};

type OwnedRefundLine = { order: ShopifyOrder; line: ShopifyRefund['lines'][number] };

export const REFUND_LINE_FIELDS: FieldTable<OwnedRefundLine> = {
  id: ({ line }) => toGid('RefundLineItem', line.id),
  quantity: ({ line }) => line.quantity,
  restockType: () => 'NO_RESTOCK',
  restocked: () => false,
  lineItem: ({ order, line }) => linesOf(order).find((owned) => owned.line.id === line.lineItemId) ?? null,
  subtotalSet: ({ order, line }) => moneyBag(line.subtotal, order.currencyCode),
  totalTaxSet: ({ order, line }) => moneyBag(line.totalTax, order.currencyCode),
};

export const TRANSACTION_FIELDS: FieldTable<Transaction> = {
  id: ({ id }) => toGid('OrderTransaction', id),
  status: () => 'SUCCESS',
  gateway: ({ order }) => (order.sourceName === 'pos' ? 'cash' : 'shopify_payments'),
  createdAt: ({ at }) => at,
  processedAt: ({ at }) => at,
  test: ({ order }) => order.test,
  amountSet: ({ amount, order }) => moneyBag(amount, order.currencyCode),
};
