import type { ShopifyAddress, ShopifyLineItem, ShopifyOrder, ShopifyRefund } from '#test/shopify/dataset.ts';
import { arrivalOf } from './arrivals.ts';
import { isoInstant } from './calendar.ts';
import { dollars } from './catalogue.ts';
import type { Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import type { Sale } from './sales.ts';
import type { Checkout } from './shopify-checkout.ts';
import { shopifyLocationId } from './shopify-places.ts';
import { shop } from './stores.ts';
import type { World } from './world.ts';

type Filing = { world: World; ledger: Ledger; random: Random };

/** The order as Shopify's admin has it. `shipTo` differs from the payer's address for presents. */
export function makeShopifyOrder(
  filing: Filing,
  sale: Sale,
  checkout: Checkout,
  shipTo: ShopifyAddress | null,
): ShopifyOrder {
  const { visit } = sale;
  const { ledger, random } = filing;
  const isOnline = visit.channel === 'online';
  const lineItems = sale.lines.map((_, position) => lineItem(ledger, sale, position));
  const refunds = makeRefunds(ledger, sale, lineItems);
  const order: ShopifyOrder = {
    id: ledger.shopifyId('order', visit.at),
    name: `#${ledger.orderNumbers.next(visit.at)}`,
    createdAt: isoInstant(visit.at),
    processedAt: isoInstant(visit.at),
    updatedAt: isoInstant(lastChange(filing, sale)),
    cancelledAt: sale.cancellation ? isoInstant(sale.cancellation.at) : null,
    cancelReason: sale.cancellation?.reason ?? null,
    test: visit.isTest,
    tags: orderTags(random, sale),
    sourceName: isOnline ? (random.chance(0.015) ? 'shopify_draft_order' : 'web') : 'pos',
    customerId: checkout.customer?.id ?? null,
    email: checkout.email,
    phone: checkout.phone,
    currencyCode: shop.currencyCode,
    subtotal: dollars(sale.subtotalMinor),
    totalDiscounts: dollars(sale.discountMinor),
    totalTax: dollars(sale.taxMinor),
    totalShipping: dollars(sale.shippingMinor),
    total: dollars(sale.totalMinor),
    financialStatus: financialStatus(filing, sale, refunds),
    fulfillmentStatus: fulfillmentStatus(filing, sale),
    discountCodes: sale.code === null ? [] : [sale.code],
    locationId: isOnline ? null : shopifyLocationId(visit.store),
    billingAddress: checkout.address,
    shippingAddress: isOnline ? (shipTo ?? checkout.address) : null,
    lineItems,
    refunds,
  };
  return order.sourceName === 'web' ? { ...order, visit: arrivalOf(filing.world, visit) } : order;
}

function lineItem(ledger: Ledger, sale: Sale, position: number): ShopifyLineItem {
  const { product, variant, quantity, discountMinor } = sale.lines[position] as Sale['lines'][number];
  const returned = sale.cancellation
    ? quantity
    : (sale.returned?.lines.find((line) => line.position === position)?.quantity ?? 0);
  return {
    id: ledger.shopifyId('line', sale.visit.at),
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    variantTitle: variant.title === 'Default Title' ? null : variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    quantity,
    currentQuantity: quantity - returned,
    price: dollars(variant.priceMinor),
    totalDiscount: dollars(discountMinor),
  };
}

/** A cancelled order that was paid gives back everything, shipping included; a return its lines only. */
function makeRefunds(ledger: Ledger, sale: Sale, items: readonly ShopifyLineItem[]): ShopifyRefund[] {
  const { cancellation, returned } = sale;
  if (cancellation?.refunded) {
    const all = sale.lines.map((line, position) => ({
      position,
      quantity: line.quantity,
      subtotalMinor: line.variant.priceMinor * line.quantity - line.discountMinor,
      taxMinor: line.taxMinor,
    }));
    return [
      refund(ledger, items, { at: cancellation.at, lines: all, amountMinor: sale.totalMinor }, 'Order cancelled'),
    ];
  }
  return returned ? [refund(ledger, items, returned, null)] : [];
}

function refund(
  ledger: Ledger,
  items: readonly ShopifyLineItem[],
  given: NonNullable<Sale['returned']>,
  note: string | null,
): ShopifyRefund {
  return {
    id: ledger.shopifyId('refund', given.at),
    createdAt: isoInstant(given.at),
    note,
    amount: dollars(given.amountMinor),
    lines: given.lines.map((line) => ({
      id: ledger.shopifyId('line', given.at),
      lineItemId: (items[line.position] as ShopifyLineItem).id,
      quantity: line.quantity,
      subtotal: dollars(line.subtotalMinor),
      totalTax: dollars(line.taxMinor),
    })),
  };
}

const dayMs = 86_400_000;

function financialStatus(
  { world, random }: Filing,
  sale: Sale,
  refunds: readonly ShopifyRefund[],
): ShopifyOrder['financialStatus'] {
  if (sale.cancellation && !sale.cancellation.refunded) return 'VOIDED';
  if (refunds.length > 0)
    return Number(refunds[0]?.amount) >= sale.totalMinor / 100 ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  const isFresh = sale.visit.channel === 'online' && world.now - sale.visit.at < 3 * dayMs;
  return isFresh && random.chance(0.08) ? 'PENDING' : 'PAID';
}

function fulfillmentStatus({ world, random }: Filing, sale: Sale): ShopifyOrder['fulfillmentStatus'] {
  if (sale.cancellation) return 'UNFULFILLED';
  if (sale.visit.channel === 'till') return 'FULFILLED';
  const ageDays = (world.now - sale.visit.at) / dayMs;
  if (ageDays > 4) return 'FULFILLED';
  return random.chance(ageDays / 4) ? 'FULFILLED' : random.chance(0.1) ? 'PARTIALLY_FULFILLED' : 'UNFULFILLED';
}

/** Parcels leave within three days; a refund or cancellation changes the order once more. */
function lastChange({ world, random }: Filing, sale: Sale): number {
  const shipped = sale.visit.at + (sale.visit.channel === 'online' ? Math.floor(random.next() * 3 * dayMs) : 1000);
  const undone = sale.cancellation?.at ?? sale.returned?.at ?? 0;
  return Math.min(world.now, Math.max(shipped, undone));
}

function orderTags(random: Random, sale: Sale): string[] {
  if (sale.visit.isTest) return ['test'];
  const month = new Date(sale.visit.at).getUTCMonth();
  return month === 11 && sale.visit.channel === 'online' && random.chance(0.15) ? ['gift-wrap'] : [];
}
