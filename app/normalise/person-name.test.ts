import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, textOf } from '#test/factories/any-text.ts';
import {
  canonicalGivenName,
  generationalSuffix,
  isPlaceholderName,
  nameTokens,
  nicknameForms,
  normaliseName,
  splitFullName,
  titleCaseName,
} from './person-name.ts';

const dirt = textOf(
  'Dr. ',
  'van ',
  'der ',
  'Berg',
  ', ',
  'JR',
  "O'",
  'mc',
  '-',
  ' ',
  '王',
  '김',
  'é',
  'ß',
  '(',
  ')',
  '"',
  'II',
  'ij',
  '.',
  'y ',
  '& ',
  'ı',
);

describe('splitFullName', () => {
  it.each([
    ['given and family', 'Ann Example', { given: 'Ann', family: 'Example' }],
    ['a middle name', 'Mary Ann von Trapp', { given: 'Mary', middle: 'Ann', family: 'von Trapp' }],
    ['an initial that is no particle', 'John D Smith', { given: 'John', middle: 'D', family: 'Smith' }],
    ['initials', 'J. R. R. Tolkien', { given: 'J.', middle: 'R. R.', family: 'Tolkien' }],
    ['family, given', 'Smith, John', { given: 'John', family: 'Smith' }],
    ['family, given and a suffix behind', 'Smith, John, Jr.', { given: 'John', family: 'Smith', suffix: 'Jr.' }],
    ['family with suffix, given', 'Smith Jr., John', { given: 'John', family: 'Smith', suffix: 'Jr.' }],
    ['a degree behind a comma', 'John Smith, PhD', { given: 'John', family: 'Smith', suffix: 'PhD' }],
    [
      'a title and a generation',
      'Mr. Ludwig von Beethoven III',
      { title: 'Mr.', given: 'Ludwig', family: 'von Beethoven', suffix: 'III' },
    ],
    ['Dutch particles', 'Vincent van der Berg', { given: 'Vincent', family: 'van der Berg' }],
    ['particles behind a comma', 'Berg, Jan van der', { given: 'Jan', family: 'van der Berg' }],
    ['a particle as first name', 'Van Morrison', { given: 'Van', family: 'Morrison' }],
    ['a family name alone', 'de la Cruz', { family: 'de la Cruz' }],
    ['Spanish: y', 'José Ortega y Gasset', { given: 'José', family: 'Ortega y Gasset' }],
    ['Spanish: María del Carmen', 'María del Carmen López', { given: 'María del Carmen', family: 'López' }],
    ['Spanish: señor', 'Sr. Juan Pérez', { title: 'Sr.', given: 'Juan', family: 'Pérez' }],
    ['a couple', 'John & Mary Smith', { given: 'John & Mary', family: 'Smith' }],
    ['an aside', 'Robert (Bob) Smith', { given: 'Robert', family: 'Smith' }],
    ['a single name', 'Cher', { given: 'Cher' }],
    ['a title alone', 'Dr', { given: 'Dr' }],
    ['Chinese', '王小明', { given: '小明', family: '王' }],
    ['Chinese, double family name', '欧阳修', { given: '修', family: '欧阳' }],
    ['Japanese with a blank', '山田 太郎', { given: '太郎', family: '山田' }],
    ['Japanese without', '山田太郎様', { given: '太郎', family: '山田' }],
    ['kanji and kana', '山田はなこ', { given: 'はなこ', family: '山田' }],
    ['a foreign name in katakana', 'ジョン・スミス', { given: 'ジョン', family: 'スミス' }],
    ['Korean', '김철수', { given: '철수', family: '김' }],
    ['Korean, double family name', '남궁민수', { given: '민수', family: '남궁' }],
    ['nothing', '', {}],
  ])('reads %s', (_, raw, expected) => {
    expect(splitFullName(raw)).toEqual({
      title: null,
      given: null,
      middle: null,
      family: null,
      suffix: null,
      ...expected,
    });
  });

  it('is total, and invents no words', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), dirt), (raw) => {
        const parts = Object.values(splitFullName(raw)).filter((part) => part !== null);
        expect(parts.every((part) => part.trim() === part && part !== '')).toBe(true);
      }),
    );
  });
});

describe('nameTokens', () => {
  it.each([
    ['Dr. Anne-Marie O’Brien Jr.', ['anne', 'marie', 'obrien']],
    ['SMITH, JOHN', ['smith', 'john']],
    ['Smith, Jr., John', ['smith', 'john']],
    ['John Smith Ph.D.', ['john', 'smith']],
    ['Col. Sanders', ['sanders']],
    ['M. A. Smith', ['m', 'a', 'smith']],
    ['Jack Ma', ['jack', 'ma']],
    ['Pan Wei', ['pan', 'wei']],
    ['Col Needham', ['col', 'needham']],
    ['Jörg Müller-Lüdenscheidt', ['jorg', 'muller', 'ludenscheidt']],
    ['Søren Ærø', ['soren', 'aero']],
    ['Сергей Иванов', ['sergey', 'ivanov']],
    ['Γιώργος', ['giorgos']],
    ['J.R.R. Tolkien', ['j', 'r', 'r', 'tolkien']],
    ['王小明', ['王小明']],
    ['Dr', ['dr']],
    ['  ', []],
    [null, []],
  ])('takes %j apart', (raw, expected) => {
    expect(nameTokens(raw)).toEqual(expected);
  });

  it('is total and idempotent, and does not depend on case and blanks', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), dirt), (raw) => {
        const tokens = nameTokens(raw);
        expect(nameTokens(`  ${raw.slice(0, 200)}\u00a0`)).toEqual(nameTokens(raw.slice(0, 200)));
        for (const token of tokens) expect(nameTokens(token)).toEqual([token]);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.string(), (raw) => {
        expect(nameTokens(raw.toUpperCase())).toEqual(nameTokens(raw.toLowerCase()));
      }),
    );
  });
});

