import { boundedMemo } from './bounded-memo.ts';
import { currencyExponent, mayMeanCurrency } from './currency.ts';
import { stripInvisible } from './text.ts';

export { currencyExponent };

/** Integer minor units of an ISO 4217 currency. */
export type Money = { amountMinor: number; currency: string };

export type MoneyFormat = {
  /** The decimal mark of the file; the other one, blanks and apostrophes group thousands. */
  decimalMark: '.' | ',';
  /** ISO 4217 code the column is in. */
  currency: string;
  /**
   * More decimals than the currency has: `refuse` (default) unless they are zeros, since a price of 1.234 is a
   * misread grouping more often than a fraction; `half_even` rounds them, for columns that are known to be computed
   * (Toast writes tax with five decimals).
   */
  excess?: 'refuse' | 'half_even';
};

const MAX_CELL = 60;
const PLAIN = /^-?\d{1,12}(?:\.\d{1,2})?$/;

/** What may stand around the digits: brackets, one sign in any of four places, a currency before or behind. */
const SIGN = '\\s*([+-]?)\\s*';
const CURRENCY_BEFORE = "((?:[^\\d\\s().,'’+-]{1,4}\\.?)?)";
const CURRENCY_BEHIND = "([^\\d\\s()'’+]{0,5}?)";
const DIGITS = "([.,]?\\d[\\d\\s.,'’]*?)";
const SHAPE = new RegExp(
  `^(\\(?)${SIGN}${CURRENCY_BEFORE}${SIGN}${DIGITS}\\s*(-?)\\s*${CURRENCY_BEHIND}${SIGN}(\\)?)$`,
  'u',
);
/** `12,-` and `12:-` are twelve crowns, not minus twelve. */
const NO_CENTS = /[,:]-(?=[^\d-]*$)/;
const GROUPED = {
  '.': /^\d{1,3}([,\s'’])\d{3}(?:\1\d{3})*$|^\d{1,2}(?:,\d{2})+,\d{3}$/,
  ',': /^\d{1,3}([.\s'’])\d{3}(?:\1\d{3})*$/,
};
const MINUS = /[−–—‒﹣－]/g;

/**
 * An amount as exports write it → minor units: `$1,234.00`, `-$12.00`, `($12.00)`, `12-`, `1.234,56 €`, `899kr`,
 * `1'234.50`, `1,23,456.00`. Exact, on strings. `null` = nothing there (`--`, empty) or not readable in one way only:
 * grouping that is no grouping under this decimal mark (`1,5` with `.`), a sign of another currency, more decimals
 * than the currency has, beyond ±9 quadrillion. Total.
 */
export function parseMoney(raw: string | null | undefined, format: MoneyFormat): { amountMinor: number } | null {
  if (raw === null || raw === undefined || raw.length > MAX_CELL) return null;
  const exponent = currencyExponent(format.currency);
  if (format.decimalMark === '.' && exponent === 2 && PLAIN.test(raw)) return readPlain(raw);

  const written = readShape(stripInvisible(raw).replace(MINUS, '-').trim().replace(/^'+/, '').replace(NO_CENTS, ''));
  if (written === null || !written.signs.every((sign) => mayMeanCurrency(sign, format.currency))) return null;
  const minor = toMinor(written.number, format, exponent);
  return minor === null ? null : { amountMinor: written.negative && minor > 0 ? -minor : minor };
}

/**
 * The sum of two amounts. Throws RangeError on different currencies or beyond exact integers: a fault of the caller,
 * never of data.
 */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${b.currency} to ${a.currency}`);
  const amountMinor = a.amountMinor + b.amountMinor;
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError('sum of money beyond exact integers');
  return { amountMinor, currency: a.currency };
}

/** `1234.50` for 123450 USD: plain decimal, point, no grouping; the inverse of `parseMoney` with `decimalMark: '.'`. */
export function toDecimal(amountMinor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  return exponent === 0 ? sign + digits : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/**
 * For reading, in the words of a BCP 47 locale: `$1,234.50`, `1.234,50 €`. Falls back to English or plain text, never
 * throws.
 */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const formatter = formatterFor(`${locale}|${currency}`);
  const decimal = toDecimal(amountMinor, currency);
  return formatter === 'plain' ? `${decimal} ${currency}` : formatter.format(decimal as Intl.StringNumericLiteral);
}

const formatterFor: (key: string) => Intl.NumberFormat | 'plain' = boundedMemo((key) => {
  const cut = key.indexOf('|');
  const currency = key.slice(cut + 1);
  const digits = currencyExponent(currency);
  for (const locale of [key.slice(0, cut), 'en']) {
    try {
      return new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
    } catch {
      // An unknown locale or a currency that is no ISO code: the next one, then plain text.
    }
  }
  return 'plain';
}, 500);

/** Takes an amount apart; `null` = more than one sign, half a bracket, anything else around the digits. */
function readShape(text: string): { number: string; negative: boolean; signs: readonly string[] } | null {
  const shape = SHAPE.exec(text);
  if (shape === null) return null;
  const [, open, plusMinus1, before = '', plusMinus2, number = '', plusMinus3, after = '', plusMinus4, close] = shape;
  const plusMinus = `${plusMinus1}${plusMinus2}${plusMinus3}${plusMinus4}`;
  const inBrackets = open !== '';
  if (inBrackets !== (close !== '') || plusMinus.length > (inBrackets ? 0 : 1)) return null;
  return { number, negative: inBrackets || plusMinus === '-', signs: [before, after] };
}

/** `-12.3` in a currency with two decimals, the bulk of all cells: integers from digits, no float of a fraction. */
function readPlain(raw: string): { amountMinor: number } {
  const point = raw.indexOf('.');
  if (point < 0) return { amountMinor: Number(raw) * 100 || 0 };
  const decimals = raw.length - point - 1;
  const minor = Number(raw.slice(0, point) + raw.slice(point + 1)) * (decimals === 1 ? 10 : 1);
  return { amountMinor: minor || 0 };
}

/** Digits with grouping → minor units, unsigned. `null` = grouped wrongly or more decimals than allowed. */
function toMinor(number: string, format: MoneyFormat, exponent: number): number | null {
  const mark = number.lastIndexOf(format.decimalMark);
  const whole = mark === 0 ? '0' : ungroup(mark < 0 ? number : number.slice(0, mark), format.decimalMark);
  const fraction = mark < 0 ? '' : number.slice(mark + 1);
  if (whole === null || !/^\d*$/.test(fraction) || (mark >= 0 && fraction === '')) return null;

  const kept = fraction.slice(0, exponent).padEnd(exponent, '0');
  const excess = fraction.slice(exponent);
  const isRound = /^0*$/.test(excess);
  if (!isRound && format.excess !== 'half_even') return null;
  const minor = Number(whole + kept) + (isRound ? 0 : roundingStep(whole + kept, excess));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** 1 when the digits cut off round up, by halves to even. */
function roundingStep(kept: string, excess: string): 0 | 1 {
  const isHalf = /^50*$/.test(excess);
  if (isHalf) return '13579'.includes(kept.at(-1) ?? '0') ? 1 : 0;
  return excess >= '5' ? 1 : 0;
}

/**
 * Takes thousands separators out: one kind, groups of three (of two and a last three in India). `null` = they group
 * nothing.
 */
function ungroup(whole: string, decimalMark: '.' | ','): string | null {
  if (/^\d+$/.test(whole)) return whole;
  return GROUPED[decimalMark].test(whole) ? whole.replace(/\D/g, '') : null;
}
