import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, textOf } from '#test/factories/any-text.ts';
import { dayInZone, detectDateOrder, parseInstant, startOfDay } from './instant.ts';

const NEW_YORK = 'America/New_York';
const dirt = textOf(
  '2026',
  '09',
  '24',
  '-',
  '/',
  '.',
  ':',
  'T',
  ' ',
  'PM',
  'Sep',
  'September',
  ',',
  '+02',
  '00',
  'Z',
  'UTC',
  '1',
  'EST',
  'de',
);
const zone = fc.constantFrom(
  'UTC',
  NEW_YORK,
  'Europe/Stockholm',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Africa/Casablanca',
);

describe('parseInstant', () => {
  it.each([
    ['ISO with offset', '2023-06-01T10:00:00-04:00', '2023-06-01T14:00:00.000Z'],
    ['ISO in UTC', '2022-01-01T00:00:00Z', '2022-01-01T00:00:00.000Z'],
    ['microseconds', '2024-02-14T21:31:12.367230+00:00', '2024-02-14T21:31:12.367Z'],
    ['Shopify orders', '2024-05-01 09:58:12 +0000', '2024-05-01T09:58:12.000Z'],
    ['Shopify orders in Brazil', '2025-10-02 17:09:34 -0300', '2025-10-02T20:09:34.000Z'],
    ['product reviews', '2025-03-02 10:12:00 UTC', '2025-03-02T10:12:00.000Z'],
    ['HubSpot, in the zone of the shop', '2024-03-12 09:14', '2024-03-12T13:14:00.000Z'],
    ['a date alone: its midnight', '2024-03-12', '2024-03-12T04:00:00.000Z'],
    ['Loyverse in the US', '7/28/26 1:33 PM', '2026-07-28T17:33:00.000Z'],
    ['a narrow blank before PM', '7/28/26 1:33\u202fPM', '2026-07-28T17:33:00.000Z'],
    ['Dynamics', '6/22/2026 10:00 AM', '2026-06-22T14:00:00.000Z'],
    ['Etsy', '09/24/26', '2026-09-24T04:00:00.000Z'],
    ['Etsy statement', 'September 24, 2026', '2026-09-24T04:00:00.000Z'],
    ['PayPal', '20:12:59 Jan 13, 2009 PST', '2009-01-14T04:12:59.000Z'],
    ['an e-mail header', 'Thu, 24 Sep 2026 10:00:00 GMT', '2026-09-24T10:00:00.000Z'],
    ['Unix date', 'Thu Sep 24 10:00:00 UTC 2026', '2026-09-24T10:00:00.000Z'],
    ['JavaScript', 'Thu Sep 24 2026 10:00:00 GMT+0200 (Central European Summer Time)', '2026-09-24T08:00:00.000Z'],
    ['a zone by name', '2024-05-01 10:00 Europe/Paris', '2024-05-01T08:00:00.000Z'],
    ['a zone by abbreviation', '2024-05-01 10:00 EST', '2024-05-01T15:00:00.000Z'],
    ['midnight on a 12-hour clock', '12/1/26 12:05 AM', '2026-12-01T05:05:00.000Z'],
    ['noon on a 12-hour clock', '12/1/26 12:05 p.m.', '2026-12-01T17:05:00.000Z'],
    ['an hour alone', '9/24/2026 1 PM', '2026-09-24T17:00:00.000Z'],
    ['epoch seconds', '1700000000', '2023-11-14T22:13:20.000Z'],
    ['epoch milliseconds', '1700000000123', '2023-11-14T22:13:20.123Z'],
    ['ISO basic', '20260924T100211Z', '2026-09-24T10:02:11.000Z'],
    ['digits alone', '20260924', '2026-09-24T04:00:00.000Z'],
    ['Spanish', '24 de septiembre de 2026', '2026-09-24T04:00:00.000Z'],
    ['German', '24. Sept. 2026, 14:05', '2026-09-24T18:05:00.000Z'],
    ['Danish clock', '24. september 2026 kl. 14.05', '2026-09-24T18:05:00.000Z'],
    ['Japanese', '2026年9月24日 10:00', '2026-09-24T14:00:00.000Z'],
    ['the last century in two digits', '9/24/99', '1999-09-24T04:00:00.000Z'],
    ["a spreadsheet's apostrophe", "'2026-01-01", '2026-01-01T05:00:00.000Z'],
  ])('reads %s: %s', (_, raw, expected) => {
    expect(parseInstant(raw, { order: 'mdy', zone: NEW_YORK })?.toISOString()).toBe(expected);
  });

  it.each([
    ['31/12/2025 14:05', 'dmy', '2025-12-31T14:05:00.000Z'],
    ['01/10/2026 23:50', 'dmy', '2026-10-01T23:50:00.000Z'],
    ['01/10/2026 23:50', 'mdy', '2026-01-10T23:50:00.000Z'],
    ['24.9.26', 'dmy', '2026-09-24T00:00:00.000Z'],
    ['26/09/24', 'ymd', '2026-09-24T00:00:00.000Z'],
    ['2026/09/24', 'dmy', '2026-09-24T00:00:00.000Z'],
    ['25/03/2024', 'ymd', '2024-03-25T00:00:00.000Z'],
  ] as const)('reads %s in the order %s', (raw, order, expected) => {
    expect(parseInstant(raw, { order, zone: 'UTC' })?.toISOString()).toBe(expected);
  });

  it.each([
    ['a month over 12 is not swapped', '3/15/2024', 'dmy'],
    ['a day over 12 is not swapped', '15/3/2024', 'mdy'],
    ['an order that the file does not tell', '05/03/2024', 'ymd'],
    ['30 February', '2025-02-30', 'ymd'],
    ['29 February of a common year', '2/29/2025', 'mdy'],
    ['a date before shops', '0001-01-01', 'ymd'],
    ['a far future', '2999-01-01', 'ymd'],
    ['25 o’clock', '2025-01-01 25:00', 'ymd'],
    ['13 PM', '7/28/26 13:33 PM', 'mdy'],
    ['an abbreviation of many meanings', '2024-05-01 10:00 IST', 'ymd'],
    ['words', 'not-a-date', 'ymd'],
    ['nothing', '', 'ymd'],
    ['a nil marker', '--', 'ymd'],
    ['one-digit years', '1/2/3', 'mdy'],
    ['two months', 'May June 2026', 'mdy'],
    ['a number', '12345', 'ymd'],
  ] as const)('refuses %s: %s', (_, raw, order) => {
    expect(parseInstant(raw, { order, zone: 'UTC' })).toBeNull();
  });

  it('takes zones by their Rails name, and refuses unknown ones', () => {
    expect(
      parseInstant('2026-09-13 10:02:11', { order: 'ymd', zone: 'Eastern Time (US & Canada)' })?.toISOString(),
    ).toBe('2026-09-13T14:02:11.000Z');
    expect(parseInstant('2026-09-13 10:02:11', { order: 'ymd', zone: 'Middle Earth' })).toBeNull();
    expect(parseInstant('2026-09-13 10:02:11 +0200', { order: 'ymd', zone: 'Middle Earth' })?.toISOString()).toBe(
      '2026-09-13T08:02:11.000Z',
    );
  });

  it('moves a time in the spring gap on by the gap', () => {
    expect(parseInstant('2024-03-10 02:30', { order: 'ymd', zone: NEW_YORK })?.toISOString()).toBe(
      '2024-03-10T07:30:00.000Z',
    );
  });

  it('takes the first of a time that comes twice in autumn', () => {
    expect(parseInstant('2024-11-03 01:30', { order: 'ymd', zone: NEW_YORK })?.toISOString()).toBe(
      '2024-11-03T05:30:00.000Z',
    );
  });

  it('is total', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText(), dirt),
        fc.constantFrom('ymd' as const, 'dmy' as const, 'mdy' as const),
        fc.oneof(zone, anyText()),
        (raw, order, zoneName) => {
          const instant = parseInstant(raw, { order, zone: zoneName });
          if (instant !== null) expect(Number.isNaN(instant.getTime())).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('reads back every instant it is given in ISO, whatever the order and zone', () => {
    const date = fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, zone, (instant, zoneName) => {
        expect(parseInstant(instant.toISOString(), { order: 'mdy', zone: zoneName })).toEqual(instant);
      }),
    );
  });
});

