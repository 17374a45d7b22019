import { describe, expect, it } from 'vitest';
import { describeRule } from './describe-rule.ts';
import { parseRule } from './parse-rule.ts';

describe('a rule in words', () => {
  it.each([
    ['amount_spent >= 500', 'Customers whose amount spent is at least 500.'],
    ['last_order_date >= -30d', 'Customers whose last order is in the last 30 days.'],
    ['last_order_date < -1y', 'Customers whose last order is more than 1 year ago.'],
    ['first_order_date = 2026-01-31', 'Customers whose first order is on 31 January 2026.'],
    ['first_order_date = today', 'Customers whose first order is today.'],
    ["customer_tags CONTAINS 'vip'", 'Customers whose tags include ‘vip’.'],
    [
      'has_email = true AND reachable_by_sms = false',
      'Customers who have an e-mail address, and who may not be texted.',
    ],
    [
      "orders_placed MATCHES (count >= 2, channel = 'pos', date >= -90d)",
      'Customers who placed at least 2 orders where the channel is ‘pos’ and the date is in the last 90 days.',
    ],
    [
      "products_purchased NOT MATCHES (tag = 'sale')",
      'Customers who bought no product where the product tag is ‘sale’.',
    ],
    [
      "amount_spent > 5 AND (pos_orders = 0 OR IN SEGMENT 'vip')",
      'Customers whose amount spent is more than 5, and (either whose number of purchases at the till is 0, or who are in the segment ‘vip’).',
    ],
    [
      'household_size >= 3 AND household_buyers = 1 AND household_others_bought = false',
      'Customers whose household size is at least 3, and whose household’s number of buyers is 1, and with nobody else in the household who has bought.',
    ],
    ['NOT (amount_spent > 5)', 'Customers who are not among those whose amount spent is more than 5.'],
    [
      "anniversary('birth_date') BETWEEN today AND +30d",
      'Customers whose anniversary of the birth date is between today and 30 days from today.',
    ],
    [
      "share(orders, channel = 'pos') > 0.5",
      'Customers whose share of orders where the channel is ‘pos’ is more than 0.5.',
    ],
  ])('%s', (text, sentence) => {
    const parsed = parseRule(text);
    expect(parsed.ok && describeRule(parsed.rule)).toBe(sentence);
  });
});
