import type { ShopifyOrder } from '../dataset.ts';
import { toCents } from '../world/money.ts';
import type { Args, GraphContext } from './graph-context.ts';
import { visibleOrders } from './order-access.ts';
import { comparator, type Ordering, type Page, paginate } from './page.ts';
import { compileSearch, type SearchFields } from './search-query.ts';

export const ORDER_SEARCH: SearchFields<ShopifyOrder> = {
  fields: {
    id: (order) => order.id,
    name: (order) => [order.name, order.name.replace('#', '')],
    created_at: (order) => order.createdAt,
    processed_at: (order) => order.processedAt,
    updated_at: (order) => order.updatedAt,
    customer_id: (order) => order.customerId,
    email: (order) => order.email,
    tag: (order) => order.tags,
    test: (order) => order.test,
    source_name: (order) => order.sourceName,
    location_id: (order) => order.locationId,
    financial_status: (order) => order.financialStatus.toLowerCase(),
    fulfillment_status: (order) => order.fulfillmentStatus.toLowerCase(),
    discount_code: (order) => order.discountCodes,
    status: (order) => ['any', order.cancelledAt === null ? 'open' : 'cancelled', 'not_closed'],
  },
  words: (order) => [order.name, order.email],
};

const byText = (key: (order: ShopifyOrder) => string | number): Ordering<ShopifyOrder> => ({
  key,
  id: (order) => order.id,
});

const ORDERINGS: Record<string, Ordering<ShopifyOrder>> = {
  ID: byText(() => 0),
  CREATED_AT: byText((order) => order.createdAt),
  PROCESSED_AT: byText((order) => order.processedAt),
  UPDATED_AT: byText((order) => order.updatedAt),
  ORDER_NUMBER: byText((order) => Number(order.name.replace(/\D/g, ''))),
  TOTAL_PRICE: byText((order) => toCents(order.total)),
  CURRENT_TOTAL_PRICE: byText((order) => toCents(order.total)),
};

function orderingOf(args: Args): { name: string; ordering: Ordering<ShopifyOrder> } {
  const name = String(args.sortKey ?? 'ID');
  const known = ORDERINGS[name];
  return known ? { name, ordering: known } : { name: 'ID', ordering: byText(() => 0) };
}

/** Orders of one customer. */
export function orderConnection(
  orders: readonly ShopifyOrder[],
  args: Args,
  context: GraphContext,
): Page<ShopifyOrder> {
  const { ordering } = orderingOf(args);
  const matches = compileSearch(args.query as string | null, ORDER_SEARCH);
  const rows = visibleOrders(context, orders).filter(matches).sort(comparator(ordering));
  return paginate(rows, args, context, ordering);
}

/** The root connection over all orders of the shop. */
export function allOrders(args: Args, context: GraphContext): Page<ShopifyOrder> {
  const { name, ordering } = orderingOf({ sortKey: 'PROCESSED_AT', ...args });
  const query = String(args.query ?? '');
  const matches = compileSearch(query, ORDER_SEARCH);
  const rows = context.store.sortedOrders.select(name, comparator(ordering), query, matches);
  return paginate(visibleOrders(context, rows), args, context, ordering);
}
