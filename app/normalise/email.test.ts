import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, textOf } from '#test/factories/any-text.ts';
import { normaliseEmail, splitEmails } from './email.ts';

const dirt = textOf(
  'a',
  'Ann',
  '@',
  '.',
  ',',
  '<',
  '>',
  '"',
  "'",
  ' ',
  'gmail',
  'com',
  'mailto:',
  '+x',
  ';',
  '\u200b',
  'ü',
  '/',
  '-',
  '?',
);

describe('normaliseEmail', () => {
  it.each([
    ['lower case and blanks', ' NEA.NORD@Example.SE ', 'nea.nord@example.se'],
    ['a name in front', 'Nea Nord <NEA.NORD@GMAIL.COM>', 'nea.nord@gmail.com'],
    ['a quoted name in front', '"Nord, Nea" <nea@nord.se>', 'nea@nord.se'],
    ['a mailto link', 'mailto:nea@nord.se?subject=Hi', 'nea@nord.se'],
    ['a label', 'E-mail: nea@nord.se', 'nea@nord.se'],
    ['quotes and brackets', "'<nea@nord.se>'", 'nea@nord.se'],
    ['a trailing dot', 'nea@nord.se.', 'nea@nord.se'],
    ['a trailing comma', 'nea@nord.se,', 'nea@nord.se'],
    ['zero-width characters', '\ufeffnea\u200b@nord.se', 'nea@nord.se'],
    ['full-width characters', 'ｎｅａ＠nord.se', 'nea@nord.se'],
    ['an international domain', 'nea@bücher.example', 'nea@xn--bcher-kva.example'],
    ['an international mailbox', 'Åsa@nord.se', 'åsa@nord.se'],
    ['a plus-tag', 'nea+shop@nord.se', 'nea+shop@nord.se'],
    ['an apostrophe in the mailbox', "miles.o'brien@nord.se", "miles.o'brien@nord.se"],
    ['dots in a row, which some carriers allow', 'nea..nord@docomo.ne.jp', 'nea..nord@docomo.ne.jp'],
    ['several in one cell: the first', 'a.x@nord.se; b.y@nord.se', 'a.x@nord.se'],
  ])('reads %s', (_, raw, expected) => {
    expect(normaliseEmail(raw)).toMatchObject({ value: expected, suspicion: null });
  });

  it.each([
    ['a comma for a dot', 'example@gmail,com', 'example@gmail.com'],
    ['a doubled dot', 'nea@nord..se', 'nea@nord.se'],
    ['blanks inside', 'nea @ nord . se', 'nea@nord.se'],
    ['two at signs', 'nea@@nord.se', 'nea@nord.se'],
  ])('repairs %s and says so', (_, raw, expected) => {
    expect(normaliseEmail(raw)).toMatchObject({ value: expected, suspicion: 'malformed_repaired' });
  });

  it.each([
    '',
    '  ',
    'nea',
    'nea@',
    '@nord.se',
    'nea@gmail',
    'nea nord@gmail.com',
    'nea@nord.s',
    'nea@1.2.3.4',
    'nea@[1.2.3.4]',
    'nea@-nord.se',
    'nea,nord@gmail.com',
    `${'a'.repeat(65)}@nord.se`,
    'null',
    'nea@nord.se@'.repeat(200),
  ])('refuses %j', (raw) => {
    expect(normaliseEmail(raw)).toBeNull();
  });

  it.each([
    ['nea.nord+shop@gmail.com', 'neanord@gmail.com'],
    ['n.e.a.nord@googlemail.com', 'neanord@gmail.com'],
    ['nea.nord+shop@nord.se', 'nea.nord@nord.se'],
    ['+tag@nord.se', '+tag@nord.se'],
  ])('gives %s the second key %s', (raw, canonical) => {
    expect(normaliseEmail(raw)?.canonical).toBe(canonical);
  });

  it.each([
    'none@none.com',
    'noemail@shop.se',
    'no-email@gmail.com',
    'test@test.com',
    'test12@gmail.com',
    'asdf@asdf.com',
    'aaa@gmail.com',
    'a@a.com',
    '123@123.com',
    'name@email.com',
    'john.doe@example.com',
    '4711@reviewport.local',
    'nea@fake.com',
    'unknown@shop.se',
    'keine@gmx.de',
  ])('knows %s for a placeholder', (raw) => {
    expect(normaliseEmail(raw)?.suspicion).toBe('placeholder');
  });

  it.each([
    'info@nord.se',
    'sales@nord.se',
    'noreply@nord.se',
    'info+web@nord.se',
    'sales-uk@nord.se',
    'info2@nord.se',
    'kundservice@nord.se',
    'buchhaltung@nord.de',
  ])('knows %s for the mailbox of a desk', (raw) => {
    expect(normaliseEmail(raw)?.suspicion).toBe('role');
  });

  it.each([
    'post.malone@gmail.com',
    'ann@example.com',
    '12345678@qq.com',
    'teo.villasenor@elkomail.test',
    'john.doe@gmail.com',
    'barbara@nord.se',
  ])('takes %s for a person', (raw) => {
    expect(normaliseEmail(raw)?.suspicion).toBeNull();
  });

  it.each([
    ['gmial.com', 'gmail.com'],
    ['gmal.com', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.de', 'gmail.com'],
    ['hotmial.co.uk', 'hotmail.co.uk'],
    ['hotmail.cmo', 'hotmail.com'],
    ['yahooo.fr', 'yahoo.fr'],
    ['outlok.com', 'outlook.com'],
    ['iclould.com', 'icloud.com'],
    ['nord.con', 'nord.com'],
    ['nord.couk', 'nord.co.uk'],
  ])('proposes a better domain for %s without forcing it', (domain, better) => {
    expect(normaliseEmail(`nea@${domain}`)).toMatchObject({
      value: `nea@${domain}`,
      suspicion: 'typo_domain',
      suggestion: `nea@${better}`,
    });
  });

  it.each([
    'gmail.com',
    'ymail.com',
    'mail.com',
    'email.se',
    'gmx.de',
    'hotmail.se',
    'yahoo.co.uk',
    'live.com',
    'me.com',
    'nord.co',
    'orange.fr',
    'web.de',
  ])('has nothing to propose for %s', (domain) => {
    expect(normaliseEmail(`nea@${domain}`)?.suggestion).toBeNull();
  });

  it('is total, and what it returns is a fixed point', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), dirt, fc.emailAddress()), (raw) => {
        const email = normaliseEmail(raw);
        if (email === null) return;
        expect(normaliseEmail(email.value)).toMatchObject({ value: email.value, canonical: email.canonical });
        expect(normaliseEmail(email.canonical)?.canonical).toBe(email.canonical);
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not depend on case, blanks, brackets or invisible characters around', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (raw) => {
        const plain = normaliseEmail(raw);
        expect(normaliseEmail(raw.toUpperCase())).toEqual(plain);
        expect(normaliseEmail(` <\ufeff${raw}>,\u00a0`)).toEqual(plain);
      }),
    );
  });
});

