import { describe, expect, it } from 'vitest';
import { type Catalogue, emptyCatalogue } from './catalogue.ts';
import { parseRule } from './parse-rule.ts';
import { printRule } from './print-rule.ts';
import { toShopify } from './to-shopify.ts';

/** Every attribute, operator and date form of Shopify's documentation that reads alike in both dialects. */
const plain = [
  "email_subscription_status = 'SUBSCRIBED'",
  "email_subscription_status != 'INVALID'",
  "sms_subscription_status = 'NOT_SUBSCRIBED'",
  'last_order_date = 2020-05-30',
  'last_order_date != 2020-05-30',
  'last_order_date > 2020-05-30',
  'last_order_date >= -2w',
  'last_order_date = -1m',
  'last_order_date < -1y',
  'last_order_date > -7d',
  'last_order_date BETWEEN 2021-01-01 AND today',
  'last_order_date BETWEEN 2020-01-01 AND -7d',
  'last_order_date = yesterday',
  'last_order_date > 2020-05-30T16:00:00',
  'first_order_date IS NOT NULL',
  'abandoned_checkout_date > -8m',
  'customer_added_date < -10y',
  "customer_account_status = 'DISABLED'",
  "customer_account_status != 'DISABLED'",
  'amount_spent = 10.99',
  'amount_spent BETWEEN 1 AND 999.99',
  'number_of_orders = 10',
  'number_of_orders BETWEEN 100 AND 1000',
  "customer_tags CONTAINS 'vip'",
  "customer_tags NOT CONTAINS 'vip'",
  "customer_tags CONTAINS '\\'VIP\\''",
  'customer_tags IS NULL',
  "customer_cities CONTAINS 'US-NY-NewYorkCity'",
  "customer_cities NOT CONTAINS 'US-CA-LosAngeles'",
  "customer_regions CONTAINS 'US-NY'",
  "customer_countries CONTAINS 'CA'",
  'companies CONTAINS 42',
  "customer_email_domain = 'example.com'",
  "customer_language = 'fr'",
  'created_by_app_id = 1354745',
  "product_subscription_status = 'SUBSCRIBED'",
  "predicted_spend_tier = 'HIGH'",
  "rfm_group = 'CHAMPIONS'",
  "metafields.facts.loyalty-tier = 'gold'",
  'metafields.facts.birth_date > 1990-01-01',
  "email_subscription_status = 'SUBSCRIBED' AND customer_countries CONTAINS 'CA'",
  "email_subscription_status = 'SUBSCRIBED' OR customer_countries CONTAINS 'CA'",
  "(email_subscription_status = 'SUBSCRIBED' AND customer_countries CONTAINS 'CA') OR amount_spent > 999.99",
  "email_subscription_status = 'SUBSCRIBED' AND (customer_countries CONTAINS 'CA' OR amount_spent > 999.99)",
];

const matches = [
  'products_purchased NOT MATCHES ()',
  'products_purchased MATCHES (id = 2012162031638)',
  "products_purchased MATCHES (tag = 'Sports wear')",
  'products_purchased MATCHES (id IN (2012162031638, 1012132033639))',
  'products_purchased MATCHES (id NOT IN (1012132033639))',
  'products_purchased MATCHES (id = 1012132033639, date = 2022-01-01)',
  'products_purchased NOT MATCHES (date > -3m)',
  'products_purchased MATCHES (id = 1012132033639, date BETWEEN -12m AND today)',
  'products_purchased MATCHES (id = 1234, count > 1)',
  'products_purchased MATCHES (quantity != 5)',
  'products_purchased MATCHES (sum_quantity >= 3)',
  'orders_placed MATCHES (app_id = 129785, sum_amount >= 500)',
  'orders_placed MATCHES (location_id = 655441491, count >= 2, amount > 20, date >= -90d)',
  'shopify_email.opened MATCHES ()',
  'shopify_email.opened NOT MATCHES (activity_id = 5240029206)',
  'shopify_email.opened MATCHES (activity_id IN (5240029206, 1932881090, 3250045832))',
  'shopify_email.marked_as_spam MATCHES (activity_id = 5240029206, date > -3m)',
  'shopify_email.bounced NOT MATCHES (activity_id = 5240029206, date BETWEEN -12m AND today)',
  'shopify_email.clicked MATCHES (count >= 3)',
  'shopify_email.delivered MATCHES (activity_id = 5240029206, date = 2022-01-01)',
  'shopify_email.unsubscribed MATCHES (activity_id IN (5240029206))',
  'storefront.product_viewed MATCHES (id = 1012132033639, date >= -7d)',
  "storefront.collection_viewed MATCHES (id = 841564295, tag = 'summer', count >= 2)",
  'customer_within_distance MATCHES (coordinates = (45.42, -75.69), distance_km = 10)',
  "store_credit_accounts MATCHES (balance > 0, currency = 'CAD')",
  'store_credit_accounts MATCHES (next_expiry_date BETWEEN today AND +30d, last_credit_date >= -30d)',
  "anniversary('metafields.facts.birth_date') = today",
  "anniversary('metafields.facts.birth_date') BETWEEN today AND +30d",
];

