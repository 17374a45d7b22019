import type { Dataset, ShopifyCustomer, ShopifyOrder, ShopifyProduct } from './dataset.ts';

/** Repeatable numbers in [0, 1): mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const DAY_MS = 86_400_000;
const FIRST = ['Anna', 'Ben', 'Clara', 'David', 'Eva', 'Finn', 'Hanna', 'Ivan', 'Julia', 'Karl'];
const LAST = ['Adler', 'Berger', 'Conti', 'Dubois', 'Evans', 'Fuchs', 'Garcia', 'Huber', 'Ivanov', 'Jung'];

/** An id beyond 2^53 whose last digits a JavaScript number would lose. */
function bigId(kind: number, index: number): string {
  return `${kind}06405506${String(index * 7 + 3).padStart(9, '0')}1`;
}

function instant(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function product(index: number): ShopifyProduct {
  const price = `${(9 + index * 5).toFixed(2)}`;
  return {
    id: bigId(5, index),
    title: `Product ${index + 1}`,
    handle: `product-${index + 1}`,
    productType: index % 2 === 0 ? 'Shirts' : 'Shoes',
    vendor: 'House',
    tags: index % 3 === 0 ? ['summer'] : [],
    status: 'ACTIVE',
    createdAt: '2023-01-01T00:00:00Z',
    updatedAt: '2023-01-01T00:00:00Z',
    variants: [{ id: bigId(6, index), title: 'Default Title', sku: `SKU-${index + 1}`, price, unitCost: '4.00' }],
  };
}

function customer(index: number, createdAt: string): ShopifyCustomer {
  const firstName = FIRST[index % FIRST.length] ?? null;
  const lastName = LAST[Math.floor(index / FIRST.length) % LAST.length] ?? null;
  return {
    id: bigId(7, index),
    createdAt,
    updatedAt: createdAt,
    firstName,
    lastName,
    email: `${firstName}.${lastName}.${index}@example.com`.toLowerCase(),
    phone: index % 4 === 0 ? `+49301${String(index).padStart(7, '0')}` : null,
    state: 'ENABLED',
    locale: 'de',
    note: null,
    tags: index % 5 === 0 ? ['vip'] : [],
    verifiedEmail: true,
    taxExempt: false,
    emailConsent: {
      marketingState: 'SUBSCRIBED',
      marketingOptInLevel: 'CONFIRMED_OPT_IN',
      marketingUpdatedAt: createdAt,
    },
    smsConsent: { marketingState: 'NOT_SUBSCRIBED', marketingOptInLevel: null, marketingUpdatedAt: null },
    addresses: [
      {
        firstName,
        lastName,
        company: null,
        address1: `Hauptstraße ${index + 1}`,
        address2: null,
        city: 'Berlin',
        province: null,
        provinceCode: null,
        country: 'Germany',
        countryCodeV2: 'DE',
        zip: '10115',
        phone: null,
      },
    ],
  };
}

const VISITS = [
  { landingPage: '/products/product-1?utm_source=google&utm_medium=cpc&utm_campaign=spring', referrer: null },
  { landingPage: '/', referrer: 'https://www.instagram.com/' },
  { landingPage: '/', referrer: null },
];

function order(index: number, buyer: ShopifyCustomer, sold: ShopifyProduct, placedAt: string): ShopifyOrder {
  const price = sold.variants[0]?.price ?? '10.00';
  const isPos = index % 4 === 3;
  const refunded = index % 10 === 9;
  const lineId = bigId(3, index);
  return {
    id: bigId(8, index),
    name: `#${1001 + index}`,
    createdAt: placedAt,
    processedAt: placedAt,
    updatedAt: placedAt,
    cancelledAt: null,
    cancelReason: null,
    test: false,
    tags: [],
    sourceName: isPos ? 'pos' : 'web',
    customerId: isPos && index % 8 === 7 ? null : buyer.id,
    email: isPos ? null : buyer.email,
    phone: null,
    currencyCode: 'EUR',
    subtotal: price,
    totalDiscounts: '0.00',
    totalTax: '0.00',
    totalShipping: '0.00',
    total: price,
    financialStatus: refunded ? 'REFUNDED' : 'PAID',
    fulfillmentStatus: 'FULFILLED',
    discountCodes: [],
    locationId: isPos ? '706405506000000001' : null,
    ...(isPos ? {} : { visit: VISITS[index % VISITS.length]! }),
    billingAddress: null,
    shippingAddress: null,
    lineItems: [
      {
        id: lineId,
        productId: sold.id,
        variantId: sold.variants[0]?.id ?? null,
        title: sold.title,
        variantTitle: null,
        sku: sold.variants[0]?.sku ?? null,
        vendor: sold.vendor,
        quantity: 1,
        currentQuantity: refunded ? 0 : 1,
        price,
        totalDiscount: '0.00',
      },
    ],
    refunds: refunded
      ? [
          {
            id: bigId(4, index),
            createdAt: placedAt,
            note: null,
            amount: price,
            lines: [{ id: bigId(2, index), lineItemId: lineId, quantity: 1, subtotal: price, totalTax: '0.00' }],
          },
        ]
      : [],
  };
}

/** A small made-up shop for tests and for trying the shell; the same arguments give the same shop. */
export function sampleDataset(
  options: { handle?: string; customers?: number; orders?: number; seed?: number } = {},
): Dataset {
  const random = generator(options.seed ?? 1);
  const handle = options.handle ?? 'sample-store';
  const start = Date.parse('2024-01-01T00:00:00Z');
  const products = Array.from({ length: 12 }, (_, index) => product(index));
  const customers = Array.from({ length: options.customers ?? 40 }, (_, index) =>
    customer(index, instant(start + index * 3_600_000)),
  );
  const orders = Array.from({ length: options.orders ?? 100 }, (_, index) => {
    const buyer = customers[Math.floor(random() * customers.length)] as ShopifyCustomer;
    const sold = products[Math.floor(random() * products.length)] as ShopifyProduct;
    return order(index, buyer, sold, instant(start + 60 * DAY_MS + index * 1_800_000));
  });
  return {
    shop: {
      id: '706405506930370001',
      name: 'Sample Store',
      handle,
      email: `owner@${handle}.example.com`,
      currencyCode: 'EUR',
      ianaTimezone: 'Europe/Berlin',
      countryCode: 'DE',
    },
    locations: [{ id: '706405506000000001', name: 'Berlin Mitte', city: 'Berlin', countryCode: 'DE' }],
    products,
    customers,
    orders,
  };
}
