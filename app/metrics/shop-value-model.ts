import type { BackTest } from './back-test-value.ts';
import type { SpanForecast } from './forecast-spans.ts';
import type { ValueTerms } from './predict-value.ts';
import type { RfmCuts } from './rfm-cuts.ts';
import type { CategoryRhythm, UsualRhythm } from './rhythm.ts';
import type { FittedSpendModel, FittedValueModel } from './value-model-types.ts';
import type { ValueScales, ValueWeights } from './value-score.ts';

/** All that a shop's customers are scored by, as plain data. Money in minor units. It stays as fitted until the next fit. */
export interface ShopValueModel {
  /** Null: not enough data; `sentences` says so. */
  readonly model: FittedValueModel | null;
  readonly spendModel: FittedSpendModel | null;
  /** Margin of all goods together, and a month's discount. */
  readonly terms: ValueTerms;
  /** Share kept of goods whose cost is not known; null: nothing is known of costs. */
  readonly goodsMargin: number | null;
  /** How the parts of value weigh, and what they are measured by; null until the next fit of a model that knew neither. */
  readonly weights: ValueWeights | null;
  readonly scales: ValueScales | null;
  /** For showing: what a request to the service desk costs, minor units; null: not told. */
  readonly requestCostMinor: number | null;
  /** Null when nobody came back. */
  readonly usual: UsualRhythm | null;
  /** How soon people come back for each kind of goods, for those with little rhythm of their own. */
  readonly categories: readonly CategoryRhythm[];
  readonly cuts: RfmCuts;
  /** The same of online orders alone: what the groups would be without the till. */
  readonly onlineCuts: RfmCuts;
  /** Predicted spend of twelve months from which a customer is in the middle and in the upper third; null without a spend model. */
  readonly tierCuts: { readonly middle: number; readonly upper: number } | null;
  /** The next twelve months of all of today's customers together, with 80 % ranges; empty without a model. */
  readonly months: readonly SpanForecast[];
  readonly backTest: BackTest;
  /** For the merchant: why there is no forecast, or what limits it. */
  readonly sentences: readonly string[];
}
export type ModelGrade = 'good' | 'fair' | 'weak' | 'untested' | 'none';

/** What the exams say of the model, in one word and one sentence. Good: better than the naive rules and within 15 % of the total. */
export function gradeModel(shopModel: Pick<ShopValueModel, 'model' | 'backTest' | 'sentences'>): {
  readonly grade: ModelGrade;
  readonly sentence: string;
} {
  const { model, backTest } = shopModel;
  if (model === null) return { grade: 'none', sentence: shopModel.sentences[0] ?? 'Not enough data.' };
  if (backTest.chosen === null || backTest.exams.length === 0) {
    return { grade: 'untested', sentence: 'The history is too short for a test on its own past.' };
  }
  const misses = backTest.exams.map((exam) => exam.models[backTest.chosen!]?.totalError ?? null);
  const worst = Math.max(...misses.map((miss) => Math.abs(miss ?? 1)));
  const missed = `missed the number of orders by at most ${(worst * 100).toFixed(0)} %`;
  const tests = `${backTest.exams.length} ${backTest.exams.length === 1 ? 'test' : 'tests'} on this shop’s own past`;
  if (!backTest.beatsNaive) {
    return { grade: 'weak', sentence: `In ${tests} it did no better than simple rules; it ${missed}.` };
  }
  const grade = worst <= 0.15 ? 'good' : 'fair';
  return { grade, sentence: `In ${tests} it did better than simple rules and ${missed}.` };
}
