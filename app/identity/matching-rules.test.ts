import { describe, expect, it } from 'vitest';
import { startingModel } from './matching-model.ts';
import { readMatchingRules, USUAL_RULES, withMatchingRules } from './matching-rules.ts';

const model = startingModel(['given', 'email'], 1000);

describe('rules over a learned model', () => {
  it('leave it as it is while they are the usual ones', () => {
    expect(withMatchingRules(model, USUAL_RULES)).toBe(model);
    expect(withMatchingRules(model, { ...USUAL_RULES, shifts: { email: 0 } })).toBe(model);
  });

  it('move every level of agreement by their bits, and disagreement not at all', () => {
    const ruled = withMatchingRules(model, { ...USUAL_RULES, shifts: { email: -3 } });
    const [given, email] = ruled.fields;
    expect(given).toBe(model.fields[0]);
    expect(email!.m).toEqual(model.fields[1]!.m.map((m, at) => (at === 0 ? m : m / 8)));
    expect(ruled.version).not.toBe(model.version);
  });

  it('never ask above what they join, and fall back where they cannot be read', () => {
    expect(readMatchingRules({ link: 2, review: 7, shifts: {} })).toEqual({ link: 2, review: 2, shifts: {} });
    expect(readMatchingRules({ link: 'x' })).toEqual(USUAL_RULES);
  });
});
