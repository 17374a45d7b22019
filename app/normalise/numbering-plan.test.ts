import * as fc from 'fast-check';
import type { CountryCode } from 'libphonenumber-js/max';
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import type { PlainNumber } from './numbering-plan.ts';
import { hasNumberingPlan, readInternational, readNational } from './numbering-plan.ts';

const country = fc.constantFrom(...getCountries());
const digits = fc.array(fc.nat(9), { minLength: 5, maxLength: 13 }).map((list) => list.join(''));

/** The shortcut may pass, but what it answers is what the library answers. */
function expectSame(plain: PlainNumber | null, dialled: string, home?: CountryCode): void {
  if (plain === null) return;
  const number = parsePhoneNumberFromString(dialled, home);
  expect({
    country: number?.country ?? null,
    e164: number?.number,
    type: number?.getType(),
    possible: number?.isPossible(),
  }).toEqual({
    country: plain.country,
    e164: `+${plain.callingCode}${plain.national}`,
    type: plain.type,
    possible: true,
  });
}

describe('the shortcut through the numbering plans', () => {
  it('agrees with libphonenumber on numbers dialled inside a country', () => {
    fc.assert(
      fc.property(country, digits, fc.constantFrom('', '0', '1', '8', '00'), (home, number, prefix) => {
        expectSame(readNational(prefix + number, home), prefix + number, home);
      }),
      { numRuns: 1_000 },
    );
  });

  it('agrees with libphonenumber on international numbers', () => {
    fc.assert(
      fc.property(country, digits, (home, number) => {
        const dialled = getCountryCallingCode(home) + number;
        expectSame(readInternational(dialled), `+${dialled}`);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is taken by ordinary numbers', () => {
    expect(readNational('0704445566', 'SE')).toMatchObject({ country: 'SE', national: '704445566', type: 'MOBILE' });
    expect(readInternational('19055550142')).toMatchObject({ country: 'CA', callingCode: '1' });
  });

  it('knows which codes have a plan', () => {
    expect(['SE', 'XK', 'xx', '', '__proto__', 'constructor'].map(hasNumberingPlan)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
