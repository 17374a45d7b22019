import { dayInZone, parseInstant } from '#app/normalise/instant.ts';
import type { Day } from '#app/records/types.ts';
import type { Mapping } from './mapping.ts';

/** As of when a file tells what it tells. */
export type FileDate = { day: Day; from: 'name' | 'content'; evidence: string };

/** A file with its date and how much it holds. */
export type DatedFile = { fileName: string; dataRows: number; date: FileDate };

const YEAR_FIRST = /(?<!\d)(20\d{2})[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)/g;
const YEAR_LAST = /(?<!\d)(\d{2})[-_. ](\d{2})[-_. ](20\d{2})(?!\d)/g;

/** Fields whose days say nothing of when a file was made. */
const NOT_OF_THE_FILE = /birth|expires|due/;

/**
 * The date of a file: the latest day in its name, else the newest day in its columns of dates; none after `uploadedOn`. Null if it
 * shows none. `dates`: different dates by column, as written. Pure; O(dates).
 */
export function findFileDate(
  fileName: string,
  dates: ReadonlyMap<string, Iterable<string>>,
  mapping: Pick<Mapping, 'columns' | 'conventions'>,
  uploadedOn: Day,
): FileDate | null {
  const named = latest(daysInName(fileName, mapping.conventions.dateOrder), uploadedOn);
  if (named !== null) {
    return { day: named, from: 'name', evidence: `its name says ${named}` };
  }
  const order = mapping.conventions.dateOrder;
  const told = mapping.columns.flatMap(({ column, field }) => {
    const isOfFile = order !== null && field !== null && !NOT_OF_THE_FILE.test(field);
    const day = isOfFile ? latest(daysOf(dates.get(column) ?? [], order), uploadedOn) : null;
    return day === null ? [] : [{ column, day }];
  });
  const newest = told.sort((a, b) => (a.day < b.day ? 1 : -1))[0];
  return newest === undefined
    ? null
    : {
        day: newest.day,
        from: 'content',
        evidence: `the newest date in it is ${newest.day}, in the column “${newest.column}”`,
      };
}

function daysInName(name: string, order: 'dmy' | 'mdy' | 'ymd' | null): Day[] {
  const first = [...name.matchAll(YEAR_FIRST)].map(([, year, month, day]) => `${year}-${month}-${day}`);
  const last = [...name.matchAll(YEAR_LAST)].flatMap(([, a, b, year]) => {
    const isDayFirst = Number(a) > 12 || (order === 'dmy' && Number(b) <= 12);
    const isMonthFirst = Number(b) > 12 || order === 'mdy' || a === b;
    return isDayFirst ? [`${year}-${b}-${a}`] : isMonthFirst ? [`${year}-${a}-${b}`] : [];
  });
  return [...first, ...last].filter((day) => !Number.isNaN(Date.parse(day)));
}

function* daysOf(dates: Iterable<string>, order: 'dmy' | 'mdy' | 'ymd'): Generator<Day> {
  for (const date of dates) {
    const at = parseInstant(date, { order, zone: 'UTC' });
    if (at !== null) {
      yield dayInZone(at, 'UTC');
    }
  }
}

function latest(days: Iterable<Day>, uploadedOn: Day): Day | null {
  let found: Day | null = null;
  for (const day of days) {
    if (day <= uploadedOn && (found === null || day > found)) {
      found = day;
    }
  }
  return found;
}

/**
 * Whether a file is older than one that was imported into its source before. Dates in both names tell; dates in the content only where
 * the file is no mere extract of a few rows, in which old dates are the rule.
 */
export function isOlderThan(file: DatedFile, imported: DatedFile): boolean {
  const isNamed = file.date.from === 'name' && imported.date.from === 'name';
  return file.date.day < imported.date.day && (isNamed || file.dataRows * 2 >= imported.dataRows);
}
