import { describe, expect, it } from 'vitest';
import { emptyCatalogue } from './catalogue.ts';
import { parseRule } from './parse-rule.ts';
import type { Problem } from './problem.ts';

const shop = {
  catalogue: { ...emptyCatalogue, fields: new Map([['custom.size', { type: 'number' as const, label: 'size' }]]) },
  segments: ['vip', 'lapsed'],
};

function problemsIn(text: string): Problem[] {
  const parsed = parseRule(text, shop);
  return parsed.ok ? [] : parsed.problems;
}

/** The text with the place marked and the first fix carried out. */
function marked(text: string): { code: string; at: string; fixed: string | null } {
  const [problem] = problemsIn(text);
  const { from, to } = problem?.span ?? { from: 0, to: 0 };
  const fix = problem?.fixes[0];
  return {
    code: problem?.code ?? 'none',
    at: `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`,
    fixed: fix ? text.slice(0, fix.from) + fix.text + text.slice(fix.to) : null,
  };
}

describe('a rule that cannot be read', () => {
  it.each([
    ['', 'rule_empty', '[]', null],
    ['amount_spent >', 'rule_unfinished', 'amount_spent >[]', null],
    ['amount_spent', 'rule_unfinished', 'amount_spent[]', null],
    ['amount_spent > 5 AND', 'rule_unfinished', 'amount_spent > 5 AND[]', null],
    ['amount_spent 5', 'operator_missing', 'amount_spent [5]', null],
    ['amount_spent over 5', 'operator_missing', 'amount_spent [over] 5', 'amount_spent > 5'],
    ["first_name is 'Ada'", 'operator_missing', "first_name [is] 'Ada'", "first_name = 'Ada'"],
    [
      'amount_spent > 5 number_of_orders > 1',
      'connective_missing',
      'amount_spent > 5 [number_of_orders] > 1',
      'amount_spent > 5 AND number_of_orders > 1',
    ],
    ['(amount_spent > 5', 'parenthesis_unclosed', '[(]amount_spent > 5', '(amount_spent > 5)'],
    ['amount_spent > 5)', 'parenthesis_unopened', 'amount_spent > 5[)]', 'amount_spent > 5'],
    ["customer_tags CONTAINS 'vip", 'text_unclosed', "customer_tags CONTAINS ['vip]", "customer_tags CONTAINS 'vip'"],
    ['customer_tags CONTAINS "vip"', 'misspelt', 'customer_tags CONTAINS ["vip"]', "customer_tags CONTAINS 'vip'"],
    ['customer_tags CONTAINS ‘vip’', 'misspelt', 'customer_tags CONTAINS [‘vip’]', "customer_tags CONTAINS 'vip'"],
    ['customer_tags CONTAINS vip', 'value_unquoted', 'customer_tags CONTAINS [vip]', "customer_tags CONTAINS 'vip'"],
    ['amount_spent == 5', 'misspelt', 'amount_spent [==] 5', 'amount_spent = 5'],
    ['amount_spent <> 5', 'misspelt', 'amount_spent [<>] 5', 'amount_spent != 5'],
    ['amount_spent => 5', 'misspelt', 'amount_spent [=>] 5', 'amount_spent >= 5'],
    ['amount_spent ≥ 5', 'misspelt', 'amount_spent [≥] 5', 'amount_spent >= 5'],
    ['amount_spent > €5', 'misspelt', 'amount_spent > [€]5', 'amount_spent > 5'],
    ['amount_spent > 1,000', 'misspelt', 'amount_spent > 1[,]000', 'amount_spent > 1000'],
    [
      'amount_spent > 5 && number_of_orders > 1',
      'misspelt',
      'amount_spent > 5 [&&] number_of_orders > 1',
      'amount_spent > 5 AND number_of_orders > 1',
    ],
    ['last_order_date > 30d', 'misspelt', 'last_order_date > [30d]', 'last_order_date > -30d'],
    ['last_order_date > 31.12.2026', 'misspelt', 'last_order_date > [31.12.2026]', 'last_order_date > 2026-12-31'],
    ['last_order_date > 2026-1-5', 'misspelt', 'last_order_date > [2026-1-5]', 'last_order_date > 2026-01-05'],
    [
      'last_order_date = 2026-01-31T10:00',
      'misspelt',
      'last_order_date = [2026-01-31T10:00]',
      'last_order_date = 2026-01-31T10:00:00',
    ],
    [
      'last_order_date = 2026-01-31T10:00:00Z',
      'misspelt',
      'last_order_date = [2026-01-31T10:00:00Z]',
      'last_order_date = 2026-01-31T10:00:00',
    ],
    ['amount_spent > 5;', 'misspelt', 'amount_spent > 5[;]', 'amount_spent > 5'],
  ])('%s', (text, code, at, fixed) => {
    expect(marked(text)).toEqual({ code: `segments.${code}`, at, fixed });
  });

  it('offers both readings of a day that has two', () => {
    const [problem] = problemsIn('last_order_date > 03/04/2026');
    expect(problem?.fixes.map((fix) => fix.text)).toEqual(['2026-04-03', '2026-03-04']);
  });
});

