import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '#test/factories/any-text.ts';
import { phoneticKey } from './phonetic.ts';

describe('phoneticKey', () => {
  it.each([
    ['smith', 'smyth'],
    ['meyer', 'maier'],
    ['catherine', 'katherine'],
    ['müller', 'mueller'],
    ['ivanov', 'Иванов'],
    ['papadopoulos', 'Παπαδόπουλος'],
    ['obrien', "O'Brien"],
    ['philips', 'filips'],
  ])('%s sounds like %s', (a, b) => {
    expect(phoneticKey(a)).toBe(phoneticKey(b));
  });

  it('tells different names apart', () => {
    expect(phoneticKey('smith')).not.toBe(phoneticKey('jones'));
  });

  it('keeps scripts it cannot read as their own key', () => {
    expect(phoneticKey('王')).toBe('王');
    expect(phoneticKey('')).toBe('');
  });

  it('is total and does not depend on case', () => {
    fc.assert(
      fc.property(anyText(), (raw) => {
        expect(typeof phoneticKey(raw)).toBe('string');
      }),
    );
    fc.assert(
      fc.property(fc.string(), (raw) => {
        expect(phoneticKey(raw.toUpperCase())).toBe(phoneticKey(raw.toLowerCase()));
      }),
    );
  });
});
