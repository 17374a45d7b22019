import { describe, expect, it } from 'vitest';
import { USUAL_RULES } from './matching-rules.ts';
import { whatAnswersTeach } from './what-answers-teach.ts';

const RULES = { ...USUAL_RULES, link: 5, review: 1 };
const answers = (count: number, bits: number, same: boolean) => Array.from({ length: count }, () => ({ bits, same }));

describe('what answers teach about the threshold', () => {
  it('is nothing without answers, and nothing by a few', () => {
    expect(whatAnswersTeach([], RULES)).toEqual({ answers: 0, shareSame: null, bands: [], suggestedLink: null });
    expect(whatAnswersTeach(answers(11, 4.2, true), RULES).suggestedLink).toBeNull();
  });

  it('is the lowest threshold above which nearly all were one person', () => {
    const said = [...answers(20, 3.2, true), ...answers(12, 1.4, true), ...answers(12, 1.4, false)];
    const taught = whatAnswersTeach(said, RULES);
    expect(taught.suggestedLink).toBe(1.5);
    expect(taught.bands).toEqual([
      { from: 3, to: 4, same: 20, different: 0 },
      { from: 1, to: 2, same: 12, different: 12 },
    ]);
  });

  it('is no lower threshold where answers above it said two people', () => {
    expect(whatAnswersTeach([...answers(20, 4.5, true), ...answers(3, 4.6, false)], RULES).suggestedLink).toBeNull();
  });
});