describe('splitEmails', () => {
  it.each([
    ['a@x.se; b@y.se', ['a@x.se', 'b@y.se']],
    ['a@x.se,b@y.se', ['a@x.se', 'b@y.se']],
    ['a@x.se / b@y.se', ['a@x.se', 'b@y.se']],
    ['a@x.se\nb@y.se', ['a@x.se', 'b@y.se']],
    ['a@x.se and b@y.se', ['a@x.se', 'b@y.se']],
    ['"Nord, Nea" <nea@x.se>, <b@y.se>', ['nea@x.se', 'b@y.se']],
    ['a@gmail,com; b@y.se', ['a@gmail,com', 'b@y.se']],
    [' Nea <a@x.se> ', ['Nea <a@x.se>']],
    ['no address', []],
    ['', []],
  ])('splits %j', (raw, expected) => {
    expect(splitEmails(raw)).toEqual(expected);
  });

  it('is total, and finds again what was joined', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), dirt), (raw) => {
        expect(splitEmails(raw).every((piece) => piece.includes('@'))).toBe(true);
      }),
    );
    const address = fc.stringMatching(/^[a-z][a-z0-9]{0,8}@[a-z]{1,8}\.(?:com|se|co\.uk)$/);
    fc.assert(
      fc.property(
        fc.array(address, { minLength: 2, maxLength: 4 }),
        fc.constantFrom('; ', ', ', '\n', ' | '),
        (addresses, separator) => {
          expect(splitEmails(addresses.join(separator))).toEqual(addresses);
        },
      ),
    );
  });
});