describe('a rule that says something impossible', () => {
  it.each([
    ['ammount_spent > 5', 'attribute_unknown', '[ammount_spent] > 5', 'amount_spent > 5'],
    [
      'amount_spent > 5 AND custmer_tags IS NULL',
      'attribute_unknown',
      'amount_spent > 5 AND [custmer_tags] IS NULL',
      'amount_spent > 5 AND customer_tags IS NULL',
    ],
    ['ordersplaced MATCHES ()', 'function_unknown', '[ordersplaced] MATCHES ()', 'orders_placed MATCHES ()'],
    ['orders_placed > 3', 'function_as_attribute', '[orders_placed] > 3', null],
    [
      'orders_placed MATCHES (cuont > 3)',
      'parameter_unknown',
      'orders_placed MATCHES ([cuont] > 3)',
      'orders_placed MATCHES (count > 3)',
    ],
    [
      'orders_placed MATCHES (count > 3, count < 5)',
      'parameter_twice',
      'orders_placed MATCHES (count > 3, [count < 5])',
      null,
    ],
    [
      'customer_within_distance MATCHES (distance_km = 5)',
      'parameter_missing',
      '[customer_within_distance MATCHES (distance_km = 5)]',
      null,
    ],
    ["customer_tags = 'vip'", 'operator_unfit', "customer_tags [= 'vip']", "customer_tags CONTAINS 'vip'"],
    ["customer_language > 'fr'", 'operator_unfit', "customer_language [> 'fr']", "customer_language = 'fr'"],
    ["amount_spent = '5'", 'value_unfit', "amount_spent = ['5']", 'amount_spent = 5'],
    ['number_of_orders = 2.5', 'value_unfit', 'number_of_orders = [2.5]', 'number_of_orders = 3'],
    [
      "last_order_date > '2026-01-31'",
      'value_unfit',
      "last_order_date > ['2026-01-31']",
      'last_order_date > 2026-01-31',
    ],
    ['customer_email_domain = 5', 'value_unfit', 'customer_email_domain = [5]', "customer_email_domain = '5'"],
    ['birth_date > 1990-01-01T10:00:00', 'value_unfit', 'birth_date > [1990-01-01T10:00:00]', null],
    [
      "email_subscription_status = 'subscribed'",
      'value_unknown',
      "email_subscription_status = ['subscribed']",
      "email_subscription_status = 'SUBSCRIBED'",
    ],
    [
      'last_order_date > 2026-02-30',
      'date_impossible',
      'last_order_date > [2026-02-30]',
      'last_order_date > 2026-02-28',
    ],
    ['last_order_date > 2026-13-01', 'date_impossible', 'last_order_date > [2026-13-01]', null],
    ['last_order_date > 2026-01-31T24:00:00', 'date_impossible', 'last_order_date > [2026-01-31T24:00:00]', null],
    [
      'amount_spent BETWEEN 10 AND 5',
      'range_reversed',
      'amount_spent [BETWEEN 10 AND 5]',
      'amount_spent BETWEEN 5 AND 10',
    ],
    ['custom.colour IS NULL', 'field_gone', '[custom.colour] IS NULL', null],
    ['custom.siez > 5', 'attribute_unknown', '[custom.siez] > 5', 'custom.size > 5'],
    ["IN SEGMENT 'vipp'", 'segment_unknown', "IN SEGMENT '[vipp]'", "IN SEGMENT 'vip'"],
    ['sum(orders) > 5', 'field_needed', '[sum(orders) > 5]', null],
    ['count(orders.amount) > 5', 'field_superfluous', '[count(orders.amount) > 5]', null],
    ['sum(orders.channel) > 5', 'measure_unfit', '[sum(orders.channel) > 5]', null],
    ['sum(ordrs.amount) > 5', 'kind_of_data_unknown', 'sum([ordrs].amount) > 5', 'sum(orders.amount) > 5'],
    ['sum(orders.amuont) > 5', 'field_unknown', 'sum(orders.[amuont]) > 5', 'sum(orders.amount) > 5'],
    ["anniversary('amount_spent') = today", 'anniversary_unfit', "anniversary('[amount_spent]') = today", null],
    [
      "anniversary('birth_date') > today",
      'operator_unfit',
      "anniversary('birth_date') [> today]",
      "anniversary('birth_date') = today",
    ],
  ])('%s', (text, code, at, fixed) => {
    expect(marked(text)).toEqual({ code: `segments.${code}`, at, fixed });
  });

  it('names every problem, each with its place in the tree', () => {
    const problems = problemsIn("amount_spent = 'x' AND (NOT (foo = 1) OR orders_placed MATCHES (date = 'x'))");
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['segments.value_unfit', 'rules.0.condition'],
      ['segments.attribute_unknown', 'rules.1.rules.0.rule'],
      ['segments.value_unfit', 'rules.1.rules.1.parameters.0.condition'],
    ]);
  });

  it('refuses data the shop does not have', () => {
    const catalogue = { ...emptyCatalogue, missing: new Set(['scores' as const]) };
    const parsed = parseRule("rfm_group = 'LOYAL'", { catalogue });
    expect(!parsed.ok && parsed.problems[0]?.code).toBe('segments.data_missing');
  });
});

