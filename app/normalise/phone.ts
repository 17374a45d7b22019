import type { CountryCode, PhoneNumber, PhoneNumberType } from 'libphonenumber-js/max';
import { parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/max';
import { hasNumberingPlan, readInternational, readNational } from './numbering-plan.ts';
import { stripInvisible } from './text.ts';

/**
 * `fixed_or_mobile` where the plan does not tell them apart (North America); `unknown` = the right length, but no
 * range we know.
 */
export type PhoneType =
  | 'mobile'
  | 'fixed'
  | 'fixed_or_mobile'
  | 'voip'
  | 'toll_free'
  | 'premium'
  | 'shared_cost'
  | 'personal'
  | 'pager'
  | 'company'
  | 'voicemail'
  | 'unknown';

export type PhoneSuspicion = 'placeholder' | 'too_short' | 'repeated';

export type NormalisedPhone = {
  /** `+46701112233`. Use it as a contact or a key only while `suspicion` is null. */
  e164: string;
  /** ISO 3166 code; `null` = a number of no country (+800) or of a plan shared so that it cannot be told. */
  country: string | null;
  /** National significant number, digits only, without trunk prefix. */
  national: string;
  type: PhoneType;
  suspicion: PhoneSuspicion | null;
};

type Dialled = { digits: string; international: boolean };

const MAX_CELL = 250;
const MIN_DIGITS = 8;
/**
 * Without plus sign, fewer digits than this read as well as a national number of elsewhere: 4155550123 is both US and
 * Swiss.
 */
const MIN_DIGITS_WITHOUT_PLUS = 11;
/**
 * Two numbers in one cell have at least this many digits each; a shorter piece is part of one number (`0711/123456`).
 */
const MIN_DIGITS_OF_PIECE = 7;

/** Digits and punctuation; `46701112233.0` (a number read as a fraction) is not plain. */
const PLAIN = /^\+?[\d ().-]+$(?<!\.0{1,3})/;
const DIALLED_ABROAD = /^00[1-9]\d{7,}$/;
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?e\+?\d+$/i;
const EXTENSION =
  /(?:[;,]?\s*(?:ext(?:ension)?|extn|xtn|durchwahl|dw|poste|ankn|int|anexo|x|#)\s*[.:=]?\s*#?\d{1,7}\s*)$/i;
const SEVERAL = /[;|,/]|\s(?:or|and|und|oder|et|ou|och|eller|og|en|of|y|o|e)\s|\d\s*\+/i;
const SEPARATOR = /(\s*[;|,/&]\s*|\s+(?:or|and|und|oder|et|ou|och|eller|og|en|of|y|o|e)\s+|(?<=\d)\s*(?=\+))/i;
const EASTERN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;

const SAME_DIGIT = /^(\d)\1{4,}$|(\d)\2{6,}$/;
const SEQUENCE = /(?:0123456|1234567|2345678|3456789|9876543|8765432|7654321)\d{0,3}$/;
const DIRECTORY_NUMBER = /^\d{3}555(?:1212|1234)$/;

const TYPES: Readonly<Record<PhoneNumberType, PhoneType>> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'fixed',
  FIXED_LINE_OR_MOBILE: 'fixed_or_mobile',
  VOIP: 'voip',
  TOLL_FREE: 'toll_free',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared_cost',
  PERSONAL_NUMBER: 'personal',
  PAGER: 'pager',
  UAN: 'company',
  VOICEMAIL: 'voicemail',
};

/**
 * A phone number in E.164 by Google's numbering plans (full metadata: type and validity by range, about 150 KB, so
 * keep it out of the browser bundle). `defaultCountry` = ISO 3166 code for numbers written without one, `null` =
 * accept only international ones. Extensions are dropped; a cell with several numbers gives the first (see
 * `splitPhones`). `null` = no number, or one that could only be guessed (`4.47701E+11`, `#ERROR!`, national without a
 * country). Total; `e164` is a fixed point.
 */
export function normalisePhone(raw: string | null | undefined, defaultCountry: string | null): NormalisedPhone | null {
  if (raw === null || raw === undefined || raw.length > MAX_CELL) return null;
  const dialled = readDigits(raw);
  if (dialled === null) return null;

  const home = defaultCountry === null ? null : defaultCountry.toUpperCase();
  return locate(dialled, home !== null && hasNumberingPlan(home) ? home : null);
}

/**
 * The numbers in a cell that may hold several (`;`, `/`, line breaks, "or", a new `+`), each ready for
 * `normalisePhone`. Empty = none.
 */
export function splitPhones(raw: string | null | undefined): string[] {
  if (raw === null || raw === undefined || raw.length > MAX_CELL * 4) return [];
  const parts = stripInvisible(raw.replace(/[\r\n]+/g, ';')).split(SEPARATOR);

  const numbers: string[] = [];
  let current = parts[0] ?? '';
  for (let at = 2; at < parts.length; at += 2) {
    const piece = parts[at] ?? '';
    if (countDigits(current) >= MIN_DIGITS_OF_PIECE && countDigits(piece) >= MIN_DIGITS_OF_PIECE) {
      numbers.push(current);
      current = piece;
    } else {
      current += (parts[at - 1] ?? '') + piece;
    }
  }
  return [...numbers, current].map((number) => number.trim()).filter((number) => countDigits(number) > 0);
}

function countDigits(text: string): number {
  return text.replace(EASTERN_DIGIT, '0').replace(/\D/g, '').length;
}

function readDigits(raw: string): Dialled | null {
  const text = PLAIN.test(raw) ? raw : tidy(raw);
  if (text === null) return null;

  const international = text.startsWith('+') || text.startsWith('(+');
  const digits = (international ? text.replace('(0)', '') : text).replace(/\D/g, '');
  return DIALLED_ABROAD.test(digits) && !international
    ? { digits: digits.slice(2), international: true }
    : { digits, international };
}

/** Label, apostrophe, extension and further numbers off; `null` = what is left is not a number. */
function tidy(raw: string): string | null {
  let text = stripInvisible(raw).normalize('NFKC').replace(EASTERN_DIGIT, latinDigit).trim().replace(/^'+/, '');
  if (SCIENTIFIC.test(text)) return null;

  text = text.replace(/^(\+?\d{7,})\.0+$/, '$1').replace(EXTENSION, '');
  if (SEVERAL.test(text)) text = (splitPhones(text)[0] ?? '').replace(EXTENSION, '');
  text = text
    .replace(/^[^\d+(]+/, '')
    .replace(/^\++/, '+')
    .replace(/[\s(]\D*$|[^\d\p{L}]+$/u, '');
  return /[^\d+\s()./,–—‐‑−·*_~-]/.test(text) || text === '' || text.indexOf('+', 2) > 0 ? null : text;
}

/** Arabic-Indic, Persian and Devanagari digits: each block starts at a multiple of 16 or 6 past it. */
function latinDigit(digit: string): string {
  const low = digit.charCodeAt(0) & 0xf;
  return String(digit >= '\u0966' ? low - 6 : low);
}

function locate(dialled: Dialled, home: string | null): NormalisedPhone | null {
  const plain = readPlain(dialled, home);
  if (plain !== null) return plain;

  const looked = lookUp(dialled, home);
  if (dialled.international || (looked !== null && looked.type !== 'unknown')) return looked;
  return readWithoutPlus(dialled.digits) ?? looked;
}

function readPlain({ digits, international }: Dialled, home: string | null): NormalisedPhone | null {
  const found = international ? readInternational(digits) : home === null ? null : readNational(digits, home);
  if (found === null) return null;
  return {
    e164: `+${found.callingCode}${found.national}`,
    country: found.country,
    national: found.national,
    type: TYPES[found.type],
    suspicion: suspicionOf(found.national, found.callingCode),
  };
}

/**
 * Spreadsheets eat the plus: `46701112233` is taken as international where it is no number at home and one in use
 * abroad.
 */
function readWithoutPlus(digits: string): NormalisedPhone | null {
  return digits.length < MIN_DIGITS_WITHOUT_PLUS ? null : readPlain({ digits, international: true }, null);
}

/** The library's own reading, for numbers that are not plainly valid. `null` = longer than any number of that plan. */
function lookUp({ digits, international }: Dialled, home: string | null): NormalisedPhone | null {
  if (!international && home === null) return null;
  const number = settle(
    parsePhoneNumberFromString(international ? `+${digits}` : digits, (home ?? undefined) as CountryCode),
  );
  if (number === null) return null;

  const isPossible = number.isPossible();
  if (!isPossible && validatePhoneNumberLength(number.number) !== 'TOO_SHORT') return null;
  const type = number.getType();
  return {
    e164: number.number,
    country: number.country ?? null,
    national: number.nationalNumber,
    type: type === undefined ? 'unknown' : TYPES[type],
    suspicion: suspicionOf(number.nationalNumber, number.countryCallingCode) ?? (isPossible ? null : 'too_short'),
  };
}

/** Of a number in no known range the library may take off another trunk prefix each time it reads its own answer. */
function settle(parsed: PhoneNumber | undefined): PhoneNumber | null {
  if (parsed === undefined || parsed.isValid()) return parsed ?? null;
  const again = parsePhoneNumberFromString(parsed.number);
  return again?.number === parsed.number ? parsed : settle(again);
}

function suspicionOf(national: string, callingCode: string): PhoneSuspicion | null {
  if (SAME_DIGIT.test(national)) return 'repeated';
  if (SEQUENCE.test(national)) return 'placeholder';
  if (callingCode === '1' && DIRECTORY_NUMBER.test(national)) return 'placeholder';
  return national.length + callingCode.length < MIN_DIGITS ? 'too_short' : null;
}
