import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personArbitrary } from '#test/factories/random-facts.ts';
import { handles, randomCatalogue, ruleArbitrary } from '#test/factories/random-rules.ts';
import { emptyCatalogue } from './catalogue.ts';
import { evaluateRule } from './evaluate-rule.ts';
import { parseRule } from './parse-rule.ts';
import { ruleContext } from './rule-context.ts';
import { type ShopifySegment, toShopify } from './to-shopify.ts';
import type { Rule } from './types.ts';

function rule(text: string): Rule {
  const parsed = parseRule(text);
  if (!parsed.ok) {
    throw new Error(parsed.problems.map((problem) => problem.message).join('\n'));
  }
  return parsed.rule;
}

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

describe('a rule on its way to Shopify', () => {
  it.each([
    ["NOT (customer_tags CONTAINS 'vip')", "customer_tags NOT CONTAINS 'vip'"],
    ['NOT (amount_spent > 5)', 'amount_spent <= 5'],
    ['NOT (last_order_date > -90d)', 'last_order_date <= -90d OR last_order_date IS NULL'],
    ['NOT (amount_spent BETWEEN 5 AND 10)', 'amount_spent < 5 OR amount_spent > 10'],
    ["customer_language IN ('en', 'fr')", "customer_language = 'en' OR customer_language = 'fr'"],
    [
      'NOT (orders_placed MATCHES (count >= 2) OR customer_tags IS NULL)',
      'orders_placed NOT MATCHES (count >= 2) AND customer_tags IS NOT NULL',
    ],
  ])('%s becomes %s without loss', (text, expected) => {
    expect(toShopify(rule(text), 'matches', emptyCatalogue)).toMatchObject({
      outcome: 'exact',
      text: expected,
      losses: [],
    });
  });

  it('states what is lost, and in which direction', () => {
    const wider = toShopify(
      rule("amount_spent > 500 AND orders_placed MATCHES (channel = 'pos')"),
      'matches',
      emptyCatalogue,
    );
    expect(wider).toMatchObject({ outcome: 'wider', text: 'amount_spent > 500' });
    expect(wider.losses.map((loss) => loss.reason)).toEqual(['Shopify’s orders_placed has no channel.']);
    expect(wider.notes).toEqual(['Onefold counts the orders of every source; Shopify counts its own only.']);
    expect(toShopify(rule('amount_spent > 500 OR pos_orders > 1'), 'matches', emptyCatalogue).outcome).toBe('narrower');
    expect(toShopify(rule('pos_orders > 1'), 'matches', emptyCatalogue)).toMatchObject({ outcome: 'none', text: null });
  });

  it('knows what the older syntax cannot say', () => {
    const one = rule('products_purchased MATCHES (quantity > 5)');
    expect(toShopify(one, 'matches', emptyCatalogue).outcome).toBe('exact');
    expect(toShopify(one, 'legacy', emptyCatalogue).outcome).toBe('none');
  });

  it('knows that Shopify stops at ten conditions', () => {
    const eleven = rule(Array.from({ length: 11 }, (_, index) => `customer_tags CONTAINS 't${index}'`).join(' OR '));
    expect(toShopify(eleven, 'matches', emptyCatalogue).losses.at(-1)?.reason).toContain('10 conditions');
  });

  it.each(['legacy', 'matches'] as const)('means the same in %s, or more, or less, just as it says', (dialect) => {
    fc.assert(
      fc.property(ruleArbitrary, personArbitrary(1), (one, { facts }) => {
        const { outcome, text } = toShopify(one, dialect, randomCatalogue);
        const parsed = parseRule(text ?? 'number_of_orders = 0', { dialect, catalogue: randomCatalogue });
        const here = evaluateRule(one, facts, context);
        const there = parsed.ok ? evaluateRule(parsed.rule, facts, context) : null;
        expect(there, text ?? '').not.toBeNull();
        expect(fits(outcome, here, there ?? false), text ?? '').toBe(true);
      }),
      { numRuns: 800 },
    );
  });
});

function fits(outcome: ShopifySegment['outcome'], here: boolean, there: boolean): boolean {
  switch (outcome) {
    case 'exact':
      return here === there;
    case 'wider':
      return !here || there;
    case 'narrower':
      return here || !there;
    default:
      return true;
  }
}