describe('limits', () => {
  it('takes five thousand conditions and says when there are more', () => {
    const conditions = (count: number) =>
      Array.from({ length: count }, (_, index) => `amount_spent > ${index}`).join(' AND ');
    expect(parseRule(conditions(5_000)).ok).toBe(true);
    expect(problemsIn(conditions(5_001))[0]?.message).toContain('5001 conditions; 5000 are the most');
  });

  it('takes a hundred groups in each other and says when there are more', () => {
    const nested = (depth: number): string => (depth === 1 ? 'amount_spent > 1' : `NOT (${nested(depth - 1)})`);
    expect(parseRule(nested(100)).ok).toBe(true);
    expect(problemsIn(nested(101))[0]?.code).toBe('segments.too_deep');
    expect(problemsIn(`${'('.repeat(100_000)}amount_spent > 1${')'.repeat(100_000)}`)[0]?.code).toBe(
      'segments.too_deep',
    );
    expect(problemsIn(`${'NOT '.repeat(100_000)}amount_spent > 1`)[0]?.code).toBe('segments.too_deep');
  });

  it('says when the text is too long', () => {
    expect(problemsIn('x'.repeat(500_001))[0]?.code).toBe('segments.too_long');
  });

  it('takes five hundred ids in a list', () => {
    const ids = (count: number) =>
      `products_purchased MATCHES (id IN (${Array.from({ length: count }, (_, id) => id).join(', ')}))`;
    expect(parseRule(ids(500)).ok).toBe(true);
    expect(problemsIn(ids(501))[0]?.code).toBe('segments.list_too_long');
  });
});
