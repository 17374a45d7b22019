import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, textOf } from '#test/factories/any-text.ts';
import { cleanCell, foldText } from './text.ts';

const dirt = textOf(
  '"',
  "'",
  '“',
  '”',
  '«',
  ' ',
  '\u00a0',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\r\n',
  '\t',
  '-',
  'N/A',
  'null',
  '=',
  'a',
  '1',
  'é',
  'e\u0301',
);

describe('cleanCell', () => {
  it.each([
    ['plain text comes back as it is', 'Ann Example', 'Ann Example'],
    ['blanks at the ends go', '  Ann ', 'Ann'],
    ['a BOM glued to the value goes', '\ufeffName', 'Name'],
    ['zero-width characters go', 'A\u200bnn\u2060', 'Ann'],
    ['no-break and thin spaces become blanks', '1\u00a0234\u202f567', '1 234 567'],
    ['controls go, line breaks stay', 'Flat 3\r\n12 High St\u0000', 'Flat 3\n12 High St'],
    ['the apostrophe before a number goes', "'+573001112233", '+573001112233'],
    ['the apostrophe before an id goes', "'7210448301122", '7210448301122'],
    ['the apostrophe of a name stays', "'t Hart", "'t Hart"],
    ['spreadsheet text loses its formula', '="00123"', '00123'],
    ['surrounding quotes go', '"Ann"', 'Ann'],
    ['doubly wrapped quotes go', '""“Ann”""', 'Ann'],
    ['a list of quoted values stays', '"VIP","Blog"', '"VIP","Blog"'],
    ['the soft hyphen goes', 'Sport\u00adschuhe', 'Sportschuhe'],
    ['the joiner of an emoji stays', '👩\u200d💻', '👩\u200d💻'],
    ['a stray joiner goes', 'Ann\u200d', 'Ann'],
    ['a decomposed letter is composed', 'Rene\u0301', 'René'],
    ['lone surrogates go', 'A\ud83d', 'A'],
  ])('%s', (_, raw, expected) => {
    expect(cleanCell(raw)).toBe(expected);
  });

  it.each([
    '',
    '  ',
    '-',
    '--',
    'null',
    'NULL',
    'N/A',
    'n/a',
    '#N/A',
    '#REF!',
    '#ERROR!',
    'None',
    'nan',
    '\\N',
    '"-"',
    '""',
  ])('reads %j as nothing said', (raw) => {
    expect(cleanCell(raw)).toBeNull();
  });

  it.each(['Null', 'Nan', 'NA', 'No', '0', 'x'])('keeps %j, which is a name, a country or a value', (raw) => {
    expect(cleanCell(raw)).toBe(raw);
  });

  it('reads null and undefined as nothing said', () => {
    expect(cleanCell(null)).toBeNull();
    expect(cleanCell(undefined)).toBeNull();
  });

  it('is total and idempotent', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), dirt), (raw) => {
        const once = cleanCell(raw);
        expect(once === null ? null : cleanCell(once)).toBe(once);
      }),
    );
  });

  it('does not depend on blanks and invisible characters around', () => {
    fc.assert(
      fc.property(fc.string(), (raw) => {
        expect(cleanCell(`\ufeff \t${raw}\u00a0\u200b`)).toBe(cleanCell(raw));
      }),
    );
  });
});

describe('foldText', () => {
  it.each([
    ['Crème Brûlée', 'creme brulee'],
    ['  Straße\u00a0 5 ', 'strasse 5'],
    ['İSTANBUL', 'istanbul'],
    ['Ærø', 'aero'],
    ['ＡＢＣ', 'abc'],
    ['Сергей', 'sergey'],
    ['が', 'が'],
    ['王小明', '王小明'],
  ])('folds %j to %j', (raw, expected) => {
    expect(foldText(raw)).toBe(expected);
  });

  it('reads null as empty', () => {
    expect(foldText(null)).toBe('');
  });

  it('is total and idempotent', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), dirt), (raw) => {
        expect(foldText(foldText(raw))).toBe(foldText(raw));
      }),
    );
  });

  it('does not depend on case', () => {
    fc.assert(
      fc.property(fc.string(), (raw) => {
        expect(foldText(raw.toUpperCase())).toBe(foldText(raw.toLowerCase()));
      }),
    );
  });
});
