import { expect, test } from 'vitest';
import { easternClock, isoInstant, makeCalendar } from './calendar.ts';

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/New_York',
  dateStyle: 'short',
  timeStyle: 'medium',
});

test('keeps the same clock as the time zone database, on either side of every change', () => {
  const start = Date.UTC(2023, 0, 1);
  for (let hour = 0; hour < 4 * 8766; hour++) {
    const instant = start + hour * 3_600_000 + 1_234_000;
    const { day, time } = easternClock(instant);
    if (`${day} ${time}` !== clock.format(instant)) expect(`${day} ${time}`).toBe(clock.format(instant));
  }
});

test('writes instants as Shopify does', () => {
  expect(isoInstant(Date.UTC(2026, 2, 1, 5, 7, 9, 400))).toBe('2026-03-01T05:07:09Z');
});

test('ends on the shop’s day of now, with the instants of local midnight', () => {
  const calendar = makeCalendar(Date.UTC(2026, 10, 24, 3), 1);
  expect(calendar.dates.at(-1)).toEqual({ month: 10, date: 23, weekday: 1 });
  expect(isoInstant(calendar.midnights.at(-1) as number)).toBe('2026-11-23T05:00:00Z');
  expect(isoInstant(calendar.midnights[200] as number)).toMatch(/T04:00:00Z$/u);
});
