import { expect, it } from 'vitest';
import { fitSpendModel } from './fit-spend-model.ts';
import { DROPOUT_SENTENCE, fitValueModel } from './fit-value-model.ts';
import { forecastCustomer, scoreCustomers } from './predict-value.ts';
import type { BuyingHistories, FittedSpendModel, FittedValueModel } from './value-model-types.ts';

/** Customers who buy every 20 to 50 days; the odd ones stop after `stop` orders, the even ones never. */
function regulars(size: number, stop: number): BuyingHistories {
  const rows = Array.from({ length: size }, (_, i) => {
    const gap = 20 + (i % 7) * 5;
    const ageDays = 300 + (i % 11) * 7;
    const possible = Math.floor(ageDays / gap);
    const repeats = i % 2 === 0 ? possible : Math.min(possible, stop);
    return { repeats, recencyDays: repeats * gap, ageDays };
  });
  return {
    repeats: Int32Array.from(rows, (row) => row.repeats),
    recencyDays: Int32Array.from(rows, (row) => row.recencyDays),
    ageDays: Int32Array.from(rows, (row) => row.ageDays),
    weight: null,
  };
}

function fitted(kind: 'bg_nbd' | 'pareto_nbd' | 'nbd', histories: BuyingHistories): FittedValueModel {
  const fit = fitValueModel(kind, histories);
  if (fit.kind !== 'fitted') throw new Error(fit.sentence);
  return fit.model;
}

it('says in words when a shop of twenty has too little to go by', () => {
  const fit = fitValueModel('pareto_nbd', regulars(20, 2));
  expect(fit).toEqual({
    kind: 'not_enough_data',
    sentence:
      'Not enough data: 20 customers, 20 of whom came back. A forecast needs at least 50 customers and 10 who came back.',
  });
});

it('says the same when nobody ever came back', () => {
  const none = { ...regulars(1_000, 2), repeats: new Int32Array(1_000), recencyDays: new Int32Array(1_000) };
  expect(fitValueModel('bg_nbd', none).kind).toBe('not_enough_data');
});

it('borrows from other shops for a small one and says so', () => {
  const model = fitted('pareto_nbd', regulars(120, 2));
  expect(model.basis).toBe('pooled');
  expect(model.warnings.join(' ')).toContain('other shops');
});

it('sees dropout where half the customers stop', () => {
  const model = fitted('bg_nbd', regulars(1_200, 2));
  expect(model.dropout).toBe('identified');
});

it('says that dropout cannot be told where all go on, and gives no probability alive', () => {
  const histories = regulars(1_200, 1_000);
  const model = fitted('bg_nbd', histories);
  expect(model.dropout).toBe('not_identifiable');
  expect(model.warnings).toContain(DROPOUT_SENTENCE);
  const customer = { repeats: 4, recencyDays: 100, ageDays: 300, meanRepeatAmount: 0 };
  expect(forecastCustomer(model, null, customer, { monthlyDiscountRate: 0.01, margin: 1 }).aliveProbability).toBeNull();
});

it('gives the same bytes for the same customers in another order', () => {
  const histories = regulars(700, 2);
  const backwards = {
    repeats: histories.repeats.slice().reverse(),
    recencyDays: histories.recencyDays.slice().reverse(),
    ageDays: histories.ageDays.slice().reverse(),
    weight: null,
  };
  expect(JSON.stringify(fitted('pareto_nbd', backwards))).toBe(JSON.stringify(fitted('pareto_nbd', histories)));
});

const spendModel: FittedSpendModel = {
  parameters: { p: 6.25, q: 3.74, gamma: 15.44 },
  logLikelihood: 0,
  customers: 946,
  correlation: 0.1,
  warnings: [],
};

it('discounts each month, takes the margin, and keeps the ranges around the means', () => {
  const model = fitted('pareto_nbd', regulars(1_200, 2));
  const customer = { repeats: 5, recencyDays: 150, ageDays: 300, meanRepeatAmount: 40 };
  const forecast = forecastCustomer(model, spendModel, customer, { monthlyDiscountRate: 0.01, margin: 0.4 });
  const [year, three] = forecast.outlooks;
  expect(forecast.orderValue).toBeGreaterThan(37);
  expect(forecast.orderValue).toBeLessThan(40);
  expect(year!.value).toBeLessThan(year!.spend! * 0.4);
  expect(year!.value).toBeGreaterThan((year!.spend! * 0.4) / 1.01 ** 12);
  expect(three!.orders).toBeGreaterThan(year!.orders);
  expect(year!.ordersLow).toBeLessThanOrEqual(year!.orders);
  expect(year!.ordersHigh).toBeGreaterThanOrEqual(year!.orders);
  expect(year!.spendLow).toBeLessThan(year!.spend!);
  expect(year!.spendHigh).toBeGreaterThan(year!.spend!);
});

it('scores many customers with the figures one customer gets', () => {
  const histories = regulars(600, 2);
  const model = fitted('bg_nbd', histories);
  const amounts = Float64Array.from(histories.repeats, (_, i) => 10 + (i % 30));
  const terms = { monthlyDiscountRate: 0.01, margin: 0.5 };
  const scores = scoreCustomers(model, spendModel, histories, amounts, terms);
  for (const row of [0, 1, 77, 599]) {
    const one = forecastCustomer(
      model,
      spendModel,
      {
        repeats: histories.repeats[row]!,
        recencyDays: histories.recencyDays[row]!,
        ageDays: histories.ageDays[row]!,
        meanRepeatAmount: amounts[row]!,
      },
      terms,
    );
    expect(scores.horizons[0]!.value[row]).toBe(one.outlooks[0]!.value);
    expect(scores.horizons[1]!.ordersHigh[row]).toBe(one.outlooks[1]!.ordersHigh);
    expect(scores.aliveProbability[row]).toBe(one.aliveProbability);
    expect(scores.silenceProbability[row]).toBe(one.silenceProbability);
  }
});

it('fits order values in any unit of money', () => {
  const orders = Int32Array.from({ length: 500 }, (_, i) => 1 + (i % 5));
  const amounts = Float64Array.from(orders, (x, i) => 20 + ((i * 37) % 50) + x);
  const [euros, cents] = [
    fitSpendModel(orders, amounts),
    fitSpendModel(
      orders,
      amounts.map((v) => v * 100),
    ),
  ];
  if (euros.kind !== 'fitted' || cents.kind !== 'fitted') throw new Error('not fitted');
  expect(cents.model.parameters.p).toBeCloseTo(euros.model.parameters.p, 3);
  expect(cents.model.parameters.gamma / euros.model.parameters.gamma).toBeCloseTo(100, 2);
});
