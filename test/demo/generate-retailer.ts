import type { Dataset, ShopifyOrder } from '#test/shopify/dataset.ts';
import { shopifyProduct } from './catalogue.ts';
import { makeContacts } from './contacts.ts';
import { type Household, makeHousehold } from './households.ts';
import { Ledger } from './ledger.ts';
import { OrderNumbers } from './order-numbers.ts';
import { shopifyLocations, shopifyShop } from './shopify-places.ts';
import { planShopping, sellsOnShopify } from './shopping.ts';
import { type Truth, viewHousehold } from './view-household.ts';
import type { Views } from './views.ts';
import { makeWorld, type RetailerOptions, type World } from './world.ts';

/** One household: what is true of it, and what each system says. */
export type RetailerPart = Truth & { views: Views };

/** A whole retailer, generated as it is read: nothing but the order numbers (8 bytes an order) is held. */
export type Retailer = {
  options: Required<RetailerOptions>;
  world: World;
  /** Everything on Shopify's side that does not grow with the number of people. */
  shopify: Pick<Dataset, 'shop' | 'locations' | 'products'>;
  /** Every household in turn, from the first; each call starts anew and yields the same. About 0.2 ms a person. */
  parts(): Generator<RetailerPart>;
};

/**
 * The demo retailer of the given size: one truth and its dirty, siloed views. Same options, same bytes.
 * No instant lies after `now`. Costs a first pass over all purchases (about 10 µs a person) to number the orders by time.
 */
export function generateRetailer({ people, seed, now, years = 3 }: RetailerOptions): Retailer {
  const world = makeWorld({ people, seed, now, years });
  const instants: number[] = [];
  for (const household of households(world)) {
    for (const visit of planShopping(world, household).visits) if (sellsOnShopify(visit)) instants.push(visit.at);
  }
  return {
    options: { people, seed, now, years },
    world,
    shopify: {
      shop: shopifyShop,
      locations: [...shopifyLocations],
      products: [...world.catalogue.products, world.catalogue.giftCard].map((product) =>
        shopifyProduct(product, world.now),
      ),
    },
    *parts() {
      const ledger = new Ledger(world, new OrderNumbers(instants, 1001));
      for (const household of households(world))
        yield viewHousehold(world, ledger, household, makeContacts(world, household, ledger.mailboxes));
    },
  };
}

/** The Shopify side in memory, customers and orders by id (so by time): for tests and up to about 100,000 people. */
export function datasetOf(retailer: Retailer): Dataset {
  const dataset: Dataset = { ...retailer.shopify, customers: [], orders: [] };
  for (const { views } of retailer.parts()) {
    dataset.customers.push(...views.shopifyCustomers);
    dataset.orders.push(...views.shopifyOrders);
  }
  dataset.customers.sort(byId);
  dataset.orders.sort(byId);
  return dataset;
}

function byId(a: { id: string }, b: Pick<ShopifyOrder, 'id'>): number {
  return a.id < b.id ? -1 : 1;
}

/** Households until the wanted number of people is reached; the last one may lose some of its members. */
function* households(world: World): Generator<Household> {
  for (let index = 0, person = 0; person < world.people; index++) {
    const household = makeHousehold(world, index, person);
    const room = world.people - person;
    person += household.people.length;
    yield household.people.length <= room ? household : { ...household, people: household.people.slice(0, room) };
  }
}
