import { BIRTH_LEVEL, NOT_COMPARABLE } from './comparison-fields.ts';

/**
 * Level of agreement of two birth dates (yyyymmdd, zeros for what is unknown; 0 = unknown). The middle levels are the ways in which
 * dates go wrong: day and month exchanged, one digit mistyped, a date guessed to the month or the year, a decade slipped.
 */
export function compareBirthDates(a: number, b: number): number {
  if (a === 0 || b === 0) return NOT_COMPARABLE;
  if (a === b) return a % 100 === 0 ? BIRTH_LEVEL.PARTIAL : BIRTH_LEVEL.EXACT;
  if (a % 100 === 0 || b % 100 === 0) return comparePartly(a, b);
  return compareWhole(a, b);
}

function comparePartly(a: number, b: number): number {
  const sameYear = Math.trunc(a / 10000) === Math.trunc(b / 10000);
  const aMonth = Math.trunc(a / 100) % 100;
  const bMonth = Math.trunc(b / 100) % 100;
  return sameYear && (aMonth === 0 || bMonth === 0 || aMonth === bMonth) ? BIRTH_LEVEL.PARTIAL : BIRTH_LEVEL.DIFFERENT;
}

function compareWhole(a: number, b: number): number {
  const aYear = Math.trunc(a / 10000);
  const bYear = Math.trunc(b / 10000);
  const aMonth = Math.trunc(a / 100) % 100;
  const bMonth = Math.trunc(b / 100) % 100;
  const aDay = a % 100;
  const bDay = b % 100;
  const exchanged = aMonth === bDay && aDay === bMonth;
  const agreeing = Number(aYear === bYear) + Number(aMonth === bMonth) + Number(aDay === bDay);
  const wrongCentury = agreeing === 2 && Math.abs(aYear - bYear) === 100;
  if ((exchanged && aYear === bYear) || wrongCentury || isOneSlip(a, b)) return BIRTH_LEVEL.TYPO;
  if (agreeing === 2 || exchanged) return BIRTH_LEVEL.NEAR;
  return levelOfDays(Math.abs(dayNumber(aYear, aMonth, aDay) - dayNumber(bYear, bMonth, bDay)));
}

/** Guessed to the month, to the year, or with the decade mistaken. */
function levelOfDays(apart: number): number {
  if (apart <= 31) return BIRTH_LEVEL.NEAR;
  return apart <= 400 || Math.abs(apart - 3652) <= 400 ? BIRTH_LEVEL.LOOSE : BIRTH_LEVEL.DIFFERENT;
}

/** One digit replaced, or two neighbouring digits exchanged. */
function isOneSlip(a: number, b: number): boolean {
  let x = a;
  let y = b;
  while (x % 10 === y % 10) {
    x = Math.trunc(x / 10);
    y = Math.trunc(y / 10);
  }
  if (Math.trunc(x / 10) === Math.trunc(y / 10)) return true;
  if (Math.trunc(x / 100) !== Math.trunc(y / 100)) return false;
  return x % 10 === Math.trunc(y / 10) % 10 && y % 10 === Math.trunc(x / 10) % 10;
}

/** Days on a calendar good enough for differences of a few years. */
function dayNumber(year: number, month: number, day: number): number {
  return Math.trunc(year * 365.25 + (month - 1) * 30.4375 + day);
}
