import { describe, expect, it } from 'vitest';
import { chooseColumns, MEMBER_COLUMNS } from './member-columns.ts';

const keysOf = (asked: readonly string[]) => chooseColumns(asked).map((one) => one.key);

describe('the columns of a download', () => {
  it('stand in their own order, whatever was asked first', () => {
    expect(keysOf(['orders', 'name'])).toEqual(['name', 'orders']);
  });

  it('take the consent along wherever a contact goes', () => {
    expect(keysOf(['email'])).toEqual(['email', 'email_consent']);
    expect(keysOf(['phone'])).toEqual(['phone', 'sms_consent']);
  });

  it('are the usual ones when none that exists is asked for', () => {
    const usual = MEMBER_COLUMNS.filter((one) => one.isChosen).map((one) => one.key);
    expect(keysOf([])).toEqual(usual);
    expect(keysOf(['password; drop table'])).toEqual(usual);
  });
});