describe('generationalSuffix', () => {
  it.each([
    ['John Smith Jr.', 'jr'],
    ['Smith jnr', 'jr'],
    ['Smith, John, Junior', 'jr'],
    ['John Smith Sr', 'sr'],
    ['John Smith II', 'ii'],
    ['John Smith 3rd', 'iii'],
    ['John Smith IV, PhD', 'iv'],
    ['John Smith', null],
    ['Sr. Juan Pérez', null],
    ['Junior', null],
    ['John V Smith', null],
    ['Amartya Sen', null],
    [null, null],
  ])('of %j is %j', (raw, expected) => {
    expect(generationalSuffix(raw)).toBe(expected);
  });
});

describe('nicknames', () => {
  it.each([
    ['bob', 'robert'],
    ['peggy', 'margaret'],
    ['dick', 'richard'],
    ['harry', 'henry'],
    ['sasha', 'alexander'],
    ['misha', 'mikhail'],
    ['pepe', 'jose'],
    ['paco', 'francisco'],
    ['beppe', 'giuseppe'],
    ['sepp', 'josef'],
    ['robert', 'robert'],
    ['zebulon', 'zebulon'],
  ])('%s is short for %s', (token, full) => {
    expect(canonicalGivenName(token)).toBe(full);
  });

  it('gives every full form a pet name may stand for', () => {
    expect(nicknameForms('alex')).toEqual(expect.arrayContaining(['alexander', 'alexandra']));
    expect(nicknameForms('chris')).toEqual(expect.arrayContaining(['christopher', 'christina', 'christian']));
    expect(nicknameForms('zebulon')).toEqual(['zebulon']);
  });

  it.each([
    ['juan', 'john'],
    ['mary', 'maria'],
    ['john', 'jonathan'],
    ['carl', 'charles'],
    ['julia', 'juliana'],
  ])('%s and %s are different names', (a, b) => {
    expect(nicknameForms(a).filter((form) => nicknameForms(b).includes(form))).toEqual([]);
  });

  it('has tokens for keys that nameTokens writes alike', () => {
    for (const token of ['bob', 'alexandra', 'seryozha', 'babette']) expect(nameTokens(token)).toEqual([token]);
  });
});

describe('titleCaseName', () => {
  it.each([
    ['JAN VAN DER BERG', 'Jan van der Berg'],
    ['van der berg', 'van der Berg'],
    ['mcdonald', 'McDonald'],
    ['JOHN MACDONALD III', 'John MacDonald III'],
    ["O'BRIEN", "O'Brien"],
    ["d'angelo", "D'Angelo"],
    ['ANNE-MARIE', 'Anne-Marie'],
    ['maria de la cruz', 'Maria de la Cruz'],
    ['LE BLANC', 'Le Blanc'],
    ['JOHN E SMITH', 'John E Smith'],
    ['JOSE ORTEGA Y GASSET', 'Jose Ortega y Gasset'],
    ['ÅSA ÖBERG', 'Åsa Öberg'],
    ['j.r.r. tolkien', 'J.R.R. Tolkien'],
    ['AJ SMITH', 'AJ Smith'],
    ['JD', 'JD'],
    ['NG', 'Ng'],
    ['IJSBRAND', 'IJsbrand'],
    ['MCDONALD', 'McDonald'],
  ])('writes %s as %s', (raw, expected) => {
    expect(titleCaseName(raw)).toBe(expected);
  });

  it.each(['McDonald', 'iPhone', 'deVries', 'bell Hooks', 'Van Der Berg', '王小明', 'محمد', ''])(
    'leaves %s as it was written',
    (raw) => {
      expect(titleCaseName(raw)).toBe(raw);
    },
  );

  it('is total and idempotent', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText(),
          dirt,
          dirt.map((text) => text.toLowerCase()),
          dirt.map((text) => text.toUpperCase()),
        ),
        (raw) => {
          expect(titleCaseName(titleCaseName(raw))).toBe(titleCaseName(raw));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('normaliseName', () => {
  it.each([
    ['  ann   EXAMPLE, ', 'ann EXAMPLE'],
    ['ANN EXAMPLE', 'Ann Example'],
    ['"ann"', 'Ann'],
    ['- Ann -', 'Ann'],
    ['Ann Jr.', 'Ann Jr.'],
    ['N/A', null],
    ['123', null],
    ['?', null],
    [null, null],
  ])('writes %j as %j', (raw, expected) => {
    expect(normaliseName(raw)).toBe(expected);
  });

  it('is total and idempotent', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), dirt), (raw) => {
        const once = normaliseName(raw);
        if (once !== null) expect(normaliseName(once)).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('isPlaceholderName', () => {
  it.each([
    'Unknown',
    'Walk-in Customer',
    'WALK IN',
    'test test',
    'Test User',
    'xxx',
    '.',
    '---',
    'N/A',
    'no name',
    'Kunde 12',
    'Consumidor Final',
    '12345',
    'Cardholder',
  ])('knows %j for nobody', (raw) => {
    expect(isPlaceholderName(raw)).toBe(true);
  });

  it.each(['Judith Guest', 'Johnny Cash', 'Xi', 'Ann Tester', 'Christopher Null', '王小明', '', null])(
    'takes %j for somebody, or nothing',
    (raw) => {
      expect(isPlaceholderName(raw)).toBe(false);
    },
  );
});
