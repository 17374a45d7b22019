import type { ShopifyCustomer, ShopifyLineItem, ShopifyOrder } from '../dataset.ts';
import { toCents } from '../world/money.ts';
import type { ShopStore } from '../world/shop-store.ts';
import { spentCents } from '../world/spending.ts';
import { dateFits, listFits, numberFits, textFits } from './fits.ts';
import { type Asked, type Query, readQuery } from './read-query.ts';

type Seen = { store: ShopStore; customer: ShopifyCustomer; orders: readonly ShopifyOrder[]; now: Date };

/** Ids of the customers whom a query of Shopify's segment language finds, in order, of what the shop here holds. One pass over it. */
export function findMembers(store: ShopStore, text: string, now: Date): string[] {
  const query = readQuery(text);
  return [...store.customers.values()]
    .filter((customer) => holds(query, { store, customer, orders: countingOrders(store, customer), now }))
    .map(({ id }) => id)
    .sort();
}

function countingOrders(store: ShopStore, customer: ShopifyCustomer): ShopifyOrder[] {
  return store
    .ordersOf(customer.id)
    .filter((order) => !order.test && order.cancelledAt === null && order.financialStatus !== 'VOIDED');
}

function holds(query: Query, seen: Seen): boolean {
  switch (query.kind) {
    case 'all':
      return query.parts.every((part) => holds(part, seen));
    case 'any':
      return query.parts.some((part) => holds(part, seen));
    case 'attribute':
      return attributeFits(query.name, query.asked, seen);
    case 'anniversary':
      return anniversaryFits(query.of, query.asked, seen);
    case 'function':
      return functionHolds(query.name, query.parameters, seen) !== query.isNegated;
  }
}

/** Whether what is asked fits one attribute; a shop here has no data of the others, which then are not known of anybody. */
const attributes: Readonly<Record<string, (asked: Asked, seen: Seen) => boolean>> = {
  amount_spent: (asked, { orders }) => numberFits(spentCents(orders) / 100, asked),
  number_of_orders: (asked, { orders }) => numberFits(orders.length, asked),
  first_order_date: (asked, seen) => dateFits(placed(seen)[0] ?? null, asked, clock(seen)),
  last_order_date: (asked, seen) => dateFits(placed(seen).at(-1) ?? null, asked, clock(seen)),
  customer_added_date: (asked, seen) => dateFits(seen.customer.createdAt, asked, clock(seen)),
  customer_tags: (asked, { customer }) => listFits(customer.tags, asked),
  customer_countries: (asked, { customer }) => listFits(places(customer, 'country'), asked),
  customer_regions: (asked, { customer }) => listFits(places(customer, 'region'), asked),
  customer_cities: (asked, { customer }) => listFits(places(customer, 'city'), asked),
  companies: (asked) => listFits([], asked),
  customer_email_domain: (asked, { customer }) => textFits(customer.email?.split('@').at(-1) ?? null, asked),
  customer_language: (asked, { customer }) => textFits(customer.locale, asked),
  customer_account_status: (asked, { customer }) => textFits(customer.state, asked),
  email_subscription_status: (asked, { customer }) => textFits(customer.emailConsent.marketingState, asked),
  sms_subscription_status: (asked, { customer }) => textFits(customer.smsConsent.marketingState, asked),
};

function attributeFits(name: string, asked: Asked, seen: Seen): boolean {
  const known = attributes[name];
  return known ? known(asked, seen) : textFits(null, asked);
}

const clock = ({ store, now }: Seen) => ({ timeZone: store.shop.ianaTimezone, now });

function placed({ orders }: Seen): string[] {
  return orders.map((order) => order.processedAt).sort();
}

function places({ addresses: [address] }: ShopifyCustomer, depth: 'country' | 'region' | 'city'): string[] {
  if (!address?.countryCodeV2) return [];
  const { countryCodeV2: country, provinceCode: region } = address;
  const city = address.city?.replaceAll(' ', '') ?? null;
  const parts = { country: [country], region: [country, region], city: [country, ...(region ? [region] : []), city] }[
    depth
  ];
  return parts.every(Boolean) ? [parts.join('-')] : [];
}

function anniversaryFits(of: string, asked: Asked, seen: Seen): boolean {
  const dates: Record<string, string | null> = {
    first_order_date: placed(seen)[0] ?? null,
    last_order_date: placed(seen).at(-1) ?? null,
    customer_added_date: seen.customer.createdAt,
  };
  return dateFits(dates[of] ?? null, asked, { ...clock(seen), isYearly: true });
}

type Parameters = Extract<Query, { kind: 'function' }>['parameters'];

function functionHolds(name: string, parameters: Parameters, seen: Seen): boolean {
  switch (name) {
    case 'orders_placed':
      return ordersHold(parameters, seen);
    case 'products_purchased':
      return productsHold(parameters, seen);
    default:
      // E-mails, visits, store credit, coordinates: nobody here has any.
      return false;
  }
}

const appIds: Readonly<Record<string, string>> = { web: '580111', pos: '129785' };

function ordersHold(parameters: Parameters, seen: Seen): boolean {
  const fitting = seen.orders.filter((order) =>
    parameters.every(({ name, asked }) => {
      switch (name) {
        case 'app_id':
          return textFits(appIds[order.sourceName] ?? null, asked);
        case 'location_id':
          return textFits(order.locationId, asked);
        case 'amount':
          return numberFits(Number(order.total), asked);
        case 'date':
          return dateFits(order.processedAt, asked, clock(seen));
        default:
          return true;
      }
    }),
  );
  const sum = fitting.reduce((cents, order) => cents + toCents(order.total), 0) / 100;
  return totalsHold(parameters, fitting.length, { count: fitting.length, sum_amount: sum });
}

type Bought = { order: ShopifyOrder; line: ShopifyLineItem };

function productsHold(parameters: Parameters, seen: Seen): boolean {
  const bought = seen.orders.flatMap((order): Bought[] => order.lineItems.map((line) => ({ order, line })));
  const fitting = bought.filter(({ order, line }) =>
    parameters.every(({ name, asked }) => {
      switch (name) {
        case 'id':
          return textFits(line.productId, asked);
        case 'tag':
          return listFits(seen.store.products.get(line.productId ?? '')?.tags ?? [], {
            ...asked,
            operator: 'contains',
          });
        case 'quantity':
          return numberFits(line.quantity, asked);
        case 'date':
          return dateFits(order.processedAt, asked, clock(seen));
        default:
          return true;
      }
    }),
  );
  const quantity = fitting.reduce((pieces, { line }) => pieces + line.quantity, 0);
  const orders = new Set(fitting.map(({ order }) => order.id)).size;
  return totalsHold(parameters, fitting.length, { count: orders, sum_quantity: quantity });
}

/** Without a total some row has to fit; with one, all that fit are taken together, and none is as good as any. */
function totalsHold(parameters: Parameters, fitting: number, totals: Readonly<Record<string, number>>): boolean {
  const asked = parameters.filter(({ name }) => Object.hasOwn(totals, name));
  return asked.length === 0 ? fitting > 0 : asked.every((one) => numberFits(totals[one.name]!, one.asked));
}
