import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, textOf } from '#test/factories/any-text.ts';
import { addMoney, currencyExponent, formatMoney, parseMoney, toDecimal } from './money.ts';

const dirt = textOf('1', '234', '.', ',', '-', '(', ')', '$', ' ', '€', 'kr', '\u00a0', "'", '+', '00');
const currency = fc.constantFrom('USD', 'EUR', 'SEK', 'JPY', 'KWD', 'CLP', 'CLF');
/** `ALL` of ISO 4217 has no minor unit beyond four decimals. */
const MAX_MINOR = Number.MAX_SAFE_INTEGER;

describe('parseMoney with a decimal point', () => {
  it.each([
    ['29.98', 'USD', 2998],
    ['7.5', 'USD', 750],
    ['12', 'USD', 1200],
    ['.50', 'USD', 50],
    ['-0.00', 'USD', 0],
    ['$1,234.00', 'USD', 123400],
    ['-$12.00', 'USD', -1200],
    ['$-12.00', 'USD', -1200],
    ['($12.00)', 'USD', -1200],
    ['12-', 'USD', -1200],
    ['−12.00', 'USD', -1200],
    ['+12.00', 'USD', 1200],
    ['US$12', 'USD', 1200],
    ['USD 12.00', 'USD', 1200],
    ['12.00 usd', 'USD', 1200],
    ['$12', 'CAD', 1200],
    ["1'234.50", 'CHF', 123450],
    ['CHF 1’234.50', 'CHF', 123450],
    ['1 234.50', 'USD', 123450],
    ['1,23,456.00', 'INR', 12345600],
    ['Rs. 500', 'INR', 50000],
    ['163056', 'CLP', 163056],
    ['1,234', 'JPY', 1234],
    ['1.000', 'USD', 100],
    ['1.000', 'KWD', 1000],
    ["'12.00", 'USD', 1200],
    ['90071992547409.91', 'USD', MAX_MINOR],
  ])('reads %j in %s', (raw, code, amountMinor) => {
    expect(parseMoney(raw, { decimalMark: '.', currency: code })).toEqual({ amountMinor });
  });

  it.each([
    ['nothing', '', 'USD'],
    ['a nil marker', '--', 'USD'],
    ['grouping that groups nothing', '1,5', 'USD'],
    ['a decimal comma', '1.234,56', 'USD'],
    ['blanks between digits', '12 34', 'USD'],
    ['more decimals than the currency has', '1.234', 'USD'],
    ['decimals of a currency without', '12.50', 'JPY'],
    ['another currency', 'EUR 12.00', 'USD'],
    ['a sign of another currency', '€12.00', 'USD'],
    ['two signs', '-12.00-', 'USD'],
    ['a sign and brackets', '-($12)', 'USD'],
    ['half a bracket', '($12', 'USD'],
    ['a percentage', '50%', 'USD'],
    ['scientific notation', '1e5', 'USD'],
    ['words', 'free', 'USD'],
    ['a point without decimals', '12.', 'USD'],
    ['more than exact integers hold', '90071992547409.92', 'USD'],
  ])('refuses %s: %j', (_, raw, code) => {
    expect(parseMoney(raw, { decimalMark: '.', currency: code })).toBeNull();
  });

  it.each([
    ['1.23450', 123],
    ['1.22500', 122],
    ['1.23501', 124],
    ['1.235', 124],
    ['0.99999', 100],
    ['-1.005', -100],
  ])('rounds %s by halves to even where asked', (raw, amountMinor) => {
    expect(parseMoney(raw, { decimalMark: '.', currency: 'USD', excess: 'half_even' })).toEqual({ amountMinor });
  });
});

