import { describe, expect, it } from 'vitest';
import { emptyCatalogue } from './catalogue.ts';
import { formatRule } from './format-rule.ts';
import { parseRule } from './parse-rule.ts';
import { readyMadeSegments } from './ready-made.ts';

describe('ready-made segments', () => {
  it('are thirty-one, each with a handle of its own', () => {
    expect(readyMadeSegments).toHaveLength(31);
    expect(new Set(readyMadeSegments.map((segment) => segment.handle)).size).toBe(31);
  });

  it.each(readyMadeSegments)(
    '$handle is valid in every shop and laid out as the formatter does',
    ({ rule, sentence, goal }) => {
      const parsed = parseRule(rule, { catalogue: emptyCatalogue, segments: [] });
      expect(parsed.ok ? formatRule(parsed.rule) : parsed.problems).toBe(rule);
      expect(sentence.length).toBeGreaterThan(20);
      expect(goal.sentence).toMatch(/\.$/);
    },
  );
});
