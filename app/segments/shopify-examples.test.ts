import { describe, expect, it } from 'vitest';
import { legacyQueries, matchesQueries, plainQueries } from '#test/shopify/segments/documented-queries.ts';
import { type Catalogue, emptyCatalogue } from './catalogue.ts';
import { parseRule } from './parse-rule.ts';
import { printRule } from './print-rule.ts';
import { toShopify } from './to-shopify.ts';

const catalogue: Catalogue = {
  ...emptyCatalogue,
  fields: new Map([
    ['metafields.facts.birth_date', { type: 'date', label: 'birth date' }],
    ['metafields.facts.loyalty-tier', { type: 'text', label: 'tier' }],
  ]),
};

const both = (['legacy', 'matches'] as const).flatMap((dialect) =>
  plainQueries.map((text) => [dialect, text] as const),
);
const all = [
  ...both,
  ...matchesQueries.map((text) => ['matches', text] as const),
  ...legacyQueries.map((text) => ['legacy', text] as const),
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
