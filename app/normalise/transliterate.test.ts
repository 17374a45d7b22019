import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, textOf } from '#test/factories/any-text.ts';
import { toLatin } from './transliterate.ts';

describe('toLatin', () => {
  it.each([
    ['Łódź Ægir Þór Đorđe', 'lodz aegir thor dorde'],
    ['Ñandú Ångström Çelik ığdır', 'nandu angstrom celik igdir'],
    ['Nguyễn Thị Hương', 'nguyen thi huong'],
    ['Сергей Щукин', 'sergey shchukin'],
    ['Ольга Фёдоровна', 'olga fedorovna'],
    ['Зеленський Їжак', 'zelenskiy yizhak'],
    ['Ђорђе Љубић', 'djordje ljubic'],
    ['Γιώργος Παπανδρέου', 'giorgos papandreou'],
    ['Ευάγγελος Μπάμπης', 'evangelos bampis'],
    ['Αυτοκίνητο', 'aftokinito'],
    ['山田 김 محمد', '山田 김 محمد'],
  ])('writes %j as %j', (raw, expected) => {
    expect(toLatin(raw)).toBe(expected);
  });

  it('is total and idempotent', () => {
    const letters = textOf(
      'ё',
      'й',
      'и\u0306',
      'ου',
      'μπ',
      'γγ',
      'αυ',
      'ß',
      'ﬁ',
      'İ',
      'Σ',
      'ς',
      'ӂ',
      'Ǆ',
      '\u0301',
      ' ',
    );
    fc.assert(
      fc.property(fc.oneof(anyText(), letters), (raw) => {
        expect(toLatin(toLatin(raw))).toBe(toLatin(raw));
      }),
      { numRuns: 500 },
    );
  });
});
