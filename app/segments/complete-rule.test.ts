import { describe, expect, it } from 'vitest';
import { emptyCatalogue } from './catalogue.ts';
import { completeRule } from './complete-rule.ts';

const options = {
  catalogue: {
    ...emptyCatalogue,
    fields: new Map([['custom.shoe size', { type: 'number' as const, label: 'shoe size' }]]),
    suggestions: new Map([
      ['customer_tags', [{ value: "O'Brien", label: "O'Brien", count: 12 }]],
      ['products_purchased.id', [{ value: '1012132033639', label: 'Red tee', count: 5 }]],
    ]),
  },
  segments: [{ handle: 'vip', name: 'VIPs' }],
};

/** Completes at | and gives the texts on offer. */
function offered(marked: string): string[] {
  const cursor = marked.indexOf('|');
  return completeRule(marked.replace('|', ''), cursor, options).options.map((option) => option.text);
}

describe('completion', () => {
  it.each([
    ['|', ['amount_spent', "custom.'shoe size'", 'orders_placed MATCHES (', 'sum(', 'NOT', 'IN SEGMENT']],
    ['amo|', ['amount_spent']],
    ['household_a|', ['household_amount_spent']],
    ['shares_household = |', ['true', 'false']],
    ['amount_spent > 5 AND (last_o|', ['last_order_date']],
    ['amount_spent |', ['>=', 'BETWEEN', 'IS NULL']],
    ['customer_tags |', ['CONTAINS', 'NOT CONTAINS']],
    ['customer_tags CONTAINS |', ["'O\\'Brien'"]],
    ["customer_tags CONTAINS 'O|", ["'O\\'Brien'"]],
    ['email_subscription_status = |', ["'SUBSCRIBED'", "'UNSUBSCRIBED'"]],
    ['has_email = |', ['true', 'false']],
    ['last_order_date >= |', ['today', '-30d', '-12m']],
    ['last_order_date BETWEEN -12m AND |', ['today']],
    ['orders_placed |', ['MATCHES (', 'NOT MATCHES (']],
    ['orders_placed MATCHES (|', ['date', 'count', 'channel']],
    ["orders_placed MATCHES (channel = 'pos', |", ['date', 'count']],
    ['orders_placed MATCHES (channel = |', ["'pos'"]],
    ['products_purchased MATCHES (id = |', ['1012132033639']],
    ['orders_placed(|', ['count: ']],
    ['sum(|', ['orders.amount', 'lines.quantity']],
    ['sum(orders.|', ['orders.amount']],
    ['count(|', ['orders', 'refunds']],
    ['sum(orders.amount, |', ['channel', 'date']],
    ['sum(orders.amount) |', ['>=']],
    ['first(orders.channel) = |', ["'pos'"]],
    ['anniversary(|', ["'birth_date'"]],
    ["anniversary('birth_date') |", ['=', 'BETWEEN']],
    ['amount_spent > 5 |', ['AND', 'OR']],
    ['IN SEGMENT |', ["'vip'"]],
  ])('%s', (marked, expected) => {
    expect(offered(marked)).toEqual(expect.arrayContaining(expected));
  });

  it.each([
    ['count(|', 'orders.amount'],
    ["orders_placed MATCHES (channel = 'pos', |", 'channel'],
    ["anniversary('birth_date') |", '>'],
    ['customer_tags |', '='],
    ['amount_spent |', 'CONTAINS'],
    ['anniversary(|', "'amount_spent'"],
  ])('%s does not offer %s', (marked, unfit) => {
    expect(offered(marked)).not.toContain(unfit);
  });

  it('replaces the word under way, and only that', () => {
    expect(completeRule('amo AND x', 3, options)).toMatchObject({ from: 0, to: 3 });
    expect(completeRule("customer_tags CONTAINS 'O", 25, options)).toMatchObject({ from: 23, to: 25 });
    expect(completeRule('sum(orders.am', 13, options)).toMatchObject({ from: 4, to: 13 });
  });

  it('shows how often the shop has a value', () => {
    const { options: found } = completeRule('customer_tags CONTAINS ', 23, options);
    expect(found[0]).toMatchObject({ label: "O'Brien", detail: '12' });
  });
});
