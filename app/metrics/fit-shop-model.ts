import { type BackTest, backTestValue } from './back-test-value.ts';
import { fitSpendModel } from './fit-spend-model.ts';
import { fitValueModel } from './fit-value-model.ts';
import { forecastSpans, type SpanForecast } from './forecast-spans.ts';
import { scoreCustomers, type ValueTerms } from './predict-value.ts';
import { type PurchaseLog, snapshotAt } from './purchase-log.ts';
import type { RfmCuts } from './rfm-cuts.ts';
import { type CategoryRhythm, type UsualRhythm, usualRhythm } from './rhythm.ts';
import type { ShopValueModel } from './shop-value-model.ts';
import { factsOf, type WorthBasis } from './value-facts.ts';
import type { BuyingHistories, Fit, FittedSpendModel, FittedValueModel } from './value-model-types.ts';
import { buildScales, type ValueWeights } from './value-score.ts';

/** What a fit needs to know, as data that a thread can be handed. Days counted from 1970-01-01 in the shop's zone. */
export interface FitInput {
  readonly today: number;
  /** Customers who bought, in the whole shop. */
  readonly buyers: number;
  readonly terms: ValueTerms;
  /** Of all customers, or of a large sample. */
  readonly histories: BuyingHistories;
  readonly repeatMeanMinor: Float64Array;
  /** Days with an order of a sample of customers, for exams and rhythm. */
  readonly log: PurchaseLog;
  readonly categories: readonly CategoryRhythm[];
  readonly cuts: RfmCuts;
  readonly onlineCuts: RfmCuts;
  readonly goodsMargin: number | null;
  readonly weights: ValueWeights;
  readonly requestCostMinor: number | null;
  /** Of a sample of the customers. */
  readonly worth: readonly WorthBasis[];
}

/** Back-test, choice, fit and what scores are read by. Pure; seconds for a large shop, so it runs in a thread of its own. */
export function fitShopModel(input: FitInput): ShopValueModel {
  const backTest = backTestValue(input.log, input.today);
  // Without an exam the MBG/NBD: it leans least on what a short history cannot tell.
  const fit = fitValueModel(backTest.chosen ?? 'mbg_nbd', input.histories);
  const spend = fitSpendModel(input.histories.repeats, input.repeatMeanMinor);
  const model = fit.kind === 'fitted' ? fit.model : null;
  const spendModel = model !== null && spend.kind === 'fitted' ? spend.model : null;
  return {
    model,
    spendModel,
    terms: input.terms,
    goodsMargin: input.goodsMargin,
    weights: input.weights,
    requestCostMinor: input.requestCostMinor,
    scales: buildScales(input.worth.flatMap((basis) => factsOf(basis, input.goodsMargin) ?? [])),
    usual: usualOfAll(input.log),
    categories: input.categories,
    cuts: input.cuts,
    onlineCuts: input.onlineCuts,
    tierCuts: model === null || spendModel === null ? null : tierCutsOf(model, spendModel, input),
    months: model === null ? [] : monthsAhead({ model, spendModel, backTest }, input),
    backTest,
    sentences: sentencesOf(fit, spend, backTest),
  };
}

function usualOfAll(log: PurchaseLog): UsualRhythm | null {
  const gaps: number[] = [];
  for (let customer = 0; customer < log.customers; customer++) {
    for (let i = log.start[customer]! + 1; i < log.start[customer + 1]!; i++) gaps.push(log.day[i]! - log.day[i - 1]!);
  }
  return usualRhythm(gaps);
}

function tierCutsOf(
  model: FittedValueModel,
  spendModel: FittedSpendModel,
  input: FitInput,
): ShopValueModel['tierCuts'] {
  const { histories, meanRepeatAmount } = snapshotAt(input.log, input.today);
  const scores = scoreCustomers(model, spendModel, histories, meanRepeatAmount, {
    ...input.terms,
    horizonsMonths: [12],
  });
  const spend = scores.horizons[0]!.spend.slice().sort();
  if (spend.length === 0) return null;
  const at = (share: number): number => Math.round(spend[Math.floor(share * spend.length)]!);
  return { middle: at(1 / 3), upper: at(2 / 3) };
}

const MONTHS_AHEAD = 12;
const MONTH_DAYS = 365.25 / 12;

/** The months to come of today's customers: forecast for the sample and drawn up to all of them, corrected by past misses. */
function monthsAhead(
  fitted: { model: FittedValueModel; spendModel: FittedSpendModel | null; backTest: BackTest },
  input: FitInput,
): SpanForecast[] {
  const { model, spendModel, backTest } = fitted;
  const group = snapshotAt(input.log, input.today);
  const endsDays = Array.from({ length: MONTHS_AHEAD }, (_, month) => Math.round((month + 1) * MONTH_DAYS));
  const factor = input.buyers / Math.max(1, group.customer.length);
  const { misses, totalCorrection: correction } = backTest;
  return forecastSpans(model, spendModel, group, { endsDays, misses, correction }).map((span) => ({
    ...span,
    orders: span.orders * factor,
    ordersLow: span.ordersLow * factor,
    ordersHigh: span.ordersHigh * factor,
    spend: span.spend === null ? null : Math.round(span.spend * factor),
  }));
}

function sentencesOf(fit: Fit<FittedValueModel>, spend: Fit<FittedSpendModel>, backTest: BackTest): string[] {
  if (fit.kind === 'not_enough_data') return [fit.sentence];
  const ofSpend = spend.kind === 'not_enough_data' ? [spend.sentence] : spend.model.warnings;
  return [...new Set([...backTest.warnings, ...fit.model.warnings, ...ofSpend])];
}
