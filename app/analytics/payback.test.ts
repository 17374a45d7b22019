import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthNumber } from './cohort-table.ts';
import { type AcquisitionCost, paybacks } from './payback.ts';

const current = monthNumber('2026-06');
const cost = (amountMinor: number, month = '2026-01'): AcquisitionCost => ({
  id: 1,
  month,
  split: 'campaign',
  value: 'spring',
  amountMinor,
});

function one(amountMinor: number, months: readonly number[], customers = 10, month = '2026-01') {
  const returns = months.map((minor, offset) => ({ offset, minor }));
  const [row] = paybacks({
    costs: [cost(amountMinor, month)],
    won: new Map([[1, { customers, returns }]]),
    current,
    historyStart: monthNumber('2026-01'),
  });
  return row!;
}

describe('payback', () => {
  it('tells what a customer cost, what he brought, and in which month the cost was back', () => {
    expect(one(10_000, [4_000, 3_000, 3_000])).toMatchObject({
      costPerHeadMinor: 1_000,
      broughtPerHeadMinor: 1_000,
      share: 1,
      months: 3,
      age: 6,
      isLeftCensored: true,
    });
    expect(one(10_000, [4_000, 3_000]).months).toBeNull();
    expect(one(10_000, [12_000, -3_000]).months).toBeNull();
    expect(one(10_000, [12_000, -3_000, 2_000]).months).toBe(3);
  });

  it('says what it can of a cost that won nobody, and of the month that runs', () => {
    const [row] = paybacks({ costs: [cost(500, '2026-06')], won: new Map(), current, historyStart: null });
    expect(row).toMatchObject({
      customers: 0,
      costPerHeadMinor: null,
      share: 0,
      months: null,
      age: 1,
      isRunning: true,
    });
  });

  const months = fc.array(fc.integer({ min: -5_000, max: 20_000 }), { minLength: 1, maxLength: 6 });

  it('is paid back exactly when what came back is at least the cost, and a greater cost never earlier', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: 1, max: 50_000 }), fc.nat({ max: 50_000 }), (brought, amount, more) => {
        const [less, greater] = [one(amount, brought), one(amount + more, brought)];
        const total = brought.reduce((sum, minor) => sum + minor, 0);
        expect(less.months !== null).toBe(total >= amount);
        expect(less.share).toBeCloseTo(total / amount, 9);
        if (greater.months !== null) expect(less.months!).toBeLessThanOrEqual(greater.months);
      }),
    );
  });

  it('does not hang on how many were won, but per head it does', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: 1, max: 500 }), (brought, customers) => {
        const row = one(3_000, brought, customers);
        expect(row.months).toBe(one(3_000, brought, 1).months);
        expect(row.costPerHeadMinor! * customers).toBeCloseTo(3_000, 6);
      }),
    );
  });
});
