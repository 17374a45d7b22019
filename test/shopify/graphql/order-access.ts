import type { ShopifyOrder } from '../dataset.ts';
import { toInstant } from '../world/instant.ts';
import type { GraphContext } from './graph-context.ts';

const SIXTY_DAYS_MS = 60 * 24 * 3_600_000;

/** The oldest creation an app may see without read_all_orders; null when it may see all. */
function orderHorizon(context: GraphContext): string | null {
  return context.shop.may(['read_all_orders']) ? null : toInstant(Date.now() - SIXTY_DAYS_MS);
}

/** Only the last sixty days of orders without read_all_orders. */
export function visibleOrders(context: GraphContext, orders: readonly ShopifyOrder[]): readonly ShopifyOrder[] {
  const horizon = orderHorizon(context);
  return horizon === null ? orders : orders.filter((order) => order.createdAt >= horizon);
}
