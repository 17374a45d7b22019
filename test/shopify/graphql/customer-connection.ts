import type { ShopifyCustomer } from '../dataset.ts';
import type { Args, GraphContext } from './graph-context.ts';
import { comparator, type Ordering, type Page, paginate } from './page.ts';
import { compileSearch, type SearchFields } from './search-query.ts';

export const CUSTOMER_SEARCH: SearchFields<ShopifyCustomer> = {
  fields: {
    id: (customer) => customer.id,
    email: (customer) => customer.email,
    phone: (customer) => customer.phone,
    first_name: (customer) => customer.firstName,
    last_name: (customer) => customer.lastName,
    tag: (customer) => customer.tags,
    state: (customer) => customer.state.toLowerCase(),
    created_at: (customer) => customer.createdAt,
    customer_date: (customer) => customer.createdAt,
    updated_at: (customer) => customer.updatedAt,
    country: (customer) => customer.addresses[0]?.country ?? null,
  },
  words: (customer) => [customer.firstName, customer.lastName, customer.email, customer.phone],
};

const by = (key: (customer: ShopifyCustomer) => string | number): Ordering<ShopifyCustomer> => ({
  key,
  id: (customer) => customer.id,
});

const ORDERINGS: Record<string, Ordering<ShopifyCustomer>> = {
  ID: by(() => 0),
  CREATED_AT: by((customer) => customer.createdAt),
  UPDATED_AT: by((customer) => customer.updatedAt),
  NAME: by((customer) => `${customer.lastName ?? ''}, ${customer.firstName ?? ''}`),
};

export function allCustomers(args: Args, context: GraphContext): Page<ShopifyCustomer> {
  const wanted = String(args.sortKey ?? 'ID');
  const name = wanted in ORDERINGS ? wanted : 'ID';
  const ordering = ORDERINGS[name] as Ordering<ShopifyCustomer>;
  const query = String(args.query ?? '');
  const matches = compileSearch(query, CUSTOMER_SEARCH);
  return paginate(
    context.store.sortedCustomers.select(name, comparator(ordering), query, matches),
    args,
    context,
    ordering,
  );
}
