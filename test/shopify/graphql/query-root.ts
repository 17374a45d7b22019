import { parseGid, toGid } from '../world/gid.ts';
import { allCustomers, CUSTOMER_SEARCH } from './customer-connection.ts';
import type { Args, FieldTable, GraphContext } from './graph-context.ts';
import { fullNamespace } from './metafield-fields.ts';
import { visibleOrders } from './order-access.ts';
import { allOrders, ORDER_SEARCH } from './order-connection.ts';
import { paginateList } from './page.ts';
import { allLocations, allProducts, allVariants } from './product-fields.ts';
import { compileSearch } from './search-query.ts';

function idOf(args: Args, type: string): string {
  const parsed = parseGid(String(args.id ?? ''));
  return parsed?.type === type ? parsed.id : '';
}

function orderById(id: string, context: GraphContext): object | null {
  const order = context.store.orders.get(id);
  return order ? (visibleOrders(context, [order])[0] ?? null) : null;
}

const LOOKUPS: Record<string, (id: string, context: GraphContext) => object | null | undefined> = {
  Customer: (id, { store }) => store.customers.get(id),
  Order: orderById,
  Product: (id, { store }) => store.products.get(id),
  ProductVariant: (id, { store }) => store.variants.get(id),
  InventoryItem: (id, { store }) => store.variants.get(id),
  Location: (id, { store }) => store.locations.find((location) => location.id === id),
  Segment: (id, { store }) => store.segments.get(id),
  BulkOperation: (id, { shop }) => shop.bulk.find(id),
  Shop: (_id, { store }) => store,
};

/** Any object by GID, tagged with its type for interfaces; the tag lies over the live row, which is not copied. */
export function nodeById(gid: string, context: GraphContext): object | null {
  const parsed = parseGid(gid);
  const found = parsed ? LOOKUPS[parsed.type]?.(parsed.id, context) : null;
  if (!parsed || !found) return null;
  return Object.assign(Object.create(found) as object, { __typename: parsed.type });
}

function count(total: number, args: Args): Record<string, unknown> {
  const limit = args.limit === null ? Number.POSITIVE_INFINITY : ((args.limit as number | undefined) ?? 10_000);
  return total > limit ? { count: limit, precision: 'AT_LEAST' } : { count: total, precision: 'EXACT' };
}

function countCustomers(args: Args, { store }: GraphContext): Record<string, unknown> {
  if (!args.query) return count(store.customers.size, args);
  const matches = compileSearch(args.query as string, CUSTOMER_SEARCH);
  return count([...store.customers.values()].filter(matches).length, args);
}

function countOrders(args: Args, context: GraphContext): Record<string, unknown> {
  const matches = compileSearch(args.query as string | null, ORDER_SEARCH);
  return count(visibleOrders(context, [...context.store.orders.values()]).filter(matches).length, args);
}

function customerByIdentifier(args: Args, { store }: GraphContext): object | null {
  const identifier = (args.identifier ?? {}) as { id?: string; emailAddress?: string; phoneNumber?: string };
  if (identifier.id) return store.customers.get(parseGid(identifier.id)?.id ?? '') ?? null;
  for (const customer of store.customers.values()) {
    if (identifier.emailAddress && customer.email === identifier.emailAddress) return customer;
    if (identifier.phoneNumber && customer.phone === identifier.phoneNumber) return customer;
  }
  return null;
}

function accessScopes(context: GraphContext): { handle: string; description: string }[] {
  return [...context.shop.scopes].map((handle) => ({ handle, description: handle.replaceAll('_', ' ') }));
}

function appInstallation(context: GraphContext): object {
  const { appName, apiKey } = context.world.options;
  return {
    id: toGid('AppInstallation', '1'),
    accessScopes: accessScopes(context),
    activeSubscriptions: [],
    allSubscriptions: paginateList([], { first: 1 }, context),
    app: { id: toGid('App', '1'), title: appName, handle: appName.toLowerCase(), apiKey },
    launchUrl: context.world.addresses.shellUrl,
  };
}

export const QUERY_ROOT: FieldTable<unknown> = {
  shop: (_root, _args, { store }) => store,
  customers: (_root, args, context) => allCustomers(args, context),
  customer: (_root, args, { store }) => store.customers.get(idOf(args, 'Customer')) ?? null,
  customerByIdentifier: (_root, args, context) => customerByIdentifier(args, context),
  customersCount: (_root, args, context) => countCustomers(args, context),
  orders: (_root, args, context) => allOrders(args, context),
  order: (_root, args, context) => orderById(idOf(args, 'Order'), context),
  ordersCount: (_root, args, context) => countOrders(args, context),
  products: (_root, args, context) => allProducts(args, context),
  product: (_root, args, { store }) => store.products.get(idOf(args, 'Product')) ?? null,
  productsCount: (_root, args, { store }) => count(store.products.size, args),
  productVariants: (_root, args, context) => allVariants(args, context),
  productVariant: (_root, args, { store }) => store.variants.get(idOf(args, 'ProductVariant')) ?? null,
  locations: (_root, args, context) => allLocations(args, context),
  location: (_root, args, { store }) =>
    store.locations.find((location) => location.id === idOf(args, 'Location')) ?? store.locations[0] ?? null,
  segments: (_root, args, context) => paginateList([...context.store.segments.values()], args, context),
  segment: (_root, args, { store }) => store.segments.get(idOf(args, 'Segment')) ?? null,
  segmentsCount: (_root, args, { store }) => count(store.segments.size, args),
  metafieldDefinitions: (_root, args, context) =>
    paginateList(
      [...context.store.definitions.values()].filter(
        (definition) =>
          definition.ownerType === args.ownerType &&
          (!args.namespace || definition.namespace === fullNamespace(String(args.namespace))) &&
          (!args.key || definition.key === args.key),
      ),
      args,
      context,
    ),
  currentAppInstallation: (_root, _args, context) => appInstallation(context),
  appInstallation: (_root, _args, context) => appInstallation(context),
  bulkOperation: (_root, args, { shop }) => shop.bulk.find(idOf(args, 'BulkOperation')),
  bulkOperations: (_root, args, context) =>
    paginateList(context.shop.bulk.list(args), { ...args, reverse: false }, context),
  currentBulkOperation: (_root, _args, { shop }) => shop.bulk.list({})[0] ?? null,
  node: (_root, args, context) => nodeById(String(args.id), context),
  nodes: (_root, args, context) => (args.ids as string[]).map((id) => nodeById(id, context)),
  job: (_root, args) => ({ id: args.id, done: true }),
  customerMergeJobStatus: (_root, args, context) => context.shop.mergeJobs.get(String(args.jobId)) ?? null,
};
