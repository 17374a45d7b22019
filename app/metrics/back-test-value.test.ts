import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backTestValue } from './back-test-value.ts';
import { areaUnderCurve, markForecast } from './forecast-marks.ts';
import { forecastSpans } from './forecast-spans.ts';
import { buildPurchaseLog, type Purchase } from './purchase-log.ts';
import { isHeld, type MonthTotal, missesOf, monthBand, monthsHeld } from './value-band.ts';
import type { FittedValueModel } from './value-model-types.ts';

function shop(customers: number, days: number): Purchase[] {
  return Array.from({ length: customers }, (_, customer) => {
    const start = (customer * 7) % Math.floor(days / 2);
    const gap = 15 + (customer % 9) * 6;
    const orders = customer % 3 === 0 ? 1 : customer % 3 === 1 ? 4 : 1_000;
    return Array.from({ length: orders }, (_, order) => ({ customer, day: start + order * gap, amount: 10 })).filter(
      (purchase) => purchase.day <= days,
    );
  }).flat();
}

describe('the back-test', () => {
  it('chooses a model on the past alone and says why', () => {
    const test = backTestValue(buildPurchaseLog(shop(300, 400), 300), 400);
    expect(test.exams.map((exam) => exam.untilDay - exam.originDay)).toEqual([200, 133, 91]);
    expect(test.chosen).not.toBeNull();
    expect(test.sentence).toContain('tests on this shop’s own past');
    expect(test.beatsNaive).toBe(true);
  });

  it('has nothing to say of a shop that opened last month', () => {
    const test = backTestValue(buildPurchaseLog(shop(600, 40), 600), 40);
    expect(test.chosen).toBeNull();
    expect(test.beatsNaive).toBe(false);
  });
});

describe('marks', () => {
  it('counts ties half in the area under the curve', () => {
    expect(areaUnderCurve([1, 2, 2, 3], [0, 0, 1, 1])).toBe(0.875);
    expect(areaUnderCurve([1, 1], [0, 1])).toBe(0.5);
    expect(areaUnderCurve([1, 2], [0, 0])).toBeNull();
  });

  it('marks a perfect forecast without error', () => {
    const marks = markForecast([0.001, 1, 2], [0, 1, 2]);
    expect(marks.mae).toBeLessThan(0.001);
    expect(marks.correlation).toBeCloseTo(1, 6);
    expect(marks.totalError).toBeCloseTo(0, 3);
  });

  it('gives no total error when nothing came and no correlation without spread', () => {
    const marks = markForecast([1, 1], [0, 0]);
    expect([marks.totalError, marks.correlation, marks.auc]).toEqual([null, null, null]);
  });
});

/** A month that came out by `share` above its forecast; without chance unless told. */
const missing = (share: number, more: Partial<MonthTotal> = {}): MonthTotal => ({
  until: 30,
  fromDays: 0,
  days: 30,
  predicted: 1000,
  variance: 0,
  actual: 1000 * (1 + share),
  ...more,
});

/** Months one after the other. */
const record = (shares: readonly number[], more: Partial<MonthTotal> = {}): MonthTotal[] =>
  shares.map((share, at) => missing(share, { until: 30 * (at + 1), ...more }));

