import { parsePhoneNumberWithError } from 'libphonenumber-js';
import { expect, test } from 'vitest';
import { plainLetters, respellGmail, typo, writePhone } from './dirt.ts';
import { Random } from './random.ts';

const random = new Random(5, 'dirt');

test.each([
  ['+12075550142', 'US'],
  ['+447400900123', 'GB'],
  ['+33612001234', 'FR'],
  ['+4915120001234', 'DE'],
] as const)('writes %s so that it can still be read in its country', (number, country) => {
  for (let i = 0; i < 100; i++) {
    const written = writePhone(random, number);
    expect(parsePhoneNumberWithError(written, country).number, written).toBe(number);
  }
});

test('slips by one letter, and leaves the first in place', () => {
  for (let i = 0; i < 200; i++) {
    const slipped = typo(random, 'Margaret');
    expect(slipped.charAt(0)).toBe('M');
    expect(Math.abs(slipped.length - 8)).toBeLessThanOrEqual(1);
  }
});

test('loses accents and the letters that have no plain form', () => {
  expect(plainLetters('Łukasz Sørensen-Côté, Groß, Yılmaz, Nguyễn')).toBe(
    'Lukasz Sorensen-Cote, Gross, Yilmaz, Nguyen',
  );
});

test('respells Gmail’s mailboxes and no others', () => {
  for (let i = 0; i < 50; i++) {
    const [local = '', domain] = respellGmail(random, 'ann-lee@gmail.com').split('@');
    expect(local.split('+')[0]?.replaceAll('.', '')).toBe('ann-lee');
    expect(['gmail.com', 'googlemail.com']).toContain(domain);
  }
  expect(respellGmail(random, 'ann.lee@example.com')).toBe('ann.lee@example.com');
});
