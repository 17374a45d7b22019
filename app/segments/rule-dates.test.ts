import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToDay, dayInZone, daysBetween, instantOfMoment, isRealDay, startOfDay } from './rule-dates.ts';

describe('days', () => {
  it.each([
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-04-31', false],
    ['2026-00-10', false],
    ['2026-13-01', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
  ])('%s exists: %s', (day, exists) => expect(isRealDay(day)).toBe(exists));

  it.each([
    ['2026-03-31', -1, 'm', '2026-02-28'],
    ['2024-02-29', -1, 'y', '2023-02-28'],
    ['2026-01-15', -1, 'm', '2025-12-15'],
    ['2026-01-15', 12, 'm', '2027-01-15'],
    ['2021-05-15', -7, 'd', '2021-05-08'],
    ['2026-01-01', -2, 'w', '2025-12-18'],
    ['2026-01-01', -9999, 'y', '0001-01-01'],
    ['2026-01-01', 9999, 'y', '9999-12-31'],
  ] as const)('%s %i%s is %s', (day, amount, unit, expected) => expect(addToDay(day, amount, unit)).toBe(expected));

  it('begin at the first instant of the day, also where clocks skip midnight', () => {
    expect(startOfDay('2026-07-15', 'Europe/Berlin').toISOString()).toBe('2026-07-14T22:00:00.000Z');
    expect(startOfDay('2026-04-24', 'Africa/Cairo').toISOString()).toBe('2026-04-23T22:00:00.000Z');
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });

  it('hold every instant between their start and the next day’s', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Pacific/Auckland',
      'Asia/Kathmandu',
      'Africa/Cairo',
      'UTC',
    );
    const instants = fc.date({
      min: new Date('1990-01-01T00:00:00Z'),
      max: new Date('2035-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const day = dayInZone(instant, zone);
        expect(startOfDay(day, zone).getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(startOfDay(addToDay(day, 1, 'd'), zone).getTime()).toBeGreaterThan(instant.getTime());
      }),
    );
  });

  it('are counted in whole days', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-01-01', '2025-12-31')).toBe(-1);
  });
});

describe('moments on the shop’s clock', () => {
  const at = (local: string) => instantOfMoment({ kind: 'moment', local }, 'Europe/Berlin').toISOString();

  it.each([
    ['2026-07-15T10:00:00', '2026-07-15T08:00:00.000Z'],
    // 02:30 does not exist on that day: the clock as it was before.
    ['2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
    // 02:30 comes twice on that day: the first time.
    ['2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
  ])('%s is %s', (local, instant) => expect(at(local)).toBe(instant));
});
