import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, textOf } from '#test/factories/any-text.ts';
import { isPlaceholderBirthDate, normaliseBirthDate } from './birth-date.ts';

describe('normaliseBirthDate', () => {
  it.each([
    ['1985-03-04', 'ymd', '1985-03-04'],
    ['1985-03-04 00:00:00', 'ymd', '1985-03-04'],
    ['1985-03-04T00:00:00.000Z', 'dmy', '1985-03-04'],
    ['03/04/1985', 'mdy', '1985-03-04'],
    ['03/04/1985', 'dmy', '1985-04-03'],
    ['3/4/1985 12:00 AM', 'mdy', '1985-03-04'],
    ['19850304', 'ymd', '1985-03-04'],
    ['4 March 1985', 'mdy', '1985-03-04'],
    ["'1985-03-04", 'ymd', '1985-03-04'],
    ['03/04/85', 'mdy', '1985-03-04'],
    ['03/04/12', 'mdy', '2012-03-04'],
    ['1826-01-01', 'ymd', '1826-01-01'],
    ['29/02/2000', 'dmy', '2000-02-29'],
  ] as const)('reads %s in the order %s', (raw, order, expected) => {
    expect(normaliseBirthDate(raw, order)).toBe(expected);
  });

  it.each([
    ['03/14', 'mdy', '--03-14'],
    ['14/03', 'dmy', '--03-14'],
    ['14.3.', 'dmy', '--03-14'],
    ['03-14', 'ymd', '--03-14'],
    ['March 14', 'mdy', '--03-14'],
    ['14 mars', 'dmy', '--03-14'],
    ['--03-14', 'dmy', '--03-14'],
    ['2/29', 'mdy', '--02-29'],
  ] as const)('keeps month and day of %s', (raw, order, expected) => {
    expect(normaliseBirthDate(raw, order)).toBe(expected);
  });

  it.each([
    ['30 February', '2025-02-30', 'ymd'],
    ['a month over 12, which is not swapped', '13/25/1985', 'mdy'],
    ['a day over 12 in the month’s place', '03/25/1985', 'dmy'],
    ['a year in two digits that could be either century', '03/04/20', 'mdy'],
    ['an order the file does not tell', '03/04/1985', 'ymd'],
    ['year 1', '0001-01-01', 'ymd'],
    ['an age', '42', 'ymd'],
    ['a year alone', '1985', 'ymd'],
    ['nothing', 'N/A', 'ymd'],
  ] as const)('refuses %s: %s', (_, raw, order) => {
    expect(normaliseBirthDate(raw, order)).toBeNull();
  });

  it('is total and idempotent, whatever the order', () => {
    const dirt = textOf('1985', '03', '14', '/', '-', '.', ' ', 'March', '00:00', 'T', '--', '2/29');
    const order = fc.constantFrom('ymd' as const, 'dmy' as const, 'mdy' as const);
    fc.assert(
      fc.property(fc.oneof(anyText(), dirt), order, order, (raw, first, second) => {
        const once = normaliseBirthDate(raw, first);
        if (once !== null) expect(normaliseBirthDate(once, second)).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('isPlaceholderBirthDate', () => {
  it.each(['1900-01-01', '1970-01-01', '1899-12-30', '1753-01-01', '2000-01-01', '--01-01', '1111-11-11'])(
    'knows %s',
    (date) => {
      expect(isPlaceholderBirthDate(date)).toBe(true);
    },
  );

  it.each(['1985-03-04', '1985-01-01', '1826-01-01', '--03-14'])('takes %s for a birthday', (date) => {
    expect(isPlaceholderBirthDate(date)).toBe(false);
  });
});
