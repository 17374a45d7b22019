import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handles, randomCatalogue, ruleArbitrary } from '#test/factories/random-rules.ts';
import { compileRule } from './compile-rule.ts';
import { parseRule } from './parse-rule.ts';
import { ruleContext } from './rule-context.ts';
import type { Rule } from './types.ts';

const context = ruleContext({
  shopId: 7,
  now: new Date('2026-07-15T10:00:00Z'),
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  catalogue: randomCatalogue,
  segments: new Map(
    handles.map((handle, index) => [handle, { id: index, name: handle, rule: null, ask: 'members' as const }]),
  ),
});

function compiled(text: string, profileIds?: readonly number[]) {
  const parsed = parseRule(text);
  if (!parsed.ok) {
    throw new Error(parsed.problems.map((problem) => problem.message).join('\n'));
  }
  const { text: statement, values } = compileRule(parsed.rule, context, profileIds ? { profileIds } : {});
  return { statement: statement.replaceAll(/\s+/g, ' '), values };
}

describe('a rule as SQL', () => {
  it('asks profiles and metrics of one shop', () => {
    expect(compiled('amount_spent >= 99.90', [1, 2])).toEqual({
      statement:
        'select p.id from profile p left join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id' +
        ' where p.shop_id = $1::bigint and p.id = any($2::bigint[]) and (coalesce(m.net_minor, 0) >= $3::bigint)',
      values: [7, [1, 2], '9990'],
    });
  });

  it('turns days into instants on the shop’s clock', () => {
    const { statement, values } = compiled('last_order_date = 2026-03-29');
    expect(statement).toContain('(m.last_order_at >= $2::timestamptz and m.last_order_at < $3::timestamptz)');
    expect(values.slice(1)).toEqual(['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']);
  });

  it('asks for single rows with exists and for totals with one group', () => {
    expect(compiled("orders_placed MATCHES (channel = 'pos')").statement).toContain(
      'exists ( select 1 from profile_member pm join sales_order o on o.shop_id = pm.shop_id and o.record_id = pm.record_id' +
        " where pm.shop_id = $2::bigint and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')" +
        ' and pm.profile_id = p.id and o.channel = $3::text )',
    );
    const grouped = compiled('orders_placed MATCHES (count >= 2)', [1]).statement;
    expect(grouped).toContain(
      'and pm.profile_id = any($4::bigint[]) group by pm.profile_id having count(*) >= $5::bigint',
    );
  });

  it('asks for absence where having nothing is enough', () => {
    expect(compiled('orders_placed MATCHES (count = 0)').statement).toMatch(
      /not exists .* having \(count\(\*\) = \$\d::bigint\) is not true/,
    );
  });

  it('joins scores only where a rule reads them', () => {
    expect(compiled("rfm_group = 'LOYAL'").statement).toContain('left join value_score v');
    expect(compiled('amount_spent > 5').statement).not.toContain('value_score');
  });

  it('keeps every literal out of the text, whatever it says', () => {
    const nasty = "'; drop table profile; -- $1 \\' /* */ \u2028 $(x)";
    const literal = fc
      .oneof(fc.constant(nasty), fc.string({ minLength: 4 }))
      .filter((text) => !/[\0\ud800-\udfff]/.test(text));
    const names = ['first_name', 'customer_tags', 'customer_email_domain', 'custom.Favourite colour'];
    fc.assert(
      fc.property(fc.constantFrom(...names), literal, (name, text) => {
        const ruleOn = (literalText: string): Rule => {
          const value = { kind: 'text' as const, text: literalText };
          return name === 'customer_tags'
            ? { kind: 'attribute', name, condition: { kind: 'contains', negated: false, value } }
            : { kind: 'attribute', name, condition: { kind: 'compare', operator: '=', value } };
        };
        const statement = compileRule(ruleOn(text), context);
        const harmless = compileRule(ruleOn('x'), context);
        expect(statement.text).toBe(harmless.text);
        expect(statement.values.flat()).toContain(text);
      }),
    );
  });

  it('has one text for one shape of rule: no parameter is written into it', () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => {
        const { text, values } = compileRule(rule, context);
        const numbers = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
        expect(numbers).toEqual(values.map((_, index) => index + 1));
      }),
      { numRuns: 300 },
    );
  });

  it('says so when a rule names more values than a statement can carry', () => {
    const names = ['amount', 'net_amount', 'discount_amount'];
    const conditions = names.map((name) => `${name} BETWEEN 1 AND 2`).join(', ');
    const parsed = parseRule(`orders_placed MATCHES (${conditions}, count >= 2, sum_amount >= 5)`);
    const clause = parsed.ok ? parsed.rule : null;
    const rule: Rule = { kind: 'or', rules: Array.from({ length: 5_000 }, () => clause!) };
    expect(() => compileRule(rule, context)).toThrow('too many values');
  });
});