describe('days in a zone', () => {
  it.each([
    ['2024-05-01T03:00:00Z', NEW_YORK, '2024-04-30'],
    ['2024-05-01T03:00:00Z', 'Asia/Tokyo', '2024-05-01'],
    ['2024-05-01T03:00:00Z', 'Eastern Time (US & Canada)', '2024-04-30'],
    ['2024-05-01T03:00:00Z', 'Middle Earth', '2024-05-01'],
    ['2000-10-12T02:30:00Z', 'America/Recife', '2000-10-12'],
    ['2011-12-30T09:59:59Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31'],
  ])('%s in %s is %s', (instant, zoneName, day) => {
    expect(dayInZone(new Date(instant), zoneName)).toBe(day);
  });

  it.each([
    ['2024-03-10', NEW_YORK, '2024-03-10T05:00:00.000Z'],
    ['2024-07-01', NEW_YORK, '2024-07-01T04:00:00.000Z'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ])('%s in %s starts at %s', (day, zoneName, instant) => {
    expect(startOfDay(day, zoneName).toISOString()).toBe(instant);
  });

  it('agrees with Intl at any instant', () => {
    const date = fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, zone, (instant, zoneName) => {
        expect(dayInZone(instant, zoneName)).toBe(
          new Intl.DateTimeFormat('sv-SE', { timeZone: zoneName, dateStyle: 'short' }).format(instant),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('starts every day at an instant of that day, with the day before just before it', () => {
    const date = fc.date({ min: new Date('1970-01-02'), max: new Date('2099-12-30'), noInvalidDate: true });
    fc.assert(
      fc.property(date, zone, (instant, zoneName) => {
        const day = dayInZone(instant, zoneName);
        const start = startOfDay(day, zoneName);
        expect(dayInZone(start, zoneName)).toBe(day);
        expect(dayInZone(new Date(start.getTime() - 1), zoneName) < day).toBe(true);
      }),
    );
  });

  it('gives an invalid Date for what is no day', () => {
    for (const day of ['', '2024-02-30', 'today', '24-01-01'])
      expect(Number.isNaN(startOfDay(day, 'UTC').getTime())).toBe(true);
  });
});

describe('detectDateOrder', () => {
  it.each([
    ['years in front', ['2024-01-01', '2024-12-31'], 'ymd', false],
    ['words', ['September 24, 2026'], 'ymd', false],
    ['nothing', [], 'ymd', false],
    ['a day over 12 in front', ['01/10/2026 23:50', '31/12/2025 14:05'], 'dmy', false],
    ['a day over 12 behind', ['01/10/26', '7/28/26 1:33 PM'], 'mdy', false],
    ['dots', ['01.02.2024', '03.04.2024'], 'dmy', false],
    ['both orders', ['25/03/2024', '26/03/2024', '03/25/2024'], 'dmy', true],
    [
      'days that run on, day first',
      ['01/02/2024', '02/02/2024', '03/02/2024', '01/03/2024', '02/03/2024'],
      'dmy',
      true,
    ],
    [
      'days that run on, month first',
      ['02/01/2024', '02/02/2024', '02/03/2024', '03/01/2024', '03/02/2024'],
      'mdy',
      true,
    ],
    ['a 12-hour clock', ['1/2/26 1:33 PM'], 'mdy', true],
    ['nothing to tell by', ['01/02/2024'], 'dmy', true],
  ])('by %s', (_, values, order, ambiguous) => {
    expect(detectDateOrder(values)).toMatchObject({ order, ambiguous });
  });

  it('says with figures why', () => {
    const finding = detectDateOrder(['01/10/2026', '31/12/2025', 'n/a']);
    expect(finding.evidence).toBe('In 1 of 2 dates the first number is over 12 (31/12/2025); the second never is.');
    expect(finding.counts).toEqual({ ymd: 0, dmy: 1, mdy: 0, either: 1, other: 1 });
  });

  it('is total', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText(), dirt)), (values) => {
        const { counts } = detectDateOrder(values);
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(values.length);
      }),
    );
  });

  it('finds the order in which real dates were written', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.array(day, { minLength: 1 }), fc.boolean(), (dates, dayFirst) => {
        const written = dates.map((date) => {
          const [a, b] = dayFirst
            ? [date.getUTCDate(), date.getUTCMonth() + 1]
            : [date.getUTCMonth() + 1, date.getUTCDate()];
          return `${a}/${b}/${date.getUTCFullYear()}`;
        });
        const { order, ambiguous } = detectDateOrder(written);
        if (!ambiguous) expect(order).toBe(dayFirst ? 'dmy' : 'mdy');
      }),
    );
  });
});
