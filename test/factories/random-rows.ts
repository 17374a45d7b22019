import fc from 'fast-check';
import type { LineFacts, OrderFacts, RecordFacts } from '#app/segments/facts.ts';
import { isStorable } from '#app/segments/kinds/check-condition.ts';
import { handles, texts } from './random-rules.ts';

/** The sources, stores and products that random facts speak of; a test that writes them to the database writes these too. */
export const factSources = [
  { kind: 'shopify', name: 'Shopify' },
  { kind: 'square', name: 'Till Soho' },
] as const;
export const factStores = [
  { name: 'Soho', externalId: '42' },
  { name: 'Mitte', externalId: '655441491' },
] as const;
export const factProducts = [
  { externalId: '42', productType: 'shoes', tags: ['VIP', 'gold'] },
  { externalId: '100', productType: null, tags: [] },
] as const;

const text = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'grapheme', maxLength: 8 }).filter(isStorable));
const maybeText = fc.option(text, { freq: 3 });
const tags = fc.array(text, { maxLength: 3 });
const day = fc.constantFrom('2024-02-29', '1990-07-16', '2026-06-15', '2026-07-15', '2026-07-01', '1985-12-31');
const maybeDay = fc.option(fc.oneof(day, text), { freq: 3 });
const amount = fc.oneof(fc.integer({ min: 0, max: 13_000 }), fc.constantFrom(0, 100, 10_000, 4_200));
const quantity = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constantFrom(0.25, 1.5, 0.1));
const currency = fc.constantFrom('EUR', 'EUR', 'EUR', 'USD');

/** Instants around the present of the tests, many on the edge of a day in Berlin. */
const instant = fc
  .oneof(
    fc.constantFrom('2026-07-15T22:00:00Z', '2026-07-15T21:59:59Z', '2026-07-14T22:00:00Z', '2026-06-14T22:00:00Z'),
    fc.constantFrom('2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z', '2025-12-31T23:00:00Z', '2025-12-31T22:59:59Z'),
    fc
      .integer({ min: -900, max: 40 })
      .map((days) => new Date(Date.UTC(2026, 6, 16) + days * 86_400_000 + 36_000_000).toISOString()),
  )
  .map((iso) => new Date(iso));
const maybeInstant = fc.option(instant, { freq: 3 });

const custom = fc
  .record(
    {
      shoe_size: fc.oneof(fc.constantFrom('42', '42.50', '-1', '1e5', ' 42'), text),
      'Favourite colour': text,
      newsletter: fc.constantFrom('true', 'FALSE', 'yes', ''),
      'metafields.facts.birth_date': fc.oneof(day, fc.constantFrom('2026-07-15T10:00:00Z', '15.07.2026')),
      latitude: fc.constantFrom('52.5', '40.7', 'north'),
      longitude: fc.constantFrom('13.4', '-74.0', ''),
      store_credit_balance: fc.constantFrom('12.50', '0', 'none'),
      store_credit_currency: fc.constantFrom('EUR', ''),
      store_credit_next_expiry_date: fc.oneof(day, text),
      abandoned_checkout_date: day,
      created_by_app_id: fc.constantFrom('42', '580111'),
    },
    { requiredKeys: [] },
  )
  .map((record) => ({ ...record }) as Record<string, string>);

export const person = fc.record({
  givenName: maybeText,
  familyName: maybeText,
  company: maybeText,
  email: fc.option(fc.constantFrom('ada@gmail.com', "Bob@O'Brien", 'nobody', '', 'x@y@z'), { freq: 3 }),
  phone: fc.option(fc.constantFrom('+4915112345678', ''), { freq: 2 }),
  city: maybeText,
  region: maybeText,
  postalCode: maybeText,
  country: fc.option(fc.constantFrom('US', 'DE', 'us')),
  birthDate: maybeDay,
  language: fc.option(fc.constantFrom('en', 'fr-CA', 'EN')),
  tags,
  recordsCount: fc.integer({ min: 0, max: 4 }),
  firstSeenAt: instant,
});

const count = fc.integer({ min: 0, max: 4 });

export const metrics = fc.record({
  ordersCount: count,
  onlineOrders: count,
  posOrders: count,
  grossMinor: amount,
  refundedMinor: amount,
  netMinor: amount,
  onlineNetMinor: amount,
  posNetMinor: amount,
  averageOrderMinor: fc.option(amount),
  refundsCount: count,
  firstOrderAt: maybeInstant,
  lastOrderAt: maybeInstant,
  firstChannel: fc.option(fc.constantFrom('online', 'pos')),
  medianGapDays: fc.option(fc.constantFrom(0, 30, 45.5, 33.3, 0.1)),
  channels: fc.subarray(['online', 'pos', 'phone']),
  stores: tags,
  emailConsent: fc.constantFrom('granted', 'denied', 'pending', 'unknown'),
  smsConsent: fc.constantFrom('granted', 'denied', 'pending', 'unknown'),
  reviewsCount: count,
  averageRating: fc.option(fc.constantFrom(4.3, 3, 0.1, 5)),
  ticketsCount: count,
  storeVisits: count,
  webVisits: count,
  ordersForOthers: count,
  ordersReceived: count,
});

export const household = fc.record({
  people: fc.integer({ min: 2, max: 5 }),
  buyers: count,
  ordersCount: count,
  netMinor: amount,
  lastOrderAt: maybeInstant,
});

