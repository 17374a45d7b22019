import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personArbitrary } from '#test/factories/random-facts.ts';
import { handles, randomCatalogue, ruleArbitrary } from '#test/factories/random-rules.ts';
import type { DataPart } from './catalogue.ts';
import { evaluateRule } from './evaluate-rule.ts';
import type { ProfileFacts } from './facts.ts';
import { printRule } from './print-rule.ts';
import { ruleContext } from './rule-context.ts';
import { dependenciesOf } from './rule-tree.ts';

const context = ruleContext({
  shopId: 1,
  now: new Date('2026-07-15T22:30:00Z'),
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  catalogue: randomCatalogue,
  segments: new Map(handles.map((handle, id) => [handle, { id, name: handle, rule: null, ask: 'members' as const }])),
});

const belongsTo: Partial<Record<keyof ProfileFacts, DataPart>> = {
  metrics: 'metrics',
  scores: 'scores',
  household: 'households',
  records: 'records',
  orders: 'orders',
  refunds: 'refunds',
  interactions: 'interactions',
  feedback: 'feedback',
  loyalty: 'loyalty',
  consents: 'consents',
  memberships: 'segments',
  segmentEvents: 'segments',
};

describe('the parts of the data that a rule reads', () => {
  it('are all it needs to be judged', () => {
    fc.assert(
      fc.property(ruleArbitrary, personArbitrary(1), (rule, { facts }) => {
        const { parts } = dependenciesOf(rule, randomCatalogue);
        expect(evaluateRule(rule, only(facts, parts), context), printRule(rule)).toBe(
          evaluateRule(rule, facts, context),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

/** The person with nothing known but what belongs to these parts. */
function only(facts: ProfileFacts, parts: ReadonlySet<DataPart>): ProfileFacts {
  const kept = Object.entries(facts).map(([key, value]) => {
    const part = belongsTo[key as keyof ProfileFacts];
    return [key, part === undefined || parts.has(part) ? value : Array.isArray(value) ? [] : null];
  });
  return Object.fromEntries(kept) as ProfileFacts;
}
