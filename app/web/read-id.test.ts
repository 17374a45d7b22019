import { describe, expect, it } from 'vitest';
import { readId } from './read-id.ts';

describe('the number in an address', () => {
  it('is what stands there', () => {
    expect(readId('1')).toBe(1);
    expect(readId('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
  });

  it.each([
    '',
    'abc',
    '1e30',
    '-1',
    '1.5',
    ' 1',
    '0x10',
    'NaN',
    'Infinity',
    '9007199254740993',
    '99999999999999999999',
    undefined,
  ])('is nobody’s where it is none: %s', (text) => {
    expect(readId(text)).toBe(0);
  });
});
