import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personArbitrary } from '#test/factories/random-facts.ts';
import { handles, randomCatalogue, ruleArbitrary } from '#test/factories/random-rules.ts';
import { evaluateRule } from './evaluate-rule.ts';
import { explainMembership } from './explain-membership.ts';
import { emptyFacts, type MetricFacts, type ProfileFacts } from './facts.ts';
import { parseRule } from './parse-rule.ts';
import { printRule } from './print-rule.ts';
import { ruleContext } from './rule-context.ts';
import { smallestFlip } from './smallest-flip.ts';
import type { Clause, Rule } from './types.ts';

const context = ruleContext({
  shopId: 1,
  now: new Date('2026-07-15T10:00:00Z'),
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  catalogue: randomCatalogue,
  segments: new Map(
    handles.map((handle, index) => [handle, { id: index, name: handle, rule: null, ask: 'members' as const }]),
  ),
});

const metrics: MetricFacts = {
  ordersCount: 3,
  onlineOrders: 2,
  posOrders: 1,
  grossMinor: 45_000,
  refundedMinor: 3_000,
  netMinor: 42_000,
  onlineNetMinor: 30_000,
  posNetMinor: 12_000,
  averageOrderMinor: 15_000,
  refundsCount: 1,
  firstOrderAt: new Date('2025-01-10T10:00:00Z'),
  lastOrderAt: new Date('2026-03-01T10:00:00Z'),
  firstChannel: 'online',
  medianGapDays: 40,
  channels: ['online', 'pos'],
  stores: ['Soho'],
  emailConsent: 'granted',
  smsConsent: 'unknown',
  reviewsCount: 0,
  averageRating: null,
  ticketsCount: 0,
  storeVisits: 0,
  webVisits: 0,
  ordersForOthers: 0,
  ordersReceived: 0,
};
const facts: ProfileFacts = { ...emptyFacts(1, new Date('2025-01-10T10:00:00Z')), metrics };

function rule(text: string): Rule {
  const parsed = parseRule(text);
  if (!parsed.ok) {
    throw new Error(parsed.problems.map((problem) => problem.message).join('\n'));
  }
  return parsed.rule;
}

function explain(text: string) {
  return explainMembership(rule(text), facts, context);
}

describe('why someone is or is not a member', () => {
  it('tells clause by clause what was found', () => {
    const { isMember, root } = explain('amount_spent >= 500 AND (number_of_orders >= 2 OR pos_orders = 0)');
    expect(isMember).toBe(false);
    expect(root.children.map(({ holds, found, sentence }) => ({ holds, found, sentence }))).toEqual([
      { holds: false, found: 'amount spent: 420.00 EUR', sentence: 'whose amount spent is at least 500' },
      {
        holds: true,
        found: '',
        sentence: 'either whose number of orders is at least 2, or whose number of purchases at the till is 0',
      },
    ]);
    expect(root.children[1]?.children.map((child) => child.found)).toEqual([
      'number of orders: 3',
      'number of purchases at the till: 1',
    ]);
  });

  it('names the smallest change, and how far off it is', () => {
    const { flip } = explain('amount_spent >= 500 AND number_of_orders >= 2');
    expect(flip).toMatchObject([{ holds: false, found: 'amount spent: 420.00 EUR', gap: '80.00 EUR more' }]);
  });

  it('tells what the household comes to, and what of a household of one', () => {
    const household = { people: 3, buyers: 1, ordersCount: 3, netMinor: 42_000, lastOrderAt: null };
    const text = 'household_amount_spent >= 500 AND household_size >= 3';
    const { flip } = explainMembership(rule(text), { ...facts, household }, context);
    expect(flip).toMatchObject([
      { holds: false, found: 'household’s amount spent: 420.00 EUR', gap: '80.00 EUR more' },
    ]);
    expect(explain('household_size >= 3').flip).toMatchObject([{ found: 'household size: 1', gap: '2 more' }]);
  });

  it('takes the shortest of several ways', () => {
    const { flip } = explain('(amount_spent >= 500 AND pos_orders >= 2) OR number_of_refunds = 0');
    expect(flip?.map(({ clause }) => printRule(clause))).toEqual(['number_of_refunds = 0']);
  });

  it('tells a member what would end the membership', () => {
    const { isMember, flip } = explain('NOT (amount_spent >= 500) AND number_of_orders >= 2');
    expect(isMember).toBe(true);
    expect(flip).toHaveLength(1);
  });

  it('sees that one condition in two places turns in both', () => {
    const { flip } = explain('(number_of_orders >= 9 AND NOT (number_of_orders >= 9)) OR pos_orders >= 5');
    expect(flip?.map(({ clause }) => printRule(clause))).toEqual(['pos_orders >= 5']);
  });

  it('has no answer where there is none', () => {
    expect(explain('number_of_orders >= 9 AND NOT (number_of_orders >= 9)').flip).toBeNull();
  });
});

describe('the smallest change', () => {
  it('turns the outcome, and nothing smaller does', () => {
    fc.assert(
      fc.property(ruleArbitrary, personArbitrary(1), (one, person) => {
        const holds = (clause: Clause) => evaluateRule(clause, person.facts, context);
        const flip = smallestFlip(one, holds);
        const turned = (set: readonly Clause[]) => outcome(one, holds, new Set(set.map((clause) => printRule(clause))));
        if (flip) {
          expect(turned(flip)).toBe(!turned([]));
          for (const left of flip) {
            expect(turned(flip.filter((clause) => clause !== left))).toBe(turned([]));
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is the smallest there is, also where clauses stand in several places', () => {
    const clauses = ['a', 'b', 'c', 'd'].map((text): Clause => ({ kind: 'segment', handle: text, negated: false }));
    const rules = fc.letrec<{ rule: Rule }>((tie) => ({
      rule: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<Rule>(...clauses),
        tie('rule').map((rule): Rule => ({ kind: 'not', rule })),
        fc
          .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('rule'), { minLength: 2, maxLength: 3 }))
          .map(([kind, rules]): Rule => ({ kind, rules })),
      ),
    })).rule;
    fc.assert(
      fc.property(rules, fc.subarray(clauses), (one, holding) => {
        const names = holding.map((clause) => printRule(clause));
        const holds = (clause: Clause) => names.includes(printRule(clause));
        const before = outcome(one, holds, new Set());
        const sets = Array.from({ length: 2 ** clauses.length }, (_, bits) =>
          clauses.filter((_, index) => bits & (1 << index)),
        );
        const turning = sets.filter(
          (set) => outcome(one, holds, new Set(set.map((clause) => printRule(clause)))) !== before,
        );
        const smallest = turning.length === 0 ? null : Math.min(...turning.map((set) => set.length));
        expect(smallestFlip(one, holds)?.length ?? null).toBe(smallest);
      }),
      { numRuns: 800 },
    );
  });
});

function outcome(one: Rule, holds: (clause: Clause) => boolean, turned: ReadonlySet<string>): boolean {
  if (one.kind === 'and' || one.kind === 'or') {
    const parts = one.rules.map((part) => outcome(part, holds, turned));
    return one.kind === 'and' ? parts.every(Boolean) : parts.some(Boolean);
  }
  return one.kind === 'not' ? !outcome(one.rule, holds, turned) : holds(one) !== turned.has(printRule(one));
}
