import { describe, expect, it } from 'vitest';
import { parseRule } from './parse-rule.ts';
import { segmentCycle } from './segment-cycle.ts';
import type { Rule } from './types.ts';

const rule = (text: string): Rule => {
  const parsed = parseRule(text);
  if (!parsed.ok) {
    throw new Error(text);
  }
  return parsed.rule;
};

const shop = (rules: Record<string, string>) => (handle: string) => (rules[handle] ? rule(rules[handle]) : null);

describe('segments of segments', () => {
  it('go round in a circle', () => {
    const ruleOf = shop({ b: "IN SEGMENT 'c' OR amount_spent > 1", c: "NOT (IN SEGMENT 'a')" });
    expect(segmentCycle('a', rule("IN SEGMENT 'b'"), ruleOf)).toEqual(['a', 'b', 'c', 'a']);
  });

  it('name themselves', () => {
    expect(segmentCycle('a', rule("IN SEGMENT 'a'"), shop({ a: 'amount_spent > 1' }))).toEqual(['a', 'a']);
  });

  it('may name the same segment twice', () => {
    const ruleOf = shop({ b: "IN SEGMENT 'd'", c: "IN SEGMENT 'd'", d: 'amount_spent > 1' });
    expect(segmentCycle('a', rule("IN SEGMENT 'b' AND IN SEGMENT 'c'"), ruleOf)).toBeNull();
  });

  it('take the new rule of the segment that is being changed, not its old one', () => {
    const ruleOf = shop({ a: "IN SEGMENT 'b'", b: "IN SEGMENT 'a'" });
    expect(segmentCycle('a', rule('amount_spent > 1'), ruleOf)).toBeNull();
  });
});
