import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { phoneNumber } from './phone-numbers.ts';
import { places } from './places.ts';

describe.each([3_000, 300_000, 3_000_000])('with %d numbers to give', (slots) => {
  test('every place has valid numbers', () => {
    const numbers = places.flatMap((place) =>
      [0, 1, slots >> 1, slots - 1].map((index) => phoneNumber(place, index, slots)),
    );
    expect(numbers.filter((number) => !isValidPhoneNumber(number))).toEqual([]);
  });

  test('no two are alike, not even in their last seven digits', () => {
    const [place] = places as [(typeof places)[number]];
    const step = Math.max(1, Math.floor(slots / 3000));
    const numbers = Array.from({ length: 3000 }, (_, i) => phoneNumber(place, i * step, slots).slice(-7));
    expect(new Set(numbers).size).toBe(3000);
  });
});
