import { describe, expect, it } from 'vitest';
import { birthDateFault } from './birth-date-fault.ts';
import { CHECK_LIST, CHECKS } from './check-list.ts';
import { emailFault } from './email-fault.ts';
import { fitsCountry } from './postal-codes.ts';
import { scoreOf, scoresByField } from './score.ts';

describe('the checks', () => {
  it('stand under their own keys', () => {
    expect(Object.entries(CHECKS).filter(([key, check]) => key !== check.key)).toEqual([]);
  });

  it('say in whole sentences what is wrong, how it is counted and what to do', () => {
    const texts = Object.values(CHECKS).flatMap((check) => [check.sentence, check.formula, check.remedy]);
    expect(texts.filter((text) => !/^“?[A-Z].*[.?]$/.test(text))).toEqual([]);
    expect(Object.values(CHECKS).filter((check) => !check.formula.includes('÷'))).toEqual([]);
  });
});

describe('a score', () => {
  const results = [
    { checkKey: 'email_missing', sourceId: 1, total: 10, failing: 1 },
    { checkKey: 'email_placeholder', sourceId: 1, total: 9, failing: 3 },
    { checkKey: 'name_missing', sourceId: 2, total: 10, failing: 0 },
    { checkKey: 'gone_by_now', sourceId: 2, total: 10, failing: 10 },
  ];

  it('is the share without fault, each value once per check', () => {
    expect(scoreOf(results.slice(0, 3))).toEqual({ total: 29, failing: 4, share: 1 - 4 / 29 });
    expect(scoreOf([]).share).toBeNull();
  });

  it('per field has the worst first', () => {
    expect(scoresByField(results, CHECK_LIST).map(({ field, score }) => [field, score.failing])).toEqual([
      ['E-mail', 4],
      ['Name', 0],
    ]);
  });
});

describe('what is judged here rather than in SQL', () => {
  it.each([
    ['none@none.com', 'placeholder'],
    ['call first', 'unreadable'],
    ['@', 'unreadable'],
    ['nea@nord.se', null],
    ['none@none.com; nea@nord.se', null],
  ])('e-mail %j is %j', (cell, fault) => {
    expect(emailFault(cell)).toBe(fault);
  });

  it.each([
    ['1990-01-01', 'default'],
    ['2026-07-16', 'impossible'],
    ['1916-07-14', 'impossible'],
    ['1916-07-15', null],
    ['2026-07-15', null],
    ['--12-24', null],
    ['soon', 'impossible'],
  ])('date of birth %j is %j', (value, fault) => {
    expect(birthDateFault(value, '2026-07-15')).toBe(fault);
  });

  it.each([
    ['04101', 'US', true],
    ['4101', 'US', false],
    ['04101-1234', 'US', true],
    ['K1A 0B1', 'CA', true],
    ['SW1A 1AA', 'GB', true],
    ['111 22', 'SE', true],
    ['SW1A 1AA', 'DE', false],
    ['anything', 'XX', true],
  ])('postal code %s in %s: %s', (code, country, fits) => {
    expect(fitsCountry(code, country)).toBe(fits);
  });
});
