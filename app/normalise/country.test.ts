import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '#test/factories/any-text.ts';
import { countryOfPhone, normaliseCountry } from './country.ts';
import { COUNTRY_ALIASES, ISO_CODES } from './country-names.ts';

describe('normaliseCountry', () => {
  it.each([
    ['SE', 'SE'],
    ['se', 'SE'],
    [' se ', 'SE'],
    ['SWE', 'SE'],
    ['Sweden', 'SE'],
    ['Sverige', 'SE'],
    ['Suède', 'SE'],
    ['UK', 'GB'],
    ['U.K.', 'GB'],
    ['England', 'GB'],
    ['U.S.A.', 'US'],
    ['United States', 'US'],
    ['US-CA', 'US'],
    ['The Netherlands', 'NL'],
    ['Holland', 'NL'],
    ['Deutschland', 'DE'],
    ['Allemagne', 'DE'],
    ['Côte d’Ivoire', 'CI'],
    ['Korea, Republic of', 'KR'],
    ['Bosnia & Herzegovina', 'BA'],
    ['República Dominicana', 'DO'],
    ['日本', 'JP'],
    ['Россия', 'RU'],
    ['ΕΛΛΑΔΑ', 'GR'],
    ['EL', 'GR'],
    ['🇸🇪', 'SE'],
    ['NA', 'NA'],
    ['XK', 'XK'],
    ['Georgia', 'GE'],
  ])('reads %j as %s', (raw, expected) => {
    expect(normaliseCountry(raw)).toBe(expected);
  });

  it.each(['', 'XX', 'EU', 'Atlantis', 'Congo', 'D', '-', null, undefined])('does not know %j', (raw) => {
    expect(normaliseCountry(raw)).toBeNull();
  });

  it('knows every code, and every name of it that the platform shows', () => {
    const codes = ISO_CODES.trim().split(/\s+/);
    expect(codes).toHaveLength(250);
    const wrong = codes.flatMap((pair) => {
      const [alpha2, alpha3] = [pair.slice(0, 2), pair.slice(2)];
      const names = ['en', 'de', 'fr', 'es', 'sv'].map(
        (language) => new Intl.DisplayNames(language, { type: 'region' }).of(alpha2) ?? '',
      );
      return [alpha2, alpha3, ...names].filter((name) => normaliseCountry(name) !== alpha2);
    });
    expect(wrong).toEqual(['Congo']);
  });

  it('has aliases of countries only, none of them twice', () => {
    const aliases = COUNTRY_ALIASES.trim()
      .split('\n')
      .flatMap((line) =>
        line
          .slice(3)
          .split('|')
          .map((alias) => [alias.trim(), line.slice(0, 2)] as const),
      );
    expect(aliases.filter(([alias, code]) => normaliseCountry(alias) !== code)).toEqual([]);
  });

  it('is total and idempotent', () => {
    fc.assert(
      fc.property(anyText(), (raw) => {
        const code = normaliseCountry(raw);
        if (code !== null) expect(normaliseCountry(code)).toBe(code);
      }),
    );
  });
});

describe('countryOfPhone', () => {
  it.each([
    ['+46704445566', 'SE'],
    ['+19055550142', 'CA'],
    ['+80012345678', null],
    ['0704445566', null],
    ['', null],
    [null, null],
  ])('of %j is %j', (e164, expected) => {
    expect(countryOfPhone(e164)).toBe(expected);
  });
});