const legacy = [
  'shopify_email.opened() = true',
  'shopify_email.opened(date: -45d) = true',
  'shopify_email.opened(count_at_least: 5) = true',
  'products_purchased(quantity: 5) = true',
  "products_purchased(tag: 'Red hats') = true",
  'products_purchased(id: (1012132033639, 2012162031638)) = false',
  'products_purchased(id: 1012132033639, date: 2022-01-01) = true',
  'products_purchased(date: BETWEEN -12m AND today) = false',
  'orders_placed(app_id: 129785, date: -90d) = true',
  'customer_within_distance(coordinates: (45.42, -75.69), distance_mi: 6.2) = true',
  "store_credit_accounts(currency: 'CAD') = true",
  "anniversary(date: 'metafields.facts.birth_date') BETWEEN today AND +30d",
];

const catalogue: Catalogue = {
  ...emptyCatalogue,
  fields: new Map([
    ['metafields.facts.birth_date', { type: 'date', label: 'birth date' }],
    ['metafields.facts.loyalty-tier', { type: 'text', label: 'tier' }],
  ]),
};

const both = (['legacy', 'matches'] as const).flatMap((dialect) => plain.map((text) => [dialect, text] as const));
const all = [
  ...both,
  ...matches.map((text) => ['matches', text] as const),
  ...legacy.map((text) => ['legacy', text] as const),
];

describe('Shopify’s own examples', () => {
  it.each(all)('in %s: %s is read, prints back, and goes to Shopify as it came', (dialect, text) => {
    const parsed = parseRule(text, { dialect, catalogue });
    expect(parsed.ok || parsed.problems).toBe(true);
    const rule = parsed.ok ? parsed.rule : null;
    expect(rule && printRule(rule, dialect)).toBe(text);
    expect(rule && toShopify(rule, dialect, catalogue)).toMatchObject({ outcome: 'exact', text, losses: [] });
  });

  it('takes AND to bind tighter than OR, and writes the parentheses', () => {
    const text =
      "email_subscription_status = 'SUBSCRIBED' AND customer_countries CONTAINS 'CA' OR amount_spent > 999.99";
    const parsed = parseRule(text, { dialect: 'matches' });
    expect(parsed.ok && printRule(parsed.rule)).toBe(
      "(email_subscription_status = 'SUBSCRIBED' AND customer_countries CONTAINS 'CA') OR amount_spent > 999.99",
    );
  });

  it.each([
    ['last_order_date >= 7_days_ago', 'last_order_date >= -7d'],
    ['last_order_date >= 30_days_ago', 'last_order_date >= -30d'],
    ['last_order_date >= 90_days_ago', 'last_order_date >= -90d'],
    ['last_order_date >= 12_months_ago', 'last_order_date >= -12m'],
    ["customer_tags contains 'vip' and amount_spent > 5", "customer_tags CONTAINS 'vip' AND amount_spent > 5"],
    ['products_purchased NOT_MATCHES (id = 1 AND date >= -7d)', 'products_purchased NOT MATCHES (id = 1, date >= -7d)'],
    ["customer_tags CONTAINS 'O''Brien'", "customer_tags CONTAINS 'O\\'Brien'"],
  ])('reads %s as %s', (text, canonical) => {
    const parsed = parseRule(text);
    expect(parsed.ok ? printRule(parsed.rule) : parsed.problems).toBe(canonical);
  });

  it('turns one dialect into the other', () => {
    const parsed = parseRule('products_purchased(id: (1, 2), date: -3m) = false', { dialect: 'legacy' });
    expect(parsed.ok && printRule(parsed.rule, 'matches')).toBe(
      'products_purchased NOT MATCHES (id IN (1, 2), date >= -3m)',
    );
  });

  it.each([
    ['legacy', 'shopify_email.opened MATCHES ()'],
    ['matches', 'shopify_email.opened() = true'],
    ['matches', 'pos_orders > 1'],
    ['matches', "orders_placed MATCHES (channel = 'pos')"],
    ['legacy', 'sum(orders.amount) > 5'],
    ['legacy', "IN SEGMENT 'vip'"],
  ] as const)('refuses in %s: %s', (dialect, text) => {
    expect(parseRule(text, { dialect }).ok).toBe(false);
    expect(parseRule(text).ok).toBe(true);
  });
});
