import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DIMENSION_NAMES, MEASURE_NAMES, readReportAsk, reportParams } from './report-ask.ts';

it('is read back from its address as it was', () => {
  const ask = fc.record({
    by: fc.constantFrom(...DIMENSION_NAMES),
    measures: fc.subarray(MEASURE_NAMES, { minLength: 1 }),
    days: fc.integer({ min: 1, max: 3660 }),
    channel: fc.constantFrom('online' as const, 'pos' as const, null),
    segmentId: fc.option(fc.integer({ min: 1, max: 1e9 })),
  });
  fc.assert(
    fc.property(ask, (one) => {
      expect(readReportAsk(reportParams(one))).toEqual(one);
    }),
  );
});

it('falls back to something sensible whatever the address says', () => {
  const ask = readReportAsk(new URLSearchParams('by=1;drop table&measures=nonsense&days=-4&channel=x&segment=y'));
  expect(ask).toEqual({
    by: 'month',
    measures: ['net', 'orders', 'buyers'],
    days: 365,
    channel: null,
    segmentId: null,
  });
});
