import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedSpan, PERIOD_NAMES, type Period, type PeriodAsk, periodWords, spanOf } from './report-period.ts';

const ask = (period: Period, more: Partial<PeriodAsk> = {}): PeriodAsk => ({ period, days: 30, own: null, ...more });
const TODAY = '2026-03-31';

describe('the days that a report is of', () => {
  it.each<[Period, string, string, string, string]>([
    ['days', '2026-03-02', TODAY, '2026-01-31', '2026-03-01'],
    ['this_month', '2026-03-01', TODAY, '2026-02-01', '2026-02-28'],
    ['last_month', '2026-02-01', '2026-02-28', '2026-01-01', '2026-01-31'],
    ['this_quarter', '2026-01-01', TODAY, '2025-10-01', '2025-12-31'],
    ['last_quarter', '2025-10-01', '2025-12-31', '2025-07-01', '2025-09-30'],
    ['this_year', '2026-01-01', TODAY, '2025-01-01', '2025-03-31'],
    ['last_year', '2025-01-01', '2025-12-31', '2024-01-01', '2024-12-31'],
  ])('%s, and those before', (period, from, until, earlier, later) => {
    expect(spanOf(ask(period), TODAY)).toEqual({ from, until });
    expect(comparedSpan(ask(period), 'before', TODAY)).toEqual({ from: earlier, until: later });
    expect(comparedSpan(ask(period), 'none', TODAY)).toBeNull();
  });

  it('are the same dates a year earlier, the 28th for a leap day', () => {
    const own = { from: '2024-02-29', until: '2024-03-10' };
    expect(comparedSpan(ask('own', { own }), 'year', TODAY)).toEqual({ from: '2023-02-28', until: '2023-03-10' });
    expect(comparedSpan(ask('own', { own }), 'before', TODAY)).toEqual({ from: '2024-02-18', until: '2024-02-28' });
  });

  it('never overlap those that they are set against, and end by today', () => {
    const day = fc.date({ min: new Date('2015-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...PERIOD_NAMES.filter((name) => name !== 'own')),
        fc.integer({ min: 1, max: 366 }),
        day,
        (period, days, now) => {
          const today = now.toISOString().slice(0, 10);
          const span = spanOf(ask(period, { days }), today);
          expect(span.from <= span.until && span.until <= today).toBe(true);
          const before = comparedSpan(ask(period, { days }), 'before', today)!;
          expect(before.from <= before.until && before.until < span.from).toBe(true);
        },
      ),
    );
  });

  it('are told in words', () => {
    expect(periodWords(ask('days', { days: 7 }))).toBe('the last 7 days');
    expect(periodWords(ask('last_quarter'))).toBe('last quarter');
    expect(periodWords(ask('own', { own: { from: '2026-01-05', until: '2026-01-09' } }))).toBe(
      '2026-01-05 to 2026-01-09',
    );
  });
});