describe('parseMoney with a decimal comma', () => {
  it.each([
    ['1.234,56 €', 'EUR', 123456],
    ['50,00', 'EUR', 5000],
    ['-25,00', 'EUR', -2500],
    ['899kr', 'SEK', 89900],
    ['1 234,50 kr', 'SEK', 123450],
    ['1\u202f234,50\u00a0€', 'EUR', 123450],
    ['kr. 12,50', 'DKK', 1250],
    ['12,-', 'SEK', 1200],
    ['12:-', 'SEK', 1200],
    ['R$ 1.234,56', 'BRL', 123456],
    ['12,00 zł', 'PLN', 1200],
    ['1.234.567', 'EUR', 123456700],
    ['1.234', 'EUR', 123400],
  ])('reads %j in %s', (raw, code, amountMinor) => {
    expect(parseMoney(raw, { decimalMark: ',', currency: code })).toEqual({ amountMinor });
  });

  it.each(['1.5', '29.98', '1,234.00', '1,2,3'])('refuses %j', (raw) => {
    expect(parseMoney(raw, { decimalMark: ',', currency: 'EUR' })).toBeNull();
  });
});

describe('money as properties', () => {
  it('parses what it writes, to the last unit', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currency, (amountMinor, code) => {
        const decimal = toDecimal(amountMinor, code);
        expect(parseMoney(decimal, { decimalMark: '.', currency: code })).toEqual({ amountMinor });
        expect(parseMoney(decimal.replace('.', ','), { decimalMark: ',', currency: code })).toEqual({ amountMinor });
      }),
    );
  });

  it('is total, and never gives a fraction of a unit', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText(), dirt),
        currency,
        fc.constantFrom('.' as const, ',' as const),
        (raw, code, decimalMark) => {
          const money = parseMoney(raw, { decimalMark, currency: code, excess: 'half_even' });
          if (money !== null)
            expect(Number.isSafeInteger(money.amountMinor) && !Object.is(money.amountMinor, -0)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('reads an amount and its negative alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), currency, (amountMinor, code) => {
        const decimal = toDecimal(amountMinor, code);
        for (const negative of [`-${decimal}`, `(${decimal})`, `${decimal}-`, `- ${decimal}`]) {
          expect(parseMoney(negative, { decimalMark: '.', currency: code })).toEqual({ amountMinor: -amountMinor });
        }
      }),
    );
  });
});

describe('currencyExponent', () => {
  it.each([
    ['USD', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLP', 0],
    ['CLF', 4],
    ['jpy', 0],
    ['XYZ', 2],
  ])('of %s is %i', (code, exponent) => {
    expect(currencyExponent(code)).toBe(exponent);
  });
});

describe('addMoney', () => {
  it('adds amounts of one currency', () => {
    expect(addMoney({ amountMinor: 10, currency: 'USD' }, { amountMinor: -4, currency: 'USD' })).toEqual({
      amountMinor: 6,
      currency: 'USD',
    });
  });

  it('refuses two currencies, and sums beyond exact integers', () => {
    expect(() => addMoney({ amountMinor: 1, currency: 'USD' }, { amountMinor: 1, currency: 'EUR' })).toThrow(
      RangeError,
    );
    expect(() => addMoney({ amountMinor: MAX_MINOR, currency: 'USD' }, { amountMinor: 1, currency: 'USD' })).toThrow(
      RangeError,
    );
  });
});

describe('formatMoney', () => {
  it.each([
    [123450, 'USD', 'en-US', '$1,234.50'],
    [-123450, 'EUR', 'de-DE', '-1.234,50\u00a0€'],
    [1234, 'JPY', 'en', '¥1,234'],
    [1234, 'KWD', 'en', 'KWD\u00a01.234'],
    [MAX_MINOR, 'USD', 'en-US', '$90,071,992,547,409.91'],
    [1234, 'USD', 'no such locale', '$12.34'],
    [1234, 'points', 'en', '12.34 points'],
  ])('writes %i %s in %s', (amountMinor, code, locale, expected) => {
    expect(formatMoney(amountMinor, code, locale)).toBe(expected);
  });
});
