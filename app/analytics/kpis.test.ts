import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changesOf, goalState, type KpiSums, revenueChange } from './kpis.ts';

const sums = fc
  .record({
    key: fc.constantFrom('online', 'pos', 'phone', 'other'),
    known: fc.nat(50),
    unknown: fc.nat(20),
    each: fc.integer({ min: -500, max: 90_000 }),
    refunded: fc.nat(5_000),
    returning: fc.nat(100),
  })
  .map(({ key, known, unknown, each, refunded, returning }): KpiSums => {
    const customers = Math.ceil(known / 2);
    return {
      key,
      orders: known + unknown,
      netMinor: (known + unknown) * each,
      grossMinor: (known + unknown) * Math.abs(each) + refunded,
      refundedMinor: refunded,
      knownOrders: known,
      knownNetMinor: known * each,
      knownGrossMinor: known * Math.abs(each),
      customers,
      returning: Math.min(customers, returning),
    };
  });
const period = fc.uniqueArray(sums, { selector: (one) => one.key, minLength: 1, maxLength: 4 });

it('takes every change apart without a left-over', () => {
  fc.assert(
    fc.property(period, period, period, (before, after, restated) => {
      for (const { causes } of [...changesOf(before, after), ...changesOf(before, after, restated)]) {
        if (causes === null) continue;
        const parts = causes.parts.reduce((sum, part) => sum + part.mix + part.behaviour, causes.restatement);
        const size = Math.max(1, Math.abs(causes.before), Math.abs(causes.after));
        expect(Math.abs(parts - causes.change)).toBeLessThan(1e-9 * size);
      }
      const revenue = revenueChange(before, after);
      expect(revenue.parts.reduce((sum, part) => sum + part.minor, 0)).toBe(revenue.afterMinor - revenue.beforeMinor);
    }),
  );
});

it.each([
  ['reached', 30, '2026-02-01'],
  ['on_track', 16, '2026-02-15'],
  ['behind', 12, '2026-02-15'],
  ['missed', 19, '2026-03-02'],
])('says of a goal from 10 to 20 by March that it is %s at %d on %s', (state, value, today) => {
  const goal = {
    kpi: 'order_value' as const,
    target: 20,
    startValue: 10,
    startDay: '2026-01-30',
    dueDay: '2026-03-01',
  };
  expect(goalState(goal, value, today)).toBe(state);
});

it('judges a goal downwards downwards', () => {
  const goal = {
    kpi: 'return_rate' as const,
    target: 0.05,
    startValue: 0.1,
    startDay: '2026-01-01',
    dueDay: '2026-12-31',
  };
  expect(goalState(goal, 0.04, '2026-02-01')).toBe('reached');
  expect(goalState(goal, 0.12, '2026-02-01')).toBe('behind');
});
