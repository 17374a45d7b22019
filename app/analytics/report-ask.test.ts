import fc from 'fast-check';
import { expect, it } from 'vitest';
import { askOver, DIMENSION_NAMES, MEASURE_NAMES, readReportAsk, reportParams } from './report-ask.ts';
import { COMPARISON_NAMES, PERIOD_NAMES } from './report-period.ts';

it('is read back from its address as it was', () => {
  const ask = fc.record({
    by: fc.constantFrom(...DIMENSION_NAMES),
    measures: fc.subarray(MEASURE_NAMES, { minLength: 1 }),
    period: fc.constantFrom(...PERIOD_NAMES.filter((name) => name !== 'own')),
    days: fc.integer({ min: 1, max: 3660 }),
    own: fc.constant(null),
    against: fc.constantFrom(...COMPARISON_NAMES),
    channel: fc.constantFrom('online' as const, 'pos' as const, null),
    segmentId: fc.option(fc.integer({ min: 1, max: 1e9 })),
  });
  fc.assert(
    fc.property(ask, (one) => {
      expect(readReportAsk(reportParams(one))).toEqual(one);
      const other = askOver(one, { from: '2026-01-05', until: '2026-01-05' });
      expect(readReportAsk(reportParams(other))).toEqual(other);
    }),
  );
});

it('falls back to something sensible whatever the address says', () => {
  const ask = readReportAsk(new URLSearchParams('by=1;drop table&measures=nonsense&days=-4&channel=x&segment=y'));
  expect(ask).toEqual({
    by: 'month',
    measures: ['net', 'orders', 'buyers'],
    period: 'days',
    days: 365,
    own: null,
    against: 'none',
    channel: null,
    segmentId: null,
  });
});

it.each([
  'period=own&from=2026-02-30&until=2026-03-01',
  'period=own&from=2026-03-02&until=2026-03-01',
  'period=own&from=1900-01-01&until=2026-03-01',
  'period=own&from=2026-03-01',
  'period=own',
])('takes the last days where own dates are none: %s', (text) => {
  expect(readReportAsk(new URLSearchParams(text))).toMatchObject({ period: 'days', days: 365, own: null });
});
