import type { DayValue, MomentValue, NamedDayValue, OffsetValue, Value } from './types.ts';

/** A calendar day `YYYY-MM-DD` in the shop's zone. */
export type Day = string;

/** Values that stand for a whole day. */
export type DayLike = DayValue | OffsetValue | NamedDayValue;

const DAY_MS = 86_400_000;

/** False for days that no calendar has, such as 2026-02-30. */
export function isRealDay(day: Day): boolean {
  const [year, month, date] = dayParts(day);
  if (year < 1 || month < 1 || month > 12 || date < 1) {
    return false;
  }
  return date <= daysInMonth(year, month);
}

/** False for times of day that no clock shows, such as 24:00:00. */
export function isRealMoment(local: string): boolean {
  const [day = '', time = ''] = local.split('T');
  const [hour = 99, minute = 99, second = 99] = time.split(':').map(Number);
  return isRealDay(day) && hour <= 23 && minute <= 59 && second <= 59;
}

/** Whole days between two days, negative if `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utcOf(to) - utcOf(from)) / DAY_MS);
}

/** Months and years keep the day of the month where there is one, else take the month's last (31 March − 1m = 28 February). */
export function addToDay(day: Day, amount: number, unit: OffsetValue['unit']): Day {
  if (unit === 'd' || unit === 'w') {
    return dayFromUtc(utcOf(day) + amount * (unit === 'w' ? 7 : 1) * DAY_MS);
  }
  const [year, month, date] = dayParts(day);
  const months = year * 12 + (month - 1) + amount * (unit === 'y' ? 12 : 1);
  const [newYear, newMonth] = [Math.floor(months / 12), (months % 12) + 1];
  if (newYear < 1) {
    return '0001-01-01';
  }
  return format(newYear, newMonth, Math.min(date, daysInMonth(newYear, newMonth)));
}

/** The day a value stands for; `today` is the shop's. */
export function resolveDay(value: DayLike, today: Day): Day {
  switch (value.kind) {
    case 'day':
      return value.day;
    case 'named_day':
      return value.name === 'today' ? today : addToDay(today, -1, 'd');
    case 'offset':
      return addToDay(today, value.sign === '-' ? -value.amount : value.amount, value.unit);
  }
}

export function isDayLike(value: Value): value is DayLike {
  return value.kind === 'day' || value.kind === 'offset' || value.kind === 'named_day';
}

/** True if the value moves with the calendar, so that membership changes without any event. */
export function isRelative(value: Value): boolean {
  return value.kind === 'offset' || value.kind === 'named_day';
}

/** The day an instant falls on in a zone. */
export function dayInZone(instant: Date, timeZone: string): Day {
  return dayFromUtc(instant.getTime() + offsetMs(instant.getTime(), timeZone));
}

/** The first instant of a day in a zone; where clocks skip midnight, the first one after the gap. */
export function startOfDay(day: Day, timeZone: string): Date {
  const key = `${timeZone} ${day}`;
  let start = dayStarts.get(key);
  if (start === undefined) {
    if (dayStarts.size >= 10_000) {
      dayStarts.clear();
    }
    start = instantOfLocal(utcOf(day), timeZone);
    dayStarts.set(key, start);
  }
  return new Date(start);
}

/** Zone arithmetic costs some 20 µs and evaluators ask for the same few days over and over. */
const dayStarts = new Map<string, number>();

/** The instant a shop's clock shows this; in a gap the clock as it was before, in a repeated hour the first of the two. */
export function instantOfMoment(value: MomentValue, timeZone: string): Date {
  return new Date(instantOfLocal(Date.parse(`${value.local}Z`), timeZone));
}

function instantOfLocal(localAsUtc: number, timeZone: string): number {
  const before = offsetMs(localAsUtc - DAY_MS, timeZone);
  const after = offsetMs(localAsUtc + DAY_MS, timeZone);
  const candidates = [localAsUtc - before, localAsUtc - after].filter(
    (candidate) => candidate + offsetMs(candidate, timeZone) === localAsUtc,
  );
  return candidates.length > 0 ? Math.min(...candidates) : localAsUtc - before;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Zone's clock minus UTC, in milliseconds. Throws RangeError for a zone that does not exist. */
function offsetMs(instantMs: number, timeZone: string): number {
  const whole = Math.floor(instantMs / 1000) * 1000;
  const parts = formatterOf(timeZone).formatToParts(whole);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const clock = new Date(Date.UTC(2000, 0, 1, read('hour'), read('minute'), read('second')));
  return clock.setUTCFullYear(read('year'), read('month') - 1, read('day')) - whole;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

function dayParts(day: Day): [number, number, number] {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return [year, month, date];
}

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function utcOf(day: Day): number {
  const [year, month, date] = dayParts(day);
  return new Date(Date.UTC(2000, 0, 1)).setUTCFullYear(year, month - 1, date);
}

/** Days outside the calendar's four digits are pulled to its ends: `-9999y` is simply before everything. */
function dayFromUtc(ms: number): Day {
  const date = new Date(Math.min(Math.max(ms, utcOf('0001-01-01')), utcOf('9999-12-31')));
  return format(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function format(year: number, month: number, date: number): Day {
  if (year > 9999) {
    return '9999-12-31';
  }
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-');
}