const score = fc.option(fc.integer({ min: 1, max: 5 }));

export const scores = fc.record({
  rfmGroup: fc.option(fc.constantFrom('CHAMPIONS', 'AT_RISK')),
  recencyScore: score,
  frequencyScore: score,
  monetaryScore: score,
  predictedValueMinor: fc.option(amount),
  spendTier: fc.option(fc.constantFrom('HIGH', 'LOW')),
  probabilityAlive: fc.option(fc.constantFrom(0.25, 0.1, 1, 0)),
  churnRisk: fc.option(fc.constantFrom(0.25, 0.7)),
  nextOrderDay: fc.option(fc.constantFrom('2026-07-15', '2026-07-16', '2026-08-01')),
});

export const record: fc.Arbitrary<Omit<RecordFacts, 'id'>> = fc
  .record({
    source: fc.constantFrom(...factSources),
    kind: fc.constantFrom('customer', 'guest', 'contact', 'member'),
    email: maybeText,
    phone: maybeText,
    company: maybeText,
    city: fc.option(fc.constantFrom('New York City', 'Berlin', '')),
    region: fc.option(fc.constantFrom('NY', '')),
    postalCode: maybeText,
    country: fc.option(fc.constantFrom('US', 'DE', '')),
    accountState: fc.option(fc.constantFrom('enabled', 'disabled', 'blocked')),
    tags,
    custom,
    versionAt: maybeInstant,
    firstSeenAt: instant,
  })
  .map(({ source, ...rest }) => ({ ...rest, sourceKind: source.kind, sourceName: source.name }));

const line: fc.Arbitrary<Omit<LineFacts, 'position'>> = fc
  .record({
    productExternalId: fc.option(fc.constantFrom('42', '100', '7', 'VIP')),
    variantExternalId: maybeText,
    sku: maybeText,
    title: text,
    category: maybeText,
    vendor: maybeText,
    quantity,
    unitMinor: fc.option(amount),
    discountMinor: fc.constantFrom(0, 0, 500),
    totalMinor: amount,
  })
  .map((given) => {
    const product = factProducts.find((known) => known.externalId === given.productExternalId);
    return { ...given, productType: product?.productType ?? null, productTags: product?.tags ?? [] };
  });

export const order: fc.Arbitrary<Omit<OrderFacts, 'id'>> = fc
  .record({
    sourceKind: fc.constantFrom(...factSources).map((source) => source.kind),
    channel: fc.constantFrom('online', 'pos', 'phone', 'other'),
    place: fc.option(fc.constantFrom(...factStores)),
    placedAt: instant,
    currency,
    totalMinor: amount,
    netMinor: amount,
    discountMinor: fc.constantFrom(0, 0, 1_000),
    refundedMinor: fc.constantFrom(0, 0, 1_000),
    status: fc.constantFrom('paid', 'paid', 'open', 'refunded', 'cancelled', 'voided'),
    isTest: fc.constantFrom(false, false, false, true),
    deleted: fc.constantFrom(false, false, false, true),
    tags,
    discountCodes: tags,
    staff: maybeText,
    lines: fc.array(line, { maxLength: 3 }),
  })
  .map(({ place, lines, ...rest }) => ({
    ...rest,
    store: place?.name ?? null,
    storeExternalId: place?.externalId ?? null,
    lines: lines.map((one, index) => ({ ...one, position: index + 1 })),
  }));

export const refund = fc.record({
  refundedAt: maybeInstant,
  amountMinor: amount,
  currency,
  reason: maybeText,
});

export const interaction = fc.record({
  type: fc.constantFrom('email', 'visit', 'ticket', 'call'),
  direction: fc.option(fc.constantFrom('in', 'out')),
  subject: maybeText,
  status: fc.option(fc.constantFrom('opened', 'clicked', 'bounced', 'product_viewed', 'collection_viewed', 'open')),
  staff: maybeText,
  happenedAt: instant,
  custom: fc
    .record({ activity_id: fc.constantFrom('42', ''), product_id: fc.constant('42'), tag: text }, { requiredKeys: [] })
    .map((given) => ({ ...given }) as Record<string, string>),
});

export const opinion = fc.record({
  type: fc.constantFrom('review', 'nps', 'csat', 'survey'),
  rating: fc.option(fc.constantFrom(1, 2.5, 4.25, 5)),
  ratingMax: fc.constantFrom(5, 10),
  productExternalId: fc.option(fc.constantFrom('42', '100')),
  verifiedPurchase: fc.option(fc.boolean()),
  happenedAt: maybeInstant,
});

export const loyaltyEntry = fc.record({
  entry: fc.constantFrom('balance', 'movement'),
  programme: maybeText,
  tier: maybeText,
  status: maybeText,
  points: fc.option(fc.integer({ min: -50, max: 130 })),
  happenedAt: maybeInstant,
  expiresAt: maybeInstant,
});

export const statement = fc.record({
  channel: fc.constantFrom('email', 'sms', 'post', 'phone'),
  purpose: fc.constantFrom('marketing', 'Marketing', 'newsletter'),
  state: fc.constantFrom('granted', 'denied', 'pending', 'unknown'),
  statedAt: maybeInstant,
  method: maybeText,
});

export const segmentEvent = fc.record({
  handle: fc.constantFrom(...handles),
  kind: fc.constantFrom('entered' as const, 'left' as const),
  happenedAt: instant,
});
