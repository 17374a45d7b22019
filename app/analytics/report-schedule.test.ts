import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayBefore, dueDay, readRecipients } from './report-schedule.ts';

describe('a report’s schedule', () => {
  it.each([
    ['daily', '2026-11-28', '2026-11-28'],
    ['weekly', '2026-11-28', '2026-11-23'],
    ['weekly', '2026-11-23', '2026-11-23'],
    ['weekly', '2026-11-29', '2026-11-23'],
    ['monthly', '2026-11-28', '2026-11-01'],
    ['monthly', '2027-01-01', '2027-01-01'],
  ] as const)('of %s is due, on %s, for %s', (schedule, today, due) => {
    expect(dueDay(schedule, today)).toBe(due);
  });

  it('is never due after today, stays the same until the next one, and without one never', () => {
    const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom('daily', 'weekly', 'monthly'), (at, schedule) => {
        const today = at.toISOString().slice(0, 10);
        const due = dueDay(schedule, today)!;
        expect(due <= today).toBe(true);
        expect(dueDay(schedule, due)).toBe(due);
        expect(dueDay(schedule, dayBefore(due))! < due).toBe(true);
        expect(dueDay('none', today)).toBeNull();
      }),
      { seed: 4 },
    );
  });

  it('takes addresses apart and names the one that is none', () => {
    expect(readRecipients(' a@x.test;b@x.test\n a@x.test ')).toEqual(['a@x.test', 'b@x.test']);
    expect(readRecipients('')).toEqual([]);
    expect(() => readRecipients('a@x.test, nobody')).toThrow('“nobody” is no e-mail address.');
  });
});
