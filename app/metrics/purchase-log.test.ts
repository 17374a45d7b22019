import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildPurchaseLog, ordersBetween, snapshotAt } from './purchase-log.ts';

it('merges the orders of one day and keeps days in order', () => {
  const log = buildPurchaseLog(
    [
      { customer: 0, day: 30, amount: 5 },
      { customer: 0, day: 10, amount: 7 },
      { customer: 0, day: 30, amount: 6 },
    ],
    1,
  );
  expect([...log.day]).toEqual([10, 30]);
  expect([...log.amount]).toEqual([7, 11]);
});

it('takes a refund off the latest orders before it, even when it comes first in the file', () => {
  const log = buildPurchaseLog(
    [
      { customer: 0, day: 40, amount: -15 },
      { customer: 0, day: 10, amount: 20 },
      { customer: 0, day: 30, amount: 10 },
      { customer: 0, day: 50, amount: 9 },
    ],
    1,
  );
  expect([...log.day]).toEqual([10, 50]); // the order of day 30 came back whole
  expect([...log.amount]).toEqual([15, 9]);
});

it('counts an order that was free from the start, and a refund without any order changes nothing', () => {
  const log = buildPurchaseLog(
    [
      { customer: 0, day: 10, amount: 0 },
      { customer: 1, day: 10, amount: -5 },
    ],
    2,
  );
  expect([...log.start]).toEqual([0, 1, 1]);
});

it('sums a customer up: repeats after the first day, their mean amount, recency and age', () => {
  const log = buildPurchaseLog(
    [
      { customer: 1, day: 100, amount: 50 },
      { customer: 1, day: 110, amount: 10 },
      { customer: 1, day: 150, amount: 20 },
      { customer: 1, day: 300, amount: 99 },
      { customer: 0, day: 250, amount: 1 },
    ],
    2,
  );
  const { customer, histories, meanRepeatAmount } = snapshotAt(log, 200);
  expect([...customer]).toEqual([1]);
  expect([histories.repeats[0], histories.recencyDays[0], histories.ageDays[0]]).toEqual([2, 50, 100]);
  expect(meanRepeatAmount[0]).toBe(15);
});

it('every day with an order is before the first, a repeat until the snapshot, or after it', () => {
  const purchase = fc.record({
    customer: fc.integer({ min: 0, max: 4 }),
    day: fc.integer({ min: 0, max: 60 }),
    amount: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(purchase), fc.integer({ min: 0, max: 60 }), (purchases, day) => {
      const log = buildPurchaseLog(purchases, 5);
      const seen = snapshotAt(log, day);
      const after = ordersBetween(log, seen.customer, day, 60).count;
      const known = seen.histories.repeats.reduce((sum, repeats) => sum + repeats + 1, 0);
      const unseen = [...log.day.keys()].filter((entry) => {
        const owner = log.start.findIndex((start, c) => start <= entry && entry < (log.start[c + 1] ?? 0));
        return !seen.customer.includes(owner);
      }).length;
      expect(known + after.reduce((sum, count) => sum + count, 0) + unseen).toBe(log.day.length);
    }),
    { seed: 7 },
  );
});
