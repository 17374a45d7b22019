import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handles, randomCatalogue, ruleArbitrary } from '#test/factories/random-rules.ts';
import { checkRule } from './check-rule.ts';
import { describeRule } from './describe-rule.ts';
import { formatRule } from './format-rule.ts';
import { parseRule } from './parse-rule.ts';
import { printRule } from './print-rule.ts';
import { readRule } from './rule-tree.ts';
import type { Dialect, Rule } from './types.ts';

const shop = { catalogue: randomCatalogue, segments: handles };

function reread(text: string): Rule | string {
  const parsed = parseRule(text, shop);
  return parsed.ok ? parsed.rule : `${text}\n${parsed.problems.map((problem) => problem.message).join('\n')}`;
}

describe('a rule as text', () => {
  it('random rules are valid to begin with', () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => void expect(checkRule(rule, shop)).toEqual([])),
      { numRuns: 300 },
    );
  });

  it.each<Dialect>(['legacy', 'matches', 'onefold'])('is read back to the same tree from %s', (dialect) => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => void expect(reread(printRule(rule, dialect))).toEqual(rule)),
      { numRuns: 400 },
    );
  });

  it('is read back to the same tree when laid out on many lines', () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => void expect(reread(formatRule(rule))).toEqual(rule)),
      { numRuns: 300 },
    );
  });

  it('prints to the same text again', () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => {
        const text = printRule(rule);
        const again = reread(text);
        expect(typeof again === 'string' ? again : printRule(again)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('survives JSON, as the builder and the database keep it', () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => void expect(readRule(JSON.parse(JSON.stringify(rule)))).toEqual(rule)),
      { numRuns: 300 },
    );
  });

  it('always has a plain sentence', () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => {
        expect(describeRule(rule, randomCatalogue)).toMatch(/^Customers .+\.$/s);
        expect(describeRule(rule, randomCatalogue)).not.toMatch(/undefined|null|\[object/);
      }),
      { numRuns: 300 },
    );
  });

  it('is read or refused with a place in the text, whatever the text', () => {
    const piece = fc.constantFrom(
      'amount_spent',
      '>',
      '5',
      "'x'",
      '(',
      ')',
      'AND',
      'OR',
      'NOT',
      'IS',
      'NULL',
      'MATCHES',
      '-7d',
      ',',
      ' ',
      "'",
      'é',
      '\\',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((list) => list.join(' ')),
      fc.string({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, (given) => {
        const parsed = parseRule(given);
        for (const problem of parsed.ok ? [] : parsed.problems) {
          expect(problem.message.length).toBeGreaterThan(10);
          expect(problem.span).not.toBeNull();
          expect(problem.span?.from).toBeGreaterThanOrEqual(0);
          expect(problem.span?.to).toBeLessThanOrEqual(given.length);
        }
      }),
      { numRuns: 800 },
    );
  });
});
