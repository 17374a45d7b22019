import { describe, expect, it } from 'vitest';
import { backTestValue } from './back-test-value.ts';
import { areaUnderCurve, markForecast } from './forecast-marks.ts';
import { forecastSpans } from './forecast-spans.ts';
import { buildPurchaseLog, type Purchase } from './purchase-log.ts';
import { monthBand, strayOf } from './value-band.ts';
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

describe('bands', () => {
  it('takes a shop without a record to miss as others do', () => {
    expect(strayOf([])).toBeCloseTo(0.18, 2);
    const steady = Array.from({ length: 40 }, () => ({
      until: 0,
      fromDays: 0,
      predicted: 100,
      variance: 100,
      actual: 100,
    }));
    expect(strayOf(steady)).toBeLessThan(0.05);
  });

  it('holds four in five months of a long record, whatever the worst of them were', () => {
    const missing = (share: number) => ({
      until: 0,
      fromDays: 0,
      predicted: 1000,
      variance: 0,
      actual: 1000 * (1 + share),
    });
    const months = Array.from({ length: 400 }, (_, at) => missing(at < 330 ? 0.0005 * at : 3));
    const stray = strayOf(months);
    const held = months.filter((month) => month.actual <= monthBand(month, stray).high).length;
    expect(held / months.length).toBeGreaterThan(0.78);
    expect(held / months.length).toBeLessThan(0.83);
  });

  it('never reaches below zero', () => {
    expect(monthBand({ predicted: 2, variance: 9, fromDays: 0 }, 0.2).low).toBe(0);
  });

  it('widen by the root of the time, as misses of a random walk do, and learn from late months what early ones miss', () => {
    const width = (fromDays: number) => {
      const { low, high } = monthBand({ predicted: 1000, variance: 0, fromDays }, 0.1);
      return high - low;
    };
    expect(width(240) / width(0)).toBeCloseTo(3, 10);
    const months = (fromDays: number, share: number) =>
      Array.from({ length: 100 }, () => ({
        until: 0,
        fromDays,
        predicted: 1000,
        variance: 0,
        actual: 1000 * (1 + share),
      }));
    expect(strayOf(months(90, 0.2))).toBeCloseTo(strayOf(months(0, 0.1)), 10);
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
    const months = forecastSpans(model, spend, group, { endsDays: [31, 61, 92, 365], stray: 0.1 });
    const [year] = forecastSpans(model, spend, group, { endsDays: [365], stray: 0.1 });
    expect(months.reduce((sum, month) => sum + month.orders, 0)).toBeCloseTo(year!.orders, 9);
    expect(months.reduce((sum, month) => sum + month.spend!, 0)).toBeCloseTo(year!.spend!, 9);
    expect(months.every((month) => month.ordersLow <= month.orders && month.orders <= month.ordersHigh)).toBe(true);
  });
});
