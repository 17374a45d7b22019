import type { Dataset, ShopifyAddress, ShopifyCustomer, ShopifyOrder, ShopifyProduct } from '../dataset.ts';
import { sampleDataset } from '../sample-dataset.ts';

/** Picks by turns of different length, so that every combination comes up among some dozens. */
function turn<Item>(items: readonly Item[], index: number, every = 1): Item {
  return items[Math.floor(index / every) % items.length]!;
}

/** Products that Shopify's documentation speaks of, beside others. */
const SOLD: readonly { id: string; tags: string[] }[] = [
  { id: '1012132033639', tags: ['Sports wear', 'summer'] },
  { id: '2012162031638', tags: ['Red hats'] },
  { id: '1234', tags: ['SUMMER'] },
  { id: '99887766', tags: [] },
];

const PLACES = [
  { countryCodeV2: 'US', provinceCode: 'NY', city: 'New York City' },
  { countryCodeV2: 'US', provinceCode: 'CA', city: 'Los Angeles' },
  { countryCodeV2: 'CA', provinceCode: 'ON', city: 'Ottawa' },
  { countryCodeV2: 'FR', provinceCode: null, city: 'Lyon' },
  null,
] as const;

/** Around days and moments of the documentation's examples, and around some days before `now`. */
function instants(now: Date): string[] {
  const ago = (days: number, hours = 0) => new Date(now.getTime() - days * 86_400_000 - hours * 3_600_000);
  const fixed = [
    '2020-01-01T05:00:00Z',
    '2020-05-30T03:59:59Z',
    '2020-05-30T04:00:00Z',
    '2020-05-30T20:00:00Z',
    '2020-05-30T20:00:01Z',
    '2020-05-31T03:59:59Z',
    '2020-05-31T04:00:00Z',
    '2021-01-01T04:59:59Z',
    '2022-01-01T12:00:00Z',
    '2022-01-02T05:00:00Z',
  ];
  const late = [0, 1, 7, 8, 14, 15, 29, 31, 44, 46, 89, 91, 92, 240, 364, 366].map((days) => ago(days, days % 3));
  return [...fixed, ...late.map((at) => at.toISOString())].map((at) => `${at.slice(0, 19)}Z`);
}

/** A name of letters that no other is like: customers here are one person each. */
function name(index: number): string {
  const letters = 'bcdfghjklmnpqrstvwxz';
  const at = (shift: number) => letters[(index * 7 + shift * 5 + Math.floor(index / 20) * (3 + shift)) % 20]!;
  return `${at(0)}a${at(1)}o${at(2)}i${at(3)}e${at(4)}`;
}

function address(index: number): ShopifyAddress[] {
  const place = turn(PLACES, index);
  const base = {
    firstName: null,
    lastName: null,
    company: null,
    address2: null,
    province: null,
    country: null,
    phone: null,
  };
  return place
    ? [{ ...base, ...place, address1: `${name(index)} Street ${index * 13 + 1}`, zip: String(10_000 + index * 37) }]
    : [];
}

function customer(like: ShopifyCustomer, index: number, createdAt: string): ShopifyCustomer {
  const states = ['SUBSCRIBED', 'NOT_SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING'] as const;
  const consent = (every: number) => {
    const marketingState = turn(states, index, every);
    return {
      marketingState,
      marketingOptInLevel: null,
      marketingUpdatedAt: marketingState === 'NOT_SUBSCRIBED' ? null : createdAt,
    };
  };
  return {
    ...like,
    createdAt,
    updatedAt: createdAt,
    firstName: name(index + 100),
    lastName: name(index),
    email: `${name(index)}@${turn(['example.com', 'Example.com', 'other.example'], index)}`,
    phone: `+1212555${String(1000 + index)}`,
    state: turn(['ENABLED', 'DISABLED', 'INVITED', 'DECLINED'] as const, index, 2),
    locale: turn(['fr', 'en', 'de'], index, 3),
    tags: turn([['vip'], [], ['VIP', "'VIP'"], ['other']], index, 2),
    emailConsent: consent(1),
    smsConsent: consent(3),
    addresses: address(index),
  };
}

function order(like: ShopifyOrder, index: number, buyer: ShopifyCustomer, placedAt: string): ShopifyOrder {
  const total = turn(['10.99', '999.99', '1000.00', '20.00', '20.01', '250.00', '0.99'], index);
  const [line] = like.lineItems;
  const sold = turn(SOLD, index);
  const fate = turn(
    ['paid', 'paid', 'refunded', 'paid', 'test', 'paid', 'cancelled', 'paid', 'voided'] as const,
    index,
  );
  return {
    ...like,
    customerId: buyer.id,
    email: buyer.email,
    createdAt: placedAt,
    processedAt: placedAt,
    updatedAt: placedAt,
    sourceName: turn(['web', 'pos', 'web'], index),
    locationId: turn([null, '655441491', null], index),
    total,
    subtotal: total,
    test: fate === 'test',
    cancelledAt: fate === 'cancelled' ? placedAt : null,
    financialStatus: fate === 'voided' ? 'VOIDED' : fate === 'refunded' ? 'PARTIALLY_REFUNDED' : 'PAID',
    lineItems: [
      {
        ...line!,
        productId: sold.id,
        variantId: null,
        price: total,
        quantity: turn([1, 5, 2, 1], index, 2),
        currentQuantity: 1,
      },
      {
        ...line!,
        id: `${line!.id}9`,
        productId: turn(SOLD, index, 3).id,
        variantId: null,
        price: '0.00',
        quantity: 1,
        currentQuantity: 1,
      },
    ],
    refunds:
      fate === 'refunded'
        ? [{ id: `9${like.id.slice(1)}`, createdAt: placedAt, note: null, amount: '0.50', lines: [] }]
        : [],
  };
}

/**
 * A shop in which most of what Shopify's documentation asks its segment language is true of some customers and not of others: a few dozen
 * customers, each another person, with orders on the edges of days, some of which do not count.
 */
export function variedDataset(now: Date, handle = 'varied'): Dataset {
  const base = sampleDataset({ handle, customers: 72, orders: 240 });
  const times = instants(now);
  const customers = base.customers.map((like, index) => customer(like, index, turn(times, index)));
  const buyers = customers.filter((_, index) => index % 6 !== 5);
  const orders = base.orders.map((like, index) =>
    order(like, index, turn(buyers, index * index + index), turn(times, index * 5 + Math.floor(index / 26))),
  );
  const [product] = base.products;
  const products: ShopifyProduct[] = SOLD.map(({ id, tags }, index) => ({
    ...product!,
    id,
    tags,
    title: `Sold ${index}`,
    handle: `sold-${index}`,
    variants: [],
  }));
  return {
    ...base,
    shop: { ...base.shop, ianaTimezone: 'America/New_York', currencyCode: 'USD', countryCode: 'US' },
    locations: [{ id: '655441491', name: 'Soho', city: 'New York', countryCode: 'US' }],
    products,
    customers,
    orders: orders.map((one) => ({ ...one, currencyCode: 'USD' })),
  };
}
