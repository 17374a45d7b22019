import { DIFFERENT, EMAIL_LEVEL, NOT_COMPARABLE, PHONE_LEVEL } from './comparison-fields.ts';
import type { EmailTable } from './record-set.ts';
import type { TextTable } from './string-store.ts';
import { editDistance, jaroWinkler, letterSetDistance } from './text-distance.ts';

/** Shorter local parts (`info`, `anna`) on two domains say nothing. */
const TELLING_LOCAL_PART = 5;

/**
 * Level of agreement of two e-mail addresses by id. Symmetric. `namesake` = the letters of one are its record's own name: then what
 * the letters have in common only repeats the names, and the digits and the domain must speak.
 */
export function compareEmails(emails: EmailTable, x: number, y: number, namesake: boolean): number {
  if (x === 0 || y === 0) return NOT_COMPARABLE;
  if (x === y) return EMAIL_LEVEL.EXACT;
  const level = compareWritten(emails, x, y);
  return namesake && level !== DIFFERENT ? atMostNamesake(emails, x, y, level) : level;
}

function compareWritten(emails: EmailTable, x: number, y: number): number {
  const xLocal = emails.local[x] as number;
  const yLocal = emails.local[y] as number;
  if (emails.domain[x] === emails.domain[y]) return compareLocalParts(emails, xLocal, yLocal);
  const whole = compareWhole(emails, x, y);
  if (whole === EMAIL_LEVEL.NEAR || xLocal !== yLocal) return whole;
  return lengthOf(emails.locals, xLocal) >= TELLING_LOCAL_PART ? EMAIL_LEVEL.LOCAL : EMAIL_LEVEL.LOOSE;
}

/** Same digits, or a domain that is rather misspelt than another one, keep the level. */
function atMostNamesake(emails: EmailTable, x: number, y: number, level: number): number {
  if (sameDigits(emails.locals, emails.local[x] as number, emails.local[y] as number)) return level;
  const xDomain = emails.domain[x] as number;
  const yDomain = emails.domain[y] as number;
  const sameLocal = emails.local[x] === emails.local[y];
  if (sameLocal && xDomain !== yDomain && distance(emails.domains, xDomain, yDomain, 2) <= 2) return level;
  return EMAIL_LEVEL.NAMESAKE;
}

/** Two digits or more, the same in the same order. */
function sameDigits(locals: TextTable, x: number, y: number): boolean {
  const { chars, starts } = locals;
  const xEnd = starts[x + 1] as number;
  const yEnd = starts[y + 1] as number;
  let i = nextDigit(chars, starts[x] as number, xEnd);
  let j = nextDigit(chars, starts[y] as number, yEnd);
  let digits = 0;
  while (i < xEnd && j < yEnd) {
    if (chars[i] !== chars[j]) return false;
    digits += 1;
    i = nextDigit(chars, i + 1, xEnd);
    j = nextDigit(chars, j + 1, yEnd);
  }
  return digits >= 2 && i === xEnd && j === yEnd;
}

function nextDigit(chars: Uint16Array, from: number, to: number): number {
  let at = from;
  while (at < to && ((chars[at] as number) < 48 || (chars[at] as number) > 57)) at += 1;
  return at;
}

function lengthOf(texts: TextTable, id: number): number {
  return (texts.starts[id + 1] as number) - (texts.starts[id] as number);
}

/** Two domains: slips in either part, one in four letters at most. */
function compareWhole(emails: EmailTable, x: number, y: number): number {
  const shorter = Math.min(lengthOf(emails.texts, x), lengthOf(emails.texts, y));
  const limit = Math.min(6, Math.trunc(shorter / 4));
  const inLocal = boundedDistance(emails.locals, emails.local[x] as number, emails.local[y] as number, limit);
  if (inLocal > limit) return DIFFERENT;
  const edits =
    inLocal + boundedDistance(emails.domains, emails.domain[x] as number, emails.domain[y] as number, limit - inLocal);
  if (edits <= Math.min(2, limit)) return EMAIL_LEVEL.NEAR;
  return edits <= limit ? EMAIL_LEVEL.LOOSE : DIFFERENT;
}

/** Within one domain the addresses share most of their letters anyway: the local parts alone. */
function compareLocalParts(emails: EmailTable, x: number, y: number): number {
  const locals = emails.locals;
  const shorter = Math.min(lengthOf(locals, x), lengthOf(locals, y));
  const edits = boundedDistance(locals, x, y, 2);
  if (edits === 1 && shorter >= 3) return EMAIL_LEVEL.NEAR;
  if (shorter < 5) return DIFFERENT;
  if (edits === 2) return EMAIL_LEVEL.LOOSE;
  const { chars, starts } = locals;
  const winkler = jaroWinkler(
    chars,
    starts[x] as number,
    starts[x + 1] as number,
    chars,
    starts[y] as number,
    starts[y + 1] as number,
  );
  return winkler >= 0.93 ? EMAIL_LEVEL.LOOSE : DIFFERENT;
}

/** National numbers have at least this many digits without area code: what people give when asked across a counter. */
const LOCAL_DIGITS = 7;
/** As many digits in common at the end make the same number in most plans, whatever stands before. */
const TELLING_ENDING = 9;

/** Level of agreement of two phone numbers (digits only, international where known) by id. Symmetric. */
export function comparePhones(phones: TextTable, x: number, y: number): number {
  if (x === 0 || y === 0) return NOT_COMPARABLE;
  if (x === y) return PHONE_LEVEL.EXACT;
  const { starts, chars } = phones;
  const xEnd = starts[x + 1] as number;
  const yEnd = starts[y + 1] as number;
  const shorter = Math.min(lengthOf(phones, x), lengthOf(phones, y));
  if (shorter < LOCAL_DIGITS) return DIFFERENT;
  let ending = 0;
  while (ending < shorter && chars[xEnd - 1 - ending] === chars[yEnd - 1 - ending]) ending += 1;
  if (ending >= Math.min(TELLING_ENDING, shorter)) return PHONE_LEVEL.ENDING;
  return shorter >= TELLING_ENDING && distance(phones, x, y, 1) <= 1 ? PHONE_LEVEL.NEAR : DIFFERENT;
}

function distance(texts: TextTable, x: number, y: number, limit: number): number {
  const { starts, chars } = texts;
  return editDistance(
    chars,
    starts[x] as number,
    starts[x + 1] as number,
    chars,
    starts[y] as number,
    starts[y + 1] as number,
    limit,
  );
}

/** The same, but not computed where the letters alone show that it is too great. */
function boundedDistance(texts: TextTable, x: number, y: number, limit: number): number {
  if (x === y) return 0;
  if (letterSetDistance(texts.masks[x] as number, texts.masks[y] as number) > 2 * limit) return limit + 1;
  return distance(texts, x, y, limit);
}
