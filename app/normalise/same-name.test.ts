import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameName, isStrangersName, wordsOfName } from './same-name.ts';

describe('isSameName', () => {
  it.each([
    [{ givenName: 'Anna', familyName: 'Meyer' }, { fullName: 'MEYER, Anna' }, true],
    [{ givenName: 'José', familyName: 'Núñez' }, { fullName: 'Jose Nunez' }, true],
    [{ givenName: 'Anna', familyName: 'Meyer' }, { givenName: 'Peter', familyName: 'Meyer' }, false],
    [{ givenName: 'Anna', familyName: 'Meyer' }, { fullName: 'Anna' }, false],
    [{ givenName: '', familyName: null }, { fullName: null }, false],
  ])('%o and %o: %s', (a, b, same) => {
    expect(isSameName(a, b)).toBe(same);
    expect(isSameName(b, a)).toBe(same);
  });

  it('a name is the same as itself, in parts and in one piece, wherever it has words', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (givenName, familyName) => {
        const name = { givenName, familyName };
        const whole = { fullName: `${givenName} ${familyName}` };
        expect(isSameName(name, name)).toBe(wordsOfName(name).length > 0);
        if (givenName !== '' && familyName !== '') expect(wordsOfName(whole)).toEqual(wordsOfName(name));
      }),
    );
  });
});

describe('isStrangersName', () => {
  it.each([
    ['Anna Meyer', 'Mark Schmidt', true],
    ['Anna Meyer', 'Peter Meyer', false],
    ['Anna Schmidt', 'Anna Meyer', false],
    ['Anna Meyer', 'Ana Meier', false],
    ['Anna Meyer', '', false],
    ['', '', false],
  ])('%s and %s: %s', (a, b, strange) => {
    expect(isStrangersName({ fullName: a }, { fullName: b })).toBe(strange);
    expect(isStrangersName({ fullName: b }, { fullName: a })).toBe(strange);
  });
});
