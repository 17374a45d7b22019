import { describe, expect, it } from 'vitest';
import { rankDifferences } from './rank-differences.ts';

describe('what sets members apart', () => {
  it('puts the largest difference first and leaves out what chance explains', () => {
    const found = rankDifferences(
      [
        { trait: 'country', value: 'DE', inside: 60, outside: 500 },
        { trait: 'bought_in_store', value: 'true', inside: 90, outside: 100 },
        { trait: 'bought_in_store', value: 'false', inside: 10, outside: 900 },
        { trait: 'language', value: 'de', inside: 52, outside: 500 },
        { trait: 'tag', value: 'rare', inside: 2, outside: 0 },
        { trait: 'email_consent', value: 'granted', inside: 20, outside: 600 },
      ],
      100,
      1_000,
    );
    expect(
      found.map(({ trait, value, shareInside, shareOutside }) => [trait, value, shareInside, shareOutside]),
    ).toEqual([
      ['bought_in_store', 'true', 0.9, 0.1],
      ['email_consent', 'granted', 0.2, 0.6],
    ]);
  });

  it('says nothing about a handful of people', () => {
    expect(rankDifferences([{ trait: 'country', value: 'DE', inside: 4, outside: 0 }], 4, 1_000)).toEqual([]);
  });
});
