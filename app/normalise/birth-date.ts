import type { CivilDate, DateOrder } from './civil-date.ts';
import { formatDay, readCivilDate, readWords, realDate, twoDigits } from './civil-date.ts';
import { cleanCell } from './text.ts';

const MAX_CELL = 60;
/**
 * Old enough for the historical files identity is measured on; a living customer's implausible age is the quality
 * stage's affair.
 */
const MIN_YEAR = 1000;
const MAX_YEAR = 2099;
/** Any year with a 29 February, to check a birthday that has none. */
const LEAP_YEAR = 2000;

const TIME_OF_DAY = /[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?|Z|UTC|[+-]\d{2}:?\d{2})?$/i;
const BIRTHDAY = /^(?:--)?(\d{1,2})[-/.\s](\d{1,2})\.?$/;
const MONTH_FIRST_ISO = /^--(\d{2})-?(\d{2})$/;

/**
 * What forms, tills and databases write when nobody gave a date: epochs of systems, firsts of January of round years.
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set(
  `
  1000-01-01 1111-01-01 1111-11-11 1234-05-06 1601-01-01 1700-01-01 1753-01-01 1800-01-01 1899-12-30
  1899-12-31 1900-01-01 1900-01-02 1901-01-01 1904-01-01 1910-01-01 1911-11-11 1920-01-01 1930-01-01
  1940-01-01 1950-01-01 1960-01-01 1969-12-31 1970-01-01 1970-01-02 1980-01-01 1990-01-01 1999-01-01
  1999-09-09 1999-12-31 2000-01-01 2001-01-01 2010-01-01 2020-01-01 --01-01
  `
    .trim()
    .split(/\s+/),
);

/**
 * A date of birth → `YYYY-MM-DD`, or `--MM-DD` (ISO 8601) for a birthday without year. Times of day are dropped. A
 * year in two digits is 19xx from 30 on and 20xx up to 15; between them it could be a child or a great-grandparent
 * and is refused. `null` = not read, impossible, or outside 1000–2099. Placeholders come back as they are: ask
 * `isPlaceholderBirthDate`. Total and idempotent.
 */
export function normaliseBirthDate(raw: string | null | undefined, order: DateOrder): string | null {
  if (raw === null || raw === undefined || raw.length > MAX_CELL) return null;
  const text = cleanCell(raw)?.replace(TIME_OF_DAY, '').replace(/\s+/g, ' ');
  if (text === undefined) return null;

  const date = readCivilDate(text.replace(/,$/, ''), order, centuryOfBirth);
  if (date !== null) return date.year < MIN_YEAR || date.year > MAX_YEAR ? null : formatDay(date);
  const birthday = readBirthday(text, order);
  return birthday === null ? null : `--${twoDigits(birthday.month)}-${twoDigits(birthday.day)}`;
}

/**
 * Whether a normalised date of birth is what a system fills in rather than a person's own. People born on those days
 * pay the price.
 */
export function isPlaceholderBirthDate(birthDate: string): boolean {
  return PLACEHOLDERS.has(birthDate);
}

/** `03/14`, `14.3.`, `March 14`, `--03-14`. A year-first file writes month, day. */
function readBirthday(text: string, order: DateOrder): CivilDate | null {
  const iso = MONTH_FIRST_ISO.exec(text);
  if (iso) return realDate(LEAP_YEAR, Number(iso[1]), Number(iso[2]));
  const digits = BIRTHDAY.exec(text);
  if (digits) {
    const [first, second] = [Number(digits[1]), Number(digits[2])];
    return order === 'dmy' ? realDate(LEAP_YEAR, second, first) : realDate(LEAP_YEAR, first, second);
  }
  const words = readWords(text);
  return words?.numbers.length === 1 && words.numbers[0] !== undefined
    ? realDate(LEAP_YEAR, words.month, Number(words.numbers[0]))
    : null;
}

function centuryOfBirth(twoDigitYear: number): number | null {
  if (twoDigitYear >= 30) return 1900 + twoDigitYear;
  return twoDigitYear <= 15 ? 2000 + twoDigitYear : null;
}
