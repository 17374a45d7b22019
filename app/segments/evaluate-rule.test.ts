import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personArbitrary } from '#test/factories/random-facts.ts';
import { handles, randomCatalogue, ruleArbitrary } from '#test/factories/random-rules.ts';
import { evaluateRule } from './evaluate-rule.ts';
import { emptyFacts, type ProfileFacts } from './facts.ts';
import { parseRule } from './parse-rule.ts';
import { type RuleContext, ruleContext } from './rule-context.ts';
import type { Rule } from './types.ts';
import { withoutNegations } from './without-negations.ts';

const context = ruleContext({
  shopId: 1,
  now: new Date('2026-07-15T22:30:00Z'),
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  catalogue: randomCatalogue,
  segments: new Map(
    handles.map((handle, index) => [handle, { id: index, name: handle, rule: null, ask: 'members' as const }]),
  ),
});

function rule(text: string): Rule {
  const parsed = parseRule(text, { catalogue: randomCatalogue });
  if (!parsed.ok) {
    throw new Error(parsed.problems.map((problem) => problem.message).join('\n'));
  }
  return parsed.rule;
}

const somebody = personArbitrary(1).map(({ facts }) => facts);

describe('evaluation', () => {
  it('is two-valued: a rule holds or its NOT holds, never both, never neither', () => {
    fc.assert(
      fc.property(ruleArbitrary, somebody, (one, facts) => {
        expect(evaluateRule({ kind: 'not', rule: one }, facts, context)).toBe(!evaluateRule(one, facts, context));
      }),
      { numRuns: 300 },
    );
  });

  it('follows De Morgan', () => {
    fc.assert(
      fc.property(ruleArbitrary, ruleArbitrary, somebody, (a, b, facts) => {
        const not = (part: Rule): Rule => ({ kind: 'not', rule: part });
        const left = not({ kind: 'and', rules: [a, b] });
        const right: Rule = { kind: 'or', rules: [not(a), not(b)] };
        expect(evaluateRule(left, facts, context)).toBe(evaluateRule(right, facts, context));
      }),
      { numRuns: 300 },
    );
  });

  it('distributes, absorbs and does not care for order', () => {
    fc.assert(
      fc.property(ruleArbitrary, ruleArbitrary, ruleArbitrary, somebody, (a, b, c, facts) => {
        const holds = (one: Rule) => evaluateRule(one, facts, context);
        const and = (...rules: Rule[]): Rule => ({ kind: 'and', rules });
        const or = (...rules: Rule[]): Rule => ({ kind: 'or', rules });
        expect(holds(and(a, or(b, c)))).toBe(holds(or(and(a, b), and(a, c))));
        expect(holds(or(a, and(a, b)))).toBe(holds(a));
        expect(holds(and(a, b, c))).toBe(holds(and(c, and(b, a))));
      }),
      { numRuns: 300 },
    );
  });

  it('means the same without negations', () => {
    fc.assert(
      fc.property(ruleArbitrary, somebody, (one, facts) => {
        expect(evaluateRule(withoutNegations(one), facts, context)).toBe(evaluateRule(one, facts, context));
      }),
      { numRuns: 400 },
    );
  });

  it('makes every negated operator the complement of its positive one', () => {
    const pairs = [
      ["first_name = 'Ada'", "first_name != 'Ada'"],
      ["first_name IN ('Ada', 'Bob')", "first_name NOT IN ('Ada', 'Bob')"],
      ["first_name CONTAINS 'da'", "first_name NOT CONTAINS 'da'"],
      ["customer_tags CONTAINS 'vip'", "customer_tags NOT CONTAINS 'vip'"],
      ['last_order_date = today', 'last_order_date != today'],
      ['birth_date IS NULL', 'birth_date IS NOT NULL'],
      ['orders_placed MATCHES (count >= 2)', 'orders_placed NOT MATCHES (count >= 2)'],
      ["IN SEGMENT 'vip'", "NOT IN SEGMENT 'vip'"],
    ] as const;
    fc.assert(
      fc.property(somebody, fc.constantFrom(...pairs), (facts, [positive, negative]) => {
        expect(evaluateRule(rule(positive), facts, context)).toBe(!evaluateRule(rule(negative), facts, context));
      }),
    );
  });
});

