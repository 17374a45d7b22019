import { expect, it } from 'vitest';
import { dueRefills, findReplenishables } from './refill.ts';

const coffee = 1;
const kettle = 2;
/** Twenty customers buy coffee every 30 days and one kettle. */
const purchases = Array.from({ length: 20 }, (_, customer) => [
  ...[0, 30, 60].map((day) => ({ customer, item: coffee, day })),
  { customer, item: coffee, day: 60 },
  { customer, item: kettle, day: 0 },
]).flat();

it('tells coffee from kettles', () => {
  const found = findReplenishables(purchases);
  expect([...found.keys()]).toEqual([coffee]);
  expect(found.get(coffee)).toEqual({ item: coffee, buyers: 20, rebuyShare: 1, medianGapDays: 30 });
});

it('needs more than a handful of buyers', () => {
  expect(findReplenishables(purchases.filter((purchase) => purchase.customer < 5)).size).toBe(0);
});

it('says whose refill is due, not too early and not when it is long past', () => {
  const found = findReplenishables(purchases);
  expect(dueRefills(purchases, found, 70)).toEqual([]);
  const due = dueRefills(purchases, found, 88);
  expect(due).toHaveLength(20);
  expect(due[0]).toEqual({
    customer: 0,
    item: coffee,
    lastDay: 60,
    dueDay: 90,
    gapDays: expect.closeTo(30, 6),
    times: 3,
  });
  expect(dueRefills(purchases, found, 200)).toEqual([]);
});
