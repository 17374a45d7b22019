import { describe, expect, it } from 'vitest';
import { type AlertChannel, alertText, maySpeak } from './alert.ts';

const channel: AlertChannel = {
  id: 1,
  kind: 'email',
  address: 'ada@harbour.example',
  rhythm: 'at_once',
  digestHour: 8,
  quietFrom: 22,
  quietTo: 7,
};

describe('a channel', () => {
  it.each([
    ['at once, by day', {}, 12, 3, true],
    ['at once, late at night', {}, 23, 3, false],
    ['at once, early', {}, 6, 3, false],
    ['at once, when the night is over', {}, 7, 3, true],
    ['at once, quiet at noon', { quietFrom: 12, quietTo: 14 }, 13, 3, false],
    ['at once, never quiet', { quietFrom: 5, quietTo: 5 }, 5, 3, true],
    ['as a digest of the day, at its hour', { rhythm: 'daily' }, 8, 3, true],
    ['as a digest of the day, at another hour', { rhythm: 'daily' }, 9, 3, false],
    ['as a digest of the week, on Monday', { rhythm: 'weekly' }, 8, 1, true],
    ['as a digest of the week, on Tuesday', { rhythm: 'weekly' }, 8, 2, false],
  ] as const)('speaks %s', (_case, change, hour, weekday, may) => {
    expect(maySpeak({ ...channel, ...change }, { hour, weekday })).toBe(may);
  });

  it('says what is wrong, what rests on it, and where to look', () => {
    const worst = {
      figure: 'orders',
      value: '',
      storeName: null,
      day: '2026-07-14',
      span: 1,
      found: 2,
      expected: 40,
      rows: 2,
    };
    const item = {
      id: 7,
      family: 'volume',
      source: 'Till',
      store: null,
      costMinor: 900,
      firstDay: '2026-07-14',
      lastDay: '2026-07-14',
      worst,
      isAgain: false,
    } as const;
    const options = {
      shopName: 'Wintergull',
      pageOf: (id: number) => `https://a/${id}`,
      money: (minor: number) => `$${minor / 100}`,
    };
    expect(alertText([item], options)).toEqual({
      subject: 'Onefold, Wintergull: Other numbers than usual: Till',
      text: 'Other numbers than usual: Till\nThe number of sales was 2; about 40 were to be expected.\nMoney that rests on it: $9.\nhttps://a/7\n',
    });
    expect(alertText([item, { ...item, id: 8, isAgain: true }], options).subject).toBe(
      'Onefold, Wintergull: 2 incidents',
    );
  });
});
