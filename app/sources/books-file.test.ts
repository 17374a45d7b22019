import { describe, expect, it } from 'vitest';
import { Refusal } from '#app/platform/refusal.ts';
import { readDailyTotals } from './books-file.server.ts';

const SHOP = { currency: 'EUR', timeZone: 'Europe/Berlin' };
const read = (text: string, encoding: BufferEncoding = 'utf8') => readDailyTotals(Buffer.from(text, encoding), SHOP);

describe('daily totals of a till', () => {
  it('are read a row a day and till, and added up by day', () => {
    const days = read(
      'Date,Location,Payments,Collected,Refunds,Refunded,Net\n2026-11-01,A,3,€30.00,1,€5.00,€25.00\n2026-11-01,B,2,12.50,0,0.00,12.50\n',
    );
    expect(days).toEqual([
      { day: '2026-11-01', subject: 'order', count: 5, minor: 4250 },
      { day: '2026-11-01', subject: 'refund', count: 1, minor: 500 },
    ]);
  });

  it('are read below a preamble, with decimal commas and days first, and without the row of sums', () => {
    const days = read(
      'Kassenbericht\nFiliale Mitte\n\nDatum;Belege;Umsatz\n13.11.2026;4;1.234,50\n14.11.2026;1;9,99\nSumme;5;1.244,49\n',
    );
    expect(days).toEqual([
      { day: '2026-11-13', subject: 'order', count: 4, minor: 123_450 },
      { day: '2026-11-14', subject: 'order', count: 1, minor: 999 },
    ]);
  });

  it('are read from UTF-16, as spreadsheets write “Unicode text”', () => {
    const text = '\ufeffDay\tTotal sales\n2026-11-02\t7.00\n';
    expect(read(text, 'utf16le')).toEqual([{ day: '2026-11-02', subject: 'order', count: null, minor: 700 }]);
  });

  it.each([
    ['without a header', 'a,b\n1,2\n', /no column of days/],
    ['with a sum that is none', 'Date,Total\n2026-11-02,7.00\n2026-11-03,n/a\n', /Row 3: Total holds "n\/a"/],
    ['with days that can be read two ways', 'Date,Total\n05/03/2026,7.00\n06/04/2026,8.00\n', /cannot be told apart/],
  ])('are refused whole %s, with where and why', (_, text, message) => {
    expect(() => read(text)).toThrow(Refusal);
    expect(() => read(text)).toThrow(message);
  });
});
