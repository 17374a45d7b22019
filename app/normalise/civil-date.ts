import { calendarWord } from './month-names.ts';
import { toLatin } from './transliterate.ts';

/**
 * In which order a file writes the parts of a date in digits. A year of four digits in front is always year, month,
 * day.
 */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

export type CivilDate = { year: number; month: number; day: number };

/** The century of a year in two digits; `null` = cannot be told. */
export type CenturyRule = (twoDigits: number) => number | null;

const IN_DIGITS = /^(\d{1,4})(\s?[./-]\s?|\s)(\d{1,2})\2(\d{1,4})\.?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const EAST_ASIAN = /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?$/;
const WORD_OR_NUMBER = /\d+|[\p{L}\p{M}]+/gu;

/** Days of a month in the Gregorian calendar. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `YYYY-MM-DD`. */
export function formatDay({ year, month, day }: CivilDate): string {
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/**
 * A date written in any of the usual ways, without time: `2026-09-24`, `24.9.2026`, `9/24/26`, `20260924`, `September
 * 24, 2026`, `24 sept. 2026`, `2026年9月24日`. `null` = impossible (30 February), or not to be read in that order:
 * nothing is swapped to fit.
 */
export function readCivilDate(text: string, order: DateOrder, century: CenturyRule): CivilDate | null {
  const digits = IN_DIGITS.exec(text);
  if (digits) return readParts(digits[1] ?? '', digits[3] ?? '', digits[4] ?? '', order, century);

  const compact = COMPACT.exec(text);
  if (compact) return readCompact(text, order, century);
  const eastAsian = EAST_ASIAN.exec(text);
  if (eastAsian) return realDate(Number(eastAsian[1]), Number(eastAsian[2]), Number(eastAsian[3]));
  return readWritten(text, century);
}

/** `realDate(2026, 2, 30)` → null. */
export function realDate(year: number | null, month: number, day: number): CivilDate | null {
  const isReal = year !== null && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return isReal ? { year, month, day } : null;
}

/** Month and the numbers around it of a date in words; `null` = other words in it, no month, or two. */
export function readWords(text: string): { month: number; numbers: string[] } | null {
  const tokens = toLatin(text).match(WORD_OR_NUMBER) ?? [];
  const meanings = tokens.filter((token) => !/^\d/.test(token)).map(calendarWord);
  if (meanings.includes(null)) return null;
  const [month, ...more] = meanings.filter((meaning) => meaning !== null && typeof meaning === 'object');
  if (month === undefined || more.length > 0) return null;
  return { month: month.month, numbers: tokens.filter((token) => /^\d/.test(token)) };
}

function readParts(a: string, b: string, c: string, order: DateOrder, century: CenturyRule): CivilDate | null {
  if (a.length === 4) return c.length > 2 ? null : realDate(Number(a), Number(b), Number(c));
  if (order === 'ymd' && c.length < 4) return realDate(readYear(a, century), Number(b), Number(c));

  const year = a.length > 2 ? null : readYear(c, century);
  if (order === 'dmy') return realDate(year, Number(b), Number(a));
  return order === 'mdy' ? realDate(year, Number(a), Number(b)) : readOnlyWay(year, Number(a), Number(b));
}

/** Two or four digits. */
function readYear(digits: string, century: CenturyRule): number | null {
  if (digits.length === 4) return Number(digits);
  return digits.length === 2 ? century(Number(digits)) : null;
}

/** A year-first file with the year last tells nothing about day and month: read only what can be read in one way. */
function readOnlyWay(year: number | null, a: number, b: number): CivilDate | null {
  const dayFirst = realDate(year, b, a);
  const monthFirst = realDate(year, a, b);
  if (dayFirst === null || monthFirst === null) return dayFirst ?? monthFirst;
  return a === b ? dayFirst : null;
}

/** Eight digits: year first wherever that is a date, else in the file's order. */
function readCompact(text: string, order: DateOrder, century: CenturyRule): CivilDate | null {
  const year = Number(text.slice(0, 4));
  const yearFirst =
    year >= 1000 && year < 2100 ? realDate(year, Number(text.slice(4, 6)), Number(text.slice(6))) : null;
  if (yearFirst !== null || order === 'ymd') return yearFirst;
  return readParts(text.slice(0, 2), text.slice(2, 4), text.slice(4), order, century);
}

function readWritten(text: string, century: CenturyRule): CivilDate | null {
  const words = readWords(text);
  if (words === null || words.numbers.length !== 2) return null;

  const [first = '', second = ''] = words.numbers;
  const [year, day] = first.length === 4 ? [first, second] : [second, first];
  return day.length > 2 ? null : realDate(readYear(year, century), words.month, Number(day));
}