describe('days', () => {
  const at = (iso: string): ProfileFacts => ({
    ...emptyFacts(1, new Date(iso)),
  });
  const added = (condition: string, iso: string, shop: RuleContext = context) =>
    evaluateRule(rule(`customer_added_date ${condition}`), at(iso), shop);

  it.each([
    ['= 2026-07-15', '2026-07-14T22:00:00Z', true],
    ['= 2026-07-15', '2026-07-15T21:59:59.999Z', true],
    ['= 2026-07-15', '2026-07-15T22:00:00Z', false],
    ['= 2026-07-15', '2026-07-14T21:59:59Z', false],
    ['> 2026-07-15', '2026-07-15T21:59:59Z', false],
    ['> 2026-07-15', '2026-07-15T22:00:00Z', true],
    ['<= 2026-07-15', '2026-07-15T21:59:59Z', true],
    ['< 2026-07-15', '2026-07-14T22:00:00Z', false],
    ['BETWEEN 2026-07-14 AND 2026-07-15', '2026-07-15T21:59:59Z', true],
    ['= today', '2026-07-15T22:10:00Z', true],
    ['= yesterday', '2026-07-15T21:00:00Z', true],
    ['= -7d', '2026-07-09T10:00:00Z', true],
    ['> -7d', '2026-07-09T10:00:00Z', false],
    ['>= 2026-07-15T23:30:00', '2026-07-15T21:30:00Z', true],
    ['> 2026-07-15T23:30:00', '2026-07-15T21:30:00Z', false],
    // The day clocks go forward has 23 hours, the day they go back 25.
    ['= 2026-03-29', '2026-03-28T23:00:00Z', true],
    ['= 2026-03-29', '2026-03-29T22:00:00Z', false],
    ['= 2026-10-25', '2026-10-25T22:59:59Z', true],
  ])('customer_added_date %s at %s in Berlin: %s', (condition, iso, expected) => {
    expect(added(condition, iso)).toBe(expected);
  });

  it('follow the shop when it changes its zone', () => {
    const moved = ruleContext({ ...context, timeZone: 'America/New_York' });
    expect(added('= 2026-07-15', '2026-07-16T03:00:00Z')).toBe(false);
    expect(added('= 2026-07-15', '2026-07-16T03:00:00Z', moved)).toBe(true);
  });

  it.each([
    ['= today', '1990-07-16', true],
    ['= today', '1990-07-15', false],
    ['BETWEEN today AND +30d', '1985-08-15', true],
    ['BETWEEN today AND +30d', '1985-08-16', false],
    ['BETWEEN 2026-12-20 AND 2026-01-05', '1985-12-31', true],
    ['BETWEEN 2026-12-20 AND 2026-01-05', '1985-01-06', false],
    ['BETWEEN today AND +1y', '1985-01-06', true],
    ['= 2026-02-28', '1988-02-29', true],
    ['= 2028-02-28', '1988-02-29', false],
    ['!= today', '1990-07-16', false],
    ['IS NULL', null, true],
    ['!= today', null, true],
  ])('anniversary of the birth date %s for %s: %s', (condition, birthDate, expected) => {
    const facts = emptyFacts(1, new Date(0));
    const born = { ...facts, person: { ...facts.person, birthDate } };
    expect(evaluateRule(rule(`anniversary('birth_date') ${condition}`), born, context)).toBe(expected);
  });
});

describe('somebody of whom nothing is known', () => {
  it.each([
    ['number_of_orders = 0', true],
    ['amount_spent = 0', true],
    ['average_order_value < 100', false],
    ['average_order_value IS NULL', true],
    ["email_subscription_status = 'NOT_SUBSCRIBED'", true],
    ['last_order_date < -90d', false],
    ['last_order_date != today', true],
    ['NOT (last_order_date < -90d)', true],
    ['orders_placed NOT MATCHES ()', true],
    ['orders_placed MATCHES (count = 0)', true],
    ['orders_placed MATCHES (count < 5, sum_amount < 1)', true],
    ['orders_placed MATCHES (date >= -30d)', false],
    ['count(orders) <= 3', true],
    ['sum(orders.amount) = 0', true],
    ['avg(orders.amount) < 5', false],
    ['avg(orders.amount) IS NULL', true],
    ["share(orders, channel = 'pos') < 1", false],
    ['has_email = false', true],
    ['custom.shoe_size = 42', false],
  ])('%s: %s', (text, expected) => {
    expect(evaluateRule(rule(text), emptyFacts(1, new Date(0)), context)).toBe(expected);
  });
});
