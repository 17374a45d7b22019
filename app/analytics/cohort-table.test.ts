import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CohortActivity, cohortTable, monthNumber, monthText } from './cohort-table.ts';

const january = monthNumber('2026-01');
const cohort = (key: string, start: number, customers = 10) => ({ key, label: key, start, customers });

it('sums to what came in: every order of the months shown is in exactly one cell', () => {
  const starts = fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(starts, fc.array(fc.nat({ max: 50 }), { minLength: 80, maxLength: 80 }), (offsets, numbers) => {
      const cohorts = offsets.map((offset, i) => cohort(`c${i}`, january + offset));
      const activity: CohortActivity[] = cohorts.flatMap((each, i) =>
        Array.from({ length: january + 12 - each.start }, (_, offset) => {
          const orders = numbers[(i * 13 + offset) % numbers.length]!;
          return { key: each.key, offset, active: Math.min(10, orders), orders, netMinor: orders * 100 };
        }),
      );
      const table = cohortTable({ cohorts, activity, current: january + 11, historyStart: null, months: 12 });
      expect(table.totals.orders).toBe(activity.reduce((sum, cell) => sum + cell.orders, 0));
      expect(table.totals.netMinor).toBe(activity.reduce((sum, cell) => sum + cell.netMinor, 0));
      expect(table.totals.customers).toBe(10 * cohorts.length);
    }),
    { seed: 9 },
  );
});

it('marks the running month incomplete, the past complete, the future missing or predicted', () => {
  const table = cohortTable({
    cohorts: [cohort('a', january)],
    activity: [
      { key: 'a', offset: 0, active: 10, orders: 10, netMinor: 10_000 },
      { key: 'a', offset: 2, active: 2, orders: 3, netMinor: 2_000 },
    ],
    current: january + 2,
    historyStart: null,
    months: 5,
    predicted: [{ key: 'a', offset: 3, orders: 1.5, netMinor: 1_500 }],
  });
  const cells = table.rows[0]!.cells;
  expect(cells.map((cell) => cell.state)).toEqual(['complete', 'complete', 'incomplete', 'predicted', 'missing']);
  expect(cells.map((cell) => cell.retention)).toEqual([1, 0, 0.2, null, null]);
  expect(cells.map((cell) => cell.cumulativePerHeadMinor)).toEqual([1_000, 1_000, 1_200, 1_350, null]);
  expect(table.average[2]!.retention).toBeNull();
});

it('averages over cohorts whose month is over, whatever their age', () => {
  const table = cohortTable({
    cohorts: [cohort('old', january, 10), cohort('young', january + 1, 90)],
    activity: [{ key: 'old', offset: 1, active: 5, orders: 5, netMinor: 0 }],
    current: january + 2,
    historyStart: null,
    months: 3,
  });
  expect(table.average[1]).toEqual({ offset: 1, customers: 10, retention: 0.5 });
  expect(table.average[0]!.customers).toBe(100);
  expect(table.average[2]).toEqual({ offset: 2, customers: 0, retention: null });
});

it('flags cohorts that the import may have cut at the left', () => {
  const question = {
    cohorts: [cohort('a', january), cohort('b', january + 1)],
    activity: [],
    current: january + 1,
    months: 1,
  };
  const flags = cohortTable({ ...question, historyStart: january }).rows.map((row) => row.isLeftCensored);
  expect(flags).toEqual([true, false]);
});

it('writes months as it reads them', () => {
  expect(monthText(monthNumber('2026-12-31'))).toBe('2026-12');
  expect(monthText(january + 12)).toBe('2027-01');
});
