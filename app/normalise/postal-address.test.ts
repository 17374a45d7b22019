import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, textOf } from '#test/factories/any-text.ts';
import { normaliseAddress } from './postal-address.ts';

describe('normaliseAddress', () => {
  it.each([
    ['12 N Main St.', '12', 'main'],
    ['12 Main Street Apt 4', '12', 'main'],
    ['12-14 Main Street #4', '12', 'main'],
    ['12A, Main Road', '12', 'main'],
    ['221B Baker Street', '221', 'baker'],
    ['Flat 3, 12 High Street', '12', 'high'],
    ['Flat 3\n12 High Street', '12', 'high'],
    ['2nd Floor, 10 Downing St', '10', 'downing'],
    ['Chrysler Building, 405 Lexington Avenue', '405', 'lexington'],
    ['350 5th Ave', '350', '5'],
    ['350 Fifth Avenue', '350', '5'],
    ['42 E 42nd St, Suite 1200', '42', '42'],
    ['N Park Ave 7', '7', 'park'],
    ['Saint James Street 4', '4', 'james'],
    ['Hauptstraße 5', '5', 'haupt'],
    ['Hauptstr. 5a', '5', 'haupt'],
    ['12 bis rue de la Paix', '12', 'paix'],
    ['Calle Mayor, 5, 3º B', '5', 'mayor'],
    ['Storgatan 12 lgh 1102', '12', 'storgatan'],
    ['ul. Marszałkowska 10/5', '10', 'marszalkowska'],
    ['P.O. Box 0123', '123', 'pobox'],
    ['Postfach 123', '123', 'pobox'],
    ['HC 31 Box 4500', '4500', 'pobox'],
    ['Rosenlund', null, 'rosenlund'],
  ])('reads the street of %j', (line1, streetNumber, streetToken) => {
    expect(normaliseAddress({ line1 })).toMatchObject({ streetNumber, streetToken });
  });

  it.each([
    ['Apt 4B', '12 Main St', '12', 'main'],
    ['12', 'Main St', '12', 'main'],
    [null, '12 Main St', '12', 'main'],
    ['Suite 5', null, null, null],
  ])('looks for the street of %j in %j too', (line1, line2, streetNumber, streetToken) => {
    expect(normaliseAddress({ line1, line2 })).toMatchObject({ streetNumber, streetToken });
  });

  it.each([
    ['sw1a 1aa', 'GB', 'SW1A1AA', 'SW1A'],
    ['SW1A1AA', null, 'SW1A1AA', 'SW1A'],
    ['M1 1AE', 'United Kingdom', 'M11AE', 'M1'],
    ["'12345", 'US', '12345', '12345'],
    ['12345-6789', 'US', '12345', '12345'],
    ['123456789', 'US', '12345', '12345'],
    ['12345-6789', null, '12345', '12345'],
    ['1234', 'US', '01234', '01234'],
    ['1067', 'DE', '01067', '010'],
    ['D-10115', 'DE', '10115', '101'],
    ['SE-123 45', 'SE', '12345', '123'],
    ['123 45', null, '12345', '12345'],
    ["'1234AB", 'NL', '1234AB', '123'],
    ['00-950', 'PL', '00950', '009'],
    ['K1A 0B1', 'CA', 'K1A0B1', 'K1A'],
    ['D02 AF30', 'IE', 'D02AF30', 'D02'],
    ['75002.0', 'FR', '75002', '750'],
    ['N/A', 'US', null, null],
    ['Stockholm', 'SE', null, null],
  ])('reads the postal code %j in %s', (postalCode, country, expected, outward) => {
    expect(normaliseAddress({ postalCode, country })).toMatchObject({ postalCode: expected, outward });
  });

  it.each([
    ['St. Louis', 'Saint Louis'],
    ['NEW YORK', 'New  York'],
    ['Paris Cedex 08', 'PARIS'],
    ['Malmö', 'Malmo'],
    ['Sankt Pölten', 'St. Pölten'],
    ['Frankfurt (Main)', 'Frankfurt'],
  ])('takes %j and %j for the same city', (a, b) => {
    expect(normaliseAddress({ city: a }).cityToken).toBe(normaliseAddress({ city: b }).cityToken);
  });

  it.each([
    ['California', 'US', 'ca'],
    ['CA', 'US', 'ca'],
    ['US-CA', 'United States', 'ca'],
    ['California', null, 'ca'],
    ['Québec', 'CA', 'qc'],
    ['New South Wales', 'AU', 'nsw'],
    ['Västra Götaland', 'SE', 'vastragotaland'],
    ['-', 'US', null],
  ])('reads the region %j of %s', (region, country, expected) => {
    expect(normaliseAddress({ region, country }).regionToken).toBe(expected);
  });

  it('says nothing where nothing is given', () => {
    expect(Object.values(normaliseAddress({})).every((part) => part === null)).toBe(true);
  });

  it('is total, and does not depend on case and blanks around', () => {
    const line = fc.oneof(
      anyText(),
      textOf('12', 'Main', 'St', ' ', ',', 'Flat', '#', '5th', 'PO Box', 'str', 'ß', '/', '-'),
    );
    fc.assert(
      fc.property(
        line,
        line,
        line,
        line,
        fc.constantFrom('US', 'GB', 'Sverige', null),
        (line1, city, region, postalCode, country) => {
          const address = normaliseAddress({ line1, city, region, postalCode, country });
          expect(address.streetNumber ?? '0').toMatch(/^\d+$/);
          expect(address.postalCode ?? 'A0').toMatch(/^[A-Z0-9]+$/);
        },
      ),
    );
    fc.assert(
      fc.property(textOf('12', ' Main', ' St', ' Flat 3', ', ', ' 5th'), (line1) => {
        expect(normaliseAddress({ line1: ` ${line1.toUpperCase()} ` })).toEqual(
          normaliseAddress({ line1: line1.toLowerCase() }),
        );
      }),
    );
  });
});
