import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareGroups, type GroupCohort, joinSpellings } from './cohort-groups.ts';

const january = 2026 * 12;

function cohort(value: string, start: number, customers: number, nets: readonly number[]): GroupCohort {
  const key = `${start} ${value}`;
  const activity = nets.map((netMinor, offset) => ({
    key,
    offset,
    active: offset === 0 ? customers : 1,
    orders: 1,
    netMinor,
  }));
  return { key, month: '2026-01', value, start: january + start, customers, activity };
}

it('divides by the customers whose month of that age is over, and by no others', () => {
  const [online] = compareGroups(
    [cohort('online', 0, 10, [100, 50, 7]), cohort('online', 2, 30, [900])],
    january + 2,
    3,
  );
  expect(online?.customers).toBe(40);
  expect(online?.cells.map((cell) => [cell.customers, cell.retention, cell.cumulativePerHeadMinor])).toEqual([
    [10, 1, 10],
    [10, 0.1, 15],
    [0, null, null],
  ]);
});

it('sums to all customers and all net, however many values there are', () => {
  const some = fc.record({
    value: fc.integer({ min: 0, max: 20 }),
    start: fc.integer({ min: 0, max: 5 }),
    customers: fc.integer({ min: 1, max: 50 }),
    nets: fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 }),
  });
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 40 }), (made) => {
      const cohorts = made.map((one) => cohort(`v${one.value}`, one.start, one.customers, one.nets));
      const groups = compareGroups(cohorts, january + 24, 12);
      expect(groups.reduce((sum, group) => sum + group.customers, 0)).toBe(
        made.reduce((sum, one) => sum + one.customers, 0),
      );
      const net = groups.reduce((sum, group) => sum + group.cells[11]!.cumulativePerHeadMinor! * group.customers, 0);
      expect(net).toBeCloseTo(
        made.flatMap((one) => one.nets).reduce((sum, value) => sum + value, 0),
        4,
      );
    }),
  );
});

it('counts names that differ by capitals and spaces as the one that most came by, and loses nobody', () => {
  const joined = joinSpellings([
    cohort('spring sale', 0, 4, [100]),
    cohort('Spring  Sale', 0, 6, [50]),
    cohort(' SPRING SALE ', 1, 3, [10]),
    cohort('summer', 1, 2, [10]),
  ]);
  const groups = compareGroups(joined, january + 5, 1);
  expect(groups.map(({ value, customers }) => [value, customers])).toEqual([
    ['Spring  Sale', 13],
    ['summer', 2],
  ]);
  expect(groups[0]!.cells[0]!.cumulativePerHeadMinor! * 13).toBeCloseTo(160);
});
