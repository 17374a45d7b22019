import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, textOf } from '#test/factories/any-text.ts';
import { normalisePhone, splitPhones } from './phone.ts';

const dirt = textOf(
  '+',
  '00',
  '46',
  '070',
  '1',
  '5',
  '(',
  ')',
  '-',
  ' ',
  '.',
  '/',
  'x12',
  'tel:',
  "'",
  'e+11',
  '٠',
  '０',
  ',',
  ';',
);

describe('normalisePhone', () => {
  it.each([
    ['national with a country', '070-444 55 66', 'SE', '+46704445566'],
    ['international', '+46 70 444 55 66', null, '+46704445566'],
    ['00 for the plus', '0046704445566', 'SE', '+46704445566'],
    ['011 from North America', '011 46 70 444 55 66', 'US', '+46704445566'],
    ['the trunk nought in brackets', '+46 (0)70-444 55 66', null, '+46704445566'],
    ['brackets around the country', '(+46) 70 444 55 66', null, '+46704445566'],
    ['a plus lost in a spreadsheet', '46704445566', 'SE', '+46704445566'],
    ['a plus lost, from abroad', '46704445566', 'US', '+46704445566'],
    ['a plus lost, no country', '46704445566', null, '+46704445566'],
    ['a number read as a fraction', '46704445566.0', null, '+46704445566'],
    ["Facebook's prefix", 'p:+46704445566', null, '+46704445566'],
    ['a label and a remark', 'Tel: 070-444 55 66 (mobil)', 'SE', '+46704445566'],
    ['an apostrophe', "'+46704445566", null, '+46704445566'],
    ['an extension', '070 444 55 66 ext. 12', 'SE', '+46704445566'],
    ['an RFC 3966 link', 'tel:+46-70-444-55-66;ext=12', null, '+46704445566'],
    ['Arabic digits', '٠٧٠٤٤٤٥٥٦٦', 'SE', '+46704445566'],
    ['full-width digits', '０７０ー４４４５５６６'.replace('ー', '-'), 'SE', '+46704445566'],
    ['several: the first', '070-444 55 66 / 070-444 55 67', 'SE', '+46704445566'],
    ['a country in lower case', '070-444 55 66', 'se', '+46704445566'],
    ['North America', '(775) 555-0154', 'US', '+17755550154'],
    ['a slash inside a German number', '0711/1234568', 'DE', '+497111234568'],
    ["Argentina's mobile 15", '011 15 2345-6789', 'AR', '+5491123456789'],
    ['a small country', '+376312345', null, '+376312345'],
  ])('reads %s', (_, raw, country, e164) => {
    expect(normalisePhone(raw, country)?.e164).toBe(e164);
  });

  it.each([
    ['scientific notation', '4.47701E+11', 'GB'],
    ['a spreadsheet error', '#ERROR!', 'GB'],
    ['a national number of no country', '4155550142', null],
    ['letters', '1-800-FLOWERS', 'US'],
    ['too many digits', '+4670444556677889900', 'SE'],
    ['an unknown country code', '+999123456789', null],
    ['words', 'call me', 'US'],
    ['nothing', '', 'US'],
    ['a nil marker', '--', 'US'],
  ])('refuses %s', (_, raw, country) => {
    expect(normalisePhone(raw, country)).toBeNull();
  });

  it.each([
    ['0000000000', 'US', 'repeated'],
    ['5555555555', 'US', 'repeated'],
    ['070 000 00 00', 'SE', 'repeated'],
    ['1234567890', 'US', 'placeholder'],
    ['070-123 45 67', 'SE', 'placeholder'],
    ['(775) 555-1212', 'US', 'placeholder'],
    ['555-0100', 'US', 'too_short'],
    ['123', 'SE', 'too_short'],
  ])('suspects %s', (raw, country, suspicion) => {
    expect(normalisePhone(raw, country)?.suspicion).toBe(suspicion);
  });

  it.each([
    ['+46704445566', 'SE', '704445566', 'mobile'],
    ['+4687900000', 'SE', '87900000', 'fixed'],
    ['+19055550142', 'CA', '9055550142', 'fixed_or_mobile'],
    ['+18005550142', 'US', '8005550142', 'toll_free'],
    ['+77012345678', 'KZ', '7012345678', 'mobile'],
    ['+441481960194', 'GG', '1481960194', 'fixed'],
    ['+80012345678', null, '12345678', 'toll_free'],
    ['+447700900123', null, '7700900123', 'unknown'],
  ])('knows of %s its country, its national part and what it is', (raw, country, national, type) => {
    expect(normalisePhone(raw, null)).toMatchObject({ country, national, type });
  });

  it('is total, and its E.164 is a fixed point', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText(), dirt),
        fc.constantFrom('SE', 'US', 'DE', 'AR', 'xx', '', null),
        (raw, country) => {
          const phone = normalisePhone(raw, country);
          if (phone !== null) expect(normalisePhone(phone.e164, null)?.e164).toBe(phone.e164);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('does not depend on punctuation and labels', () => {
    const digits = fc.array(fc.nat(9), { minLength: 7, maxLength: 7 }).map((list) => `70${list.join('')}`);
    fc.assert(
      fc.property(digits, (national) => {
        const plain = normalisePhone(`+46${national}`, null);
        expect(
          normalisePhone(`Tel. +46 (0)${national.slice(0, 2)} - ${national.slice(2, 5)}.${national.slice(5)}`, null),
        ).toEqual(plain);
        expect(normalisePhone(`'0046${national} ext 5`, 'US')).toEqual(plain);
        expect(normalisePhone(`0${national}`, 'SE')).toEqual(plain);
      }),
    );
  });
});

describe('splitPhones', () => {
  it.each([
    ['070-444 55 66 / 070-444 55 67', ['070-444 55 66', '070-444 55 67']],
    ['+46704445566 +46704445567', ['+46704445566', '+46704445567']],
    ['070-4445566 or 08 123 456 78', ['070-4445566', '08 123 456 78']],
    ['070-4445566\n08-12345678', ['070-4445566', '08-12345678']],
    ['0711/123456', ['0711/123456']],
    ['070-4445566', ['070-4445566']],
    ['none', []],
    ['', []],
  ])('splits %j', (raw, expected) => {
    expect(splitPhones(raw)).toEqual(expected);
  });

  it('is total', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), dirt), (raw) => {
        expect(splitPhones(raw).every((piece) => /[\d٠-٩۰-۹०-९]/.test(piece))).toBe(true);
      }),
    );
  });
});
