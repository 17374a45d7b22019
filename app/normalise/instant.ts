import type { CivilDate, DateOrder } from './civil-date.ts';
import { readCivilDate } from './civil-date.ts';
import type { ClockTime } from './clock-time.ts';
import { readZone, splitAtClock } from './clock-time.ts';
import type { DateOrderFinding } from './date-order.ts';
import { findDateOrder } from './date-order.ts';
import { cleanCell } from './text.ts';
import { instantOfWallClock, offsetAt } from './zone-offset.ts';

export type InstantFormat = {
  /** Order of day, month and year in digits, where the value itself does not show it. */
  order: DateOrder;
  /** IANA or Rails name of the zone of values that bring none. */
  zone: string;
};

const DAY_MS = 86_400_000;
const MAX_CELL = 100;
const MIN_YEAR = 1900;
const MAX_YEAR = 2099;
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/;
const EPOCH = /^(\d{10})(?:\.\d+|(\d{3}))?$/;
const COMPACT = /^(\d{8})T?(\d{2})(\d{2})(\d{2})?(Z?)$/;
const MIDNIGHT: ClockTime = { hour: 0, minute: 0, second: 0, millisecond: 0 };

/**
 * A point in time as exports write it: ISO 8601, `2024-05-01 09:58:12 +0000`, `7/28/26 1:33 PM`, `31/12/2025 14:05`,
 * `September 24, 2026`, `Thu, 24 Sep 2026 10:00:00 GMT`, zones as offsets, abbreviations with one meaning, IANA or
 * Rails names, epoch seconds and milliseconds. A date alone is its midnight in `zone`. Years in two digits: 69–99 are
 * 19xx (POSIX). `null` = not read, impossible (30 February, 13:00 PM), outside 1900–2099, an unknown or many-meaning
 * zone (IST). Nothing is swapped to make a date fit. A wall-clock time in a daylight-saving gap moves on by the gap;
 * one that comes twice is the first. Total.
 */
export function parseInstant(raw: string | null | undefined, format: InstantFormat): Date | null {
  if (raw === null || raw === undefined || raw.length > MAX_CELL) return null;
  const iso = ISO.exec(raw);
  if (iso) return fromIso(iso, format.zone);

  const text = cleanCell(raw)?.replace(/\s+/g, ' ');
  if (text === undefined) return null;
  if (text !== raw && ISO.test(text)) return parseInstant(text, format);
  return fromEpoch(text) ?? fromText(text.replace(COMPACT, expandCompact), format);
}

/**
 * Calendar day `YYYY-MM-DD` of an instant in a zone (IANA or Rails; unknown counts as UTC). Throws RangeError on an
 * invalid Date.
 */
export function dayInZone(date: Date, zone: string): string {
  const at = date.getTime();
  const day = Math.floor((at + offsetAt(zone, at)) / DAY_MS);
  const known = dayNames.get(day);
  if (known !== undefined) return known;

  const name = new Date(day * DAY_MS).toISOString().slice(0, 10);
  if (dayNames.size < 50_000) dayNames.set(day, name);
  return name;
}

/**
 * The first instant of a day `YYYY-MM-DD` in a zone: midnight, or where the clock skips it, the moment it lands. Else
 * an invalid Date.
 */
export function startOfDay(day: string, zone: string): Date {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? readCivilDate(day, 'ymd', posixCentury) : null;
  return new Date(date === null ? Number.NaN : instantOfWallClock(zone, wallClock(date, MIDNIGHT)));
}

/**
 * Whether a column puts day or month first, from the values themselves: a number over 12 decides; dots mean day
 * first. `ambiguous` when nothing decides or the column contradicts itself: then `order` is a guess and a person must
 * be asked. O(values), one pass.
 */
export function detectDateOrder(values: Iterable<string>): DateOrderFinding {
  return findDateOrder(values);
}

const dayNames = new Map<number, string>();

function fromIso(iso: RegExpExecArray, zone: string): Date | null {
  const date = readCivilDate(`${iso[1]}-${iso[2]}-${iso[3]}`, 'ymd', posixCentury);
  const time = {
    hour: Number(iso[4] ?? 0),
    minute: Number(iso[5] ?? 0),
    second: Number(iso[6] ?? 0),
    millisecond: Number((iso[7] ?? '').slice(0, 3).padEnd(3, '0')),
  };
  if (date === null || time.hour > 23 || time.minute > 59 || time.second > 59) return null;
  return toInstant(date, time, iso[8] ?? '', zone);
}

function fromText(text: string, format: InstantFormat): Date | null {
  const split = splitAtClock(text);
  if (split === null) return null;
  const date = readCivilDate(split.date.replace(/,$/, ''), format.order, posixCentury);
  return date === null ? null : toInstant(date, split.time ?? MIDNIGHT, split.zone, format.zone);
}

/** Ten digits are seconds (2001 to 2286), thirteen milliseconds. */
function fromEpoch(text: string): Date | null {
  const epoch = EPOCH.exec(text);
  if (epoch === null) return null;
  const date = new Date(epoch[2] === undefined ? Number(epoch[1]) * 1_000 : Number(text));
  return date.getUTCFullYear() <= MAX_YEAR && date.getUTCFullYear() >= 2001 ? date : null;
}

/** `20260924T100211Z` → `2026-09-24 10:02:11Z`. */
function expandCompact(
  _: string,
  date: string,
  hour: string,
  minute: string,
  second: string | undefined,
  zone: string,
): string {
  return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)} ${hour}:${minute}:${second ?? '00'}${zone}`;
}

function toInstant(date: CivilDate, time: ClockTime, zoneText: string, zone: string): Date | null {
  if (date.year < MIN_YEAR || date.year > MAX_YEAR) return null;
  const local = wallClock(date, time);
  const place = zoneText === '' ? readZone(zone) : readZone(zoneText);
  if (place === null) return null;
  return new Date('minutes' in place ? local - place.minutes * 60_000 : instantOfWallClock(place.zone, local));
}

function wallClock(date: CivilDate, time: ClockTime): number {
  return Date.UTC(date.year, date.month - 1, date.day, time.hour, time.minute, time.second, time.millisecond);
}

function posixCentury(twoDigits: number): number {
  return twoDigits < 69 ? 2000 + twoDigits : 1900 + twoDigits;
}
