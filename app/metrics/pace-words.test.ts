import { describe, expect, it } from 'vitest';
import { paceWords } from './pace-words.ts';

const shop = {
  usual: { medianGapDays: 28, logSpread: 1.4 },
  categories: [{ category: 'Candles', gaps: 1_000_000, medianGapDays: 41, logSpread: 1.4 }],
};

describe('the words for a pace', () => {
  it.each([
    [5, 33.4, 'Candles', 'own rhythm: every 33 days'],
    [2, 1, 'Candles', 'every 1 day so far; others come back for Candles after about 41 days'],
    [1, null, 'Candles', 'bought once; others come back for Candles after about 41 days'],
    [1, null, 'Unheard of', 'bought once; others of this shop come back after about 28 days'],
    [1, null, null, 'bought once; others of this shop come back after about 28 days'],
  ])('%i days with an order, every %s days, %s last', (purchaseDays, gapMedianDays, lastCategory, words) => {
    expect(paceWords({ purchaseDays, gapMedianDays, lastCategory }, shop)).toBe(words);
  });

  it('are none where nobody came back, or nothing was bought', () => {
    const once = { purchaseDays: 1, gapMedianDays: null, lastCategory: null };
    expect(paceWords(once, { usual: null, categories: [] })).toBeNull();
    expect(paceWords({ ...once, purchaseDays: 0 }, shop)).toBeNull();
  });
});
