import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareExact, parseExact, shiftDecimal } from './exact-number.ts';

const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.nat({ max: 9_999 }))
  .map(([negative, whole, part]) => `${negative ? '-' : ''}${whole}.${String(part).padStart(4, '0')}`);

describe('decimals', () => {
  it.each([
    ['9.99', 2, '999'],
    ['9.999', 2, '999.9'],
    ['0.05', 2, '5'],
    ['-0.5', 2, '-50'],
    ['-0.00', 2, '0'],
    ['100', 0, '100'],
    ['1.50', 0, '1.5'],
    ['007', 2, '700'],
  ])('%s shifted by %i is %s', (text, places, expected) => expect(shiftDecimal(text, places)).toBe(expected));

  it('shift without changing which is larger', () => {
    fc.assert(
      fc.property(decimal, decimal, fc.nat({ max: 6 }), (a, b, places) => {
        const before = compareExact(parseExact(a), parseExact(b));
        const after = compareExact(parseExact(shiftDecimal(a, places)), parseExact(shiftDecimal(b, places)));
        expect(after).toBe(before);
      }),
    );
  });

  it('compare beyond what floating point can tell apart', () => {
    expect(compareExact(parseExact('9007199254740993'), parseExact('9007199254740992.9999'))).toBe(1);
    expect(compareExact(parseExact('0.1'), parseExact('0.10'))).toBe(0);
  });
});
