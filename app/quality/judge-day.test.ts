import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCount, type Series, timelineOf } from './baseline.ts';
import { figureOf } from './figures.ts';
import { groupAlarms } from './group-alarms.ts';
import { judgeDay, judgeSilence } from './judge-day.ts';
import { judgeFile } from './judge-file.ts';
import { specialDays } from './special-days.ts';

const FIRST = '2025-06-02';
const TIMELINE = timelineOf(FIRST, 120, specialDays('US', 2025, 2026));
const AT = 110;

/** Forty sales on weekdays, eighty on Saturdays, none on Sundays. */
function sales(change: (day: number, usual: number) => number = (_day, usual) => usual): Series {
  const usual = (day: number) => [0, 40, 41, 39, 40, 42, 80][TIMELINE.weekdays[day]!]!;
  return {
    of: Float64Array.from(TIMELINE.days, (_day, nth) => change(nth, usual(nth))),
    among: null,
    squares: null,
    masked: new Uint8Array(TIMELINE.days.length),
  };
}

describe('special days', () => {
  it.each([
    ['US', '2025-11-27', 'Thanksgiving'],
    ['US', '2025-11-28', 'Black Friday'],
    ['US', '2026-05-25', 'Memorial Day'],
    ['GB', '2026-04-03', 'Good Friday'],
    ['DE', '2025-06-09', 'Whit Monday'],
    ['FR', '2026-07-14', 'Bastille Day'],
  ])('in %s: %s is %s', (country, day, name) => {
    expect(specialDays(country, 2025, 2026).get(day)).toBe(name);
  });
});

describe('a day of a figure', () => {
  const watched = (series: Series) => [{ scope: { sourceId: 1, storeId: null }, figure: figureOf('orders'), series }];

  it('is as usual on a Saturday of twice the sales and on a Sunday of none', () => {
    for (let day = 90; day < 120; day++) {
      expect(judgeDay(watched(sales()), day, TIMELINE)).toEqual([]);
    }
  });

  it('is an alarm where sales stop, and never learns from it', () => {
    const series = sales((day, usual) => (day >= AT ? 0 : usual));
    expect(judgeDay(watched(series), AT, TIMELINE)).toMatchObject([{ figure: 'orders', found: 0, span: 1 }]);
    expect([...series.masked.subarray(AT - 1, AT + 1)]).toEqual([0, 1]);
  });

  it('is judged by the days before it alone', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (today, later) => {
        const verdict = (rest: number) =>
          judgeCount(
            sales((day, usual) => (day === AT ? today : day > AT ? rest : usual)),
            AT,
            1,
            TIMELINE,
          );
        expect(verdict(later)).toEqual(verdict(0));
        expect(verdict(0)?.expected).toBe(judgeCount(sales(), AT, 1, TIMELINE)?.expected);
      }),
    );
  });
});

describe('alarms', () => {
  const alarm = {
    scope: { sourceId: 1, storeId: null },
    value: null,
    day: FIRST,
    span: 1,
    z: 6,
    found: 2,
    expected: 1,
    rows: 9,
  };

  it('of sales that came twice explain that there are too many', () => {
    const causes = groupAlarms([
      { ...alarm, figure: 'orders', family: 'volume' },
      { ...alarm, figure: 'repeated', family: 'duplicates' },
    ]);
    expect(causes.map(({ key, alarms }) => [key, alarms.length])).toEqual([['duplicates:1', 2]]);
  });

  it('are none where customers come to several sources at once', () => {
    const rise = { ...alarm, figure: 'orders', family: 'volume' as const };
    expect(groupAlarms([rise, { ...rise, scope: { sourceId: 2, storeId: null } }])).toEqual([]);
  });
});

describe('a source that brings a file each Monday', () => {
  const arrivals = Array.from(
    { length: 8 },
    (_none, week) => `2025-${['06-02', '06-09', '06-16', '06-23', '06-30', '07-07', '07-14', '07-21'][week]}`,
  );
  it.each([
    ['2025-07-29', null],
    ['2025-07-31', 'late'],
    ['2025-08-11', 'silent'],
  ])('is on %s %s', (today, state) => {
    expect(judgeSilence(arrivals, today, null, new Map())?.state ?? null).toBe(state);
  });
});

describe('a file', () => {
  const file = { columns: ['Id', 'Email'], rows: 200, refused: 1, filled: { Id: 1, Email: 0.8 } };
  const judge = (change: object) =>
    judgeFile({ ...file, ...change }, [file, file, file], { mode: 'warn', required: ['Id'], leastRows: null }).map(
      (one) => one.kind,
    );
  it('is judged by its contract and the files before it', () => {
    expect(judge({})).toEqual([]);
    expect(judge({ columns: ['Id', 'Mail'], filled: { Id: 1, Mail: 0.8 } })).toEqual(['column_missing', 'column_new']);
    expect(judge({ columns: ['Email'] })).toEqual(['column_missing']);
    expect(judge({ rows: 60 })).toEqual(['rows_few']);
    expect(judge({ refused: 20 })).toEqual(['refused']);
    expect(judge({ filled: { Id: 1, Email: 0.2 } })).toEqual(['emptied']);
  });
});
