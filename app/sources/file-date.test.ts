import { expect, it } from 'vitest';
import { findFileDate, isOlderThan } from './file-date.ts';
import { DEFAULT_CONVENTIONS } from './mapping.ts';

const column = (name: string, field: string | null) => ({ column: name, field, confidence: 1, reason: '' });
const mapping = (order: 'dmy' | 'mdy' | 'ymd' | null) => ({
  columns: [column('Date', 'order.placed_at'), column('Born', 'customer.birth_date'), column('Other', null)],
  conventions: { ...DEFAULT_CONVENTIONS, dateOrder: order },
});
const TODAY = '2026-11-28';
const dayOf = (name: string, dates: Record<string, string[]> = {}, order: 'dmy' | 'mdy' | 'ymd' | null = 'ymd') =>
  findFileDate(name, new Map(Object.entries(dates)), mapping(order), TODAY)?.day ?? null;

it('takes the latest day that the name of a file says and nobody has to guess', () => {
  expect(dayOf('items-2026-11-01-2026-11-14.csv')).toBe('2026-11-14');
  expect(dayOf('customers_20261114_0930.csv')).toBe('2026-11-14');
  expect(dayOf('Verkäufe 14.11.2026.csv')).toBe('2026-11-14');
  expect(dayOf('sales 05-03-2026.csv')).toBeNull();
  expect(dayOf('sales 05-03-2026.csv', {}, 'dmy')).toBe('2026-03-05');
  expect(dayOf('sales 05-03-2026.csv', {}, 'mdy')).toBe('2026-05-03');
  expect(dayOf('order 2026991455.csv')).toBeNull();
  expect(dayOf('plan-2027-01-01.csv')).toBeNull();
});

it('else takes the newest day of its rows, but of no birthday, no column left out and no day to come', () => {
  const dates = { Date: ['2026-10-01', '2026-11-03', '2027-02-01'], Born: ['2026-11-20'], Other: ['2026-11-21'] };
  expect(dayOf('items.csv', dates)).toBe('2026-11-03');
  expect(dayOf('items.csv', { Date: ['03/11/2026'] }, 'dmy')).toBe('2026-11-03');
  expect(dayOf('items.csv', { Date: ['03/11/2026'] }, null)).toBeNull();
});

it('calls a file older by its name, or by its rows where it is no mere extract', () => {
  const file = (day: string, from: 'name' | 'content', dataRows: number) =>
    ({ fileName: 'f.csv', dataRows, date: { day, from, evidence: '' } }) as const;
  expect(isOlderThan(file('2026-11-01', 'name', 3), file('2026-11-08', 'name', 1000))).toBe(true);
  expect(isOlderThan(file('2026-11-08', 'name', 3), file('2026-11-08', 'name', 3))).toBe(false);
  expect(isOlderThan(file('2026-11-01', 'content', 900), file('2026-11-08', 'content', 1000))).toBe(true);
  expect(isOlderThan(file('2026-11-01', 'content', 3), file('2026-11-08', 'content', 1000))).toBe(false);
});
