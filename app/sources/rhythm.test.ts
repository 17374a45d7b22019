import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshnessOf, learnRhythm, sayEvery, sayHours } from './rhythm.ts';

describe('a source’s rhythm', () => {
  it.each([
    ['a shop that sleeps at night', [8.2, 9, 7.5, 8.8, 8, 9.1, 8.4, 7.9, 8.6, 8.1], 9],
    ['a daily file', [24, 23.5, 24.2, 24, 25, 24], 25],
    ['a weekly file with a holiday', [168, 168, 168, 168, 168, 168, 168, 168, 168, 336], 168],
    ['a busy shop that is never silent for an hour', [0.2, 0.3, 0.1, 0.4], 1],
  ])('is learned from %s', (_, silences, hours) => {
    expect(learnRhythm(silences)?.hours).toBe(hours);
  });

  it('is not guessed from too short a past', () => {
    expect(learnRhythm([24, 24, 24])).toBeNull();
  });

  it('is never shorter than most of its silences, and never longer than the longest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 2000, noNaN: true }), { minLength: 4, maxLength: 60 }),
        (silences) => {
          const { hours } = learnRhythm(silences)!;
          expect(hours).toBeLessThanOrEqual(Math.max(1, Math.ceil(Math.max(...silences))));
          expect(silences.filter((one) => one <= hours).length / silences.length).toBeGreaterThanOrEqual(0.9);
        },
      ),
    );
  });

  it.each([
    [null, 24, 'never'],
    [30, 24, 'fresh'],
    [37, 24, 'late'],
    [73, 24, 'silent'],
    [200, null, 'fresh'],
    [260, null, 'late'],
  ] as const)('says that a source heard %s hours ago with a rhythm of %s is %s', (ago, rhythm, word) => {
    const now = new Date('2026-11-28T00:00:00Z');
    const heard = ago === null ? null : new Date(now.getTime() - ago * 3_600_000);
    expect(freshnessOf(heard, rhythm, now)).toBe(word);
  });

  it('is said in hours, days and weeks', () => {
    expect([1, 9, 24, 48, 168, 336].map(sayHours)).toEqual([
      '1 hour',
      '9 hours',
      '24 hours',
      '2 days',
      '7 days',
      '2 weeks',
    ]);
    expect([1, 9, 24, 48, 168].map(sayEvery)).toEqual([
      'every hour',
      'every 9 hours',
      'every day',
      'every 2 days',
      'every week',
    ]);
  });
});