describe('bands', () => {
  it('takes a shop without a record to miss as others do', () => {
    expect(missesOf([])).toEqual({ low: -0.23, high: 0.23, growth: 0.5 });
  });

  it('grow narrow where chance alone explains every month', () => {
    const { low, high } = missesOf(
      record(
        Array.from({ length: 40 }, () => 0.02),
        { variance: 1000 },
      ),
    );
    expect(high).toBeLessThan(0.01);
    expect(low).toBeGreaterThan(-0.01);
  });

  it('hold four of five months of nothing but chance', () => {
    const random = seeded(9);
    const chance = () => 0.1 * normal(random);
    const known = record(Array.from({ length: 400 }, chance), { variance: 10_000 });
    const misses = missesOf(known);
    const fresh = Array.from({ length: 4_000 }, () => missing(chance(), { variance: 10_000 }));
    const share = fresh.filter((month) => isHeld(month, misses)).length / fresh.length;
    expect(share).toBeGreaterThan(0.77);
    expect(share).toBeLessThan(0.83);
  });

  it('leave a tenth of a long record beyond either end, however far those strayed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.9, max: 6, noNaN: true }), { minLength: 200, maxLength: 300 }),
        (shares) => {
          const months = record(shares);
          const misses = missesOf(months);
          const above = months.filter((month) => month.actual > monthBand(month, misses).high).length;
          const below = months.filter((month) => month.actual < monthBand(month, misses).low).length;
          expect(above / months.length).toBeLessThan(0.125);
          expect(below / months.length).toBeLessThan(0.125);
          const tied = months.filter((month) => isHeld(month, misses)).length;
          expect(tied / months.length).toBeGreaterThan(0.77);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('reach up where months came above their forecast, and down where they came below', () => {
    const up = missesOf(record(Array.from({ length: 20 }, (_, at) => 0.02 * at)));
    const down = missesOf(record(Array.from({ length: 20 }, (_, at) => -0.02 * at)));
    expect(up.high).toBeGreaterThan(3 * -up.low);
    expect([-down.high, -down.low]).toEqual([expect.closeTo(up.low, 10), expect.closeTo(up.high, 10)]);
  });

  it.each([
    // However far a shop's months stray: the more of them there are, the less it leans on what is usual, and errs on the wide side.
    [9, 0.15, 0.78, 0.88],
    [21, 0.08, 0.8, 0.9],
    [21, 0.15, 0.77, 0.85],
    [21, 0.4, 0.75, 0.83],
    [60, 0.08, 0.78, 0.84],
    [60, 0.4, 0.77, 0.83],
  ])('hold a new month in four of five cases: %i months that stray by %f', (length, spread, least, most) => {
    const random = seeded(5);
    const bell = () => spread * normal(random);
    const trials = Array.from({ length: 3_000 }, () =>
      isHeld(missing(bell()), missesOf(record(Array.from({ length }, bell)))),
    );
    const share = trials.filter(Boolean).length / trials.length;
    expect(share).toBeGreaterThan(least);
    expect(share).toBeLessThan(most);
  });

  it('never reach below zero', () => {
    const [around, below] = [
      { low: -0.2, high: 0.2, growth: 0.5 },
      { low: -0.9, high: -0.5, growth: 0.5 },
    ];
    expect(monthBand({ predicted: 2, variance: 9, fromDays: 0 }, around).low).toBe(0);
    expect(monthBand({ predicted: 10, variance: 0, fromDays: 300 }, below)).toEqual({ low: 0, high: 0 });
  });

  it.each([0, 0.5, 1])('learn how fast misses grow with the time ahead: by its power of %f', (growth) => {
    const months = Array.from({ length: 96 }, (_, at) => {
      const fromDays = 30 * (at % 12);
      return missing(0.21 * Math.cos(at * 2.4) * (1 + fromDays / 30) ** growth, { fromDays, until: 30 * (at + 1) });
    });
    const misses = missesOf(months);
    expect(Math.abs(misses.growth - growth)).toBeLessThanOrEqual(0.15);
    const above = (fromDays: number) => monthBand({ predicted: 1000, variance: 0, fromDays }, misses).high - 1000;
    expect(above(240) / above(0)).toBeCloseTo(9 ** misses.growth, 10);
  });

  it('count a day that several tests forecast once between them', () => {
    const once = record([0.3, -0.1, 0.05, 0.2]);
    expect(missesOf([...once, ...once, ...once])).toEqual({
      low: expect.closeTo(missesOf(once).low, 10),
      high: expect.closeTo(missesOf(once).high, 10),
      growth: missesOf(once).growth,
    });
  });

  it('are judged by the misses of other days only', () => {
    const quiet = Array.from({ length: 12 }, (_, at) => missing(0, { until: 30 * (at + 1) }));
    const storm = [missing(2, { until: 390 }), missing(2, { until: 390 }), missing(2, { until: 395 })];
    expect(monthsHeld([...quiet, ...storm])).toEqual({ held: 12, months: 15 });
    expect(monthsHeld([])).toEqual({ held: 0, months: 0 });
  });

  it('splits a year into months that sum to the year', () => {
    const model: FittedValueModel = {
      kind: 'pareto_nbd',
      parameters: { r: 0.6, alpha: 10, s: 0.6, beta: 12 },
      logLikelihood: 0,
      customers: 3,
      repeatCustomers: 2,
      covariance: null,
      dropout: 'identified',
      basis: 'own',
      warnings: [],
    };
    const group = {
      histories: {
        repeats: Int32Array.from([0, 3, 12]),
        recencyDays: Int32Array.from([0, 200, 290]),
        ageDays: Int32Array.from([100, 300, 300]),
        weight: null,
      },
      meanRepeatAmount: Float64Array.from([0, 20, 30]),
    };
    const spend = {
      parameters: { p: 6, q: 4, gamma: 15 },
      logLikelihood: 0,
      customers: 3,
      correlation: null,
      warnings: [],
    };
    const known = { misses: { low: -0.2, high: -0.1, growth: 0.5 }, correction: 1.1 };
    const months = forecastSpans(model, spend, group, { endsDays: [31, 61, 92, 365], ...known });
    const [year] = forecastSpans(model, spend, group, { endsDays: [365], ...known });
    expect(months.reduce((sum, month) => sum + month.orders, 0)).toBeCloseTo(year!.orders, 9);
    expect(months.reduce((sum, month) => sum + month.spend!, 0)).toBeCloseTo(year!.spend!, 9);
    expect(months.every((month) => month.ordersLow <= month.orders && month.orders <= month.ordersHigh)).toBe(true);
  });
});

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
