import type { ShopifyOrder } from '../dataset.ts';
import { toCents } from './money.ts';

export function refundedCents(order: ShopifyOrder): number {
  let sum = 0;
  for (const refund of order.refunds) sum += toCents(refund.amount);
  return sum;
}

/** Shopify's amountSpent: totals less refunds of orders that count (not test, not cancelled, not voided), in cents. */
export function spentCents(orders: readonly ShopifyOrder[]): number {
  let sum = 0;
  for (const order of orders) {
    if (order.test || order.cancelledAt !== null || order.financialStatus === 'VOIDED') continue;
    sum += toCents(order.total) - refundedCents(order);
  }
  return sum;
}

/** The most recently placed order; null when there is none. */
export function latestOrder(orders: readonly ShopifyOrder[]): ShopifyOrder | null {
  let latest: ShopifyOrder | null = null;
  for (const order of orders) if (!latest || order.processedAt >= latest.processedAt) latest = order;
  return latest;
}
