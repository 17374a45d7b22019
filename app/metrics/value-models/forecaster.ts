import type { FittedValueModel } from '../value-model-types.ts';
import { type CountOutlook, outlookOf } from './count-outlook.ts';
import { DAYS_PER_WEEK, historyKey } from './history-table.ts';
import { modelFamilies } from './model-families.ts';
import type { ModelFamily } from './model-family.ts';

/** A fitted model that answers for any history and span, in days. */
export interface Forecaster {
  alive(repeats: number, recencyDays: number, ageDays: number): number;
  /** Mean number of orders of a living customer in the next days. */
  meanIfAlive(repeats: number, ageDays: number, spanDays: number): number;
  /** Probability that a living customer orders nothing in the next days. */
  noneIfAlive(repeats: number, ageDays: number, spanDays: number): number;
  /** The mean with its whole distribution. */
  outlookIfAlive(repeats: number, ageDays: number, spanDays: number): CountOutlook;
}

/** Remembers its answers: nearly all customers share their repeats and age with somebody else, most their whole history. */
export function createForecaster(model: FittedValueModel): Forecaster {
  const family: ModelFamily = modelFamilies[model.kind];
  const p = family.parameterNames.map((parameter) => model.parameters[parameter]!);
  const weeks = (days: number): number => days / DAYS_PER_WEEK;
  const mean = remember((repeats, ageDays, spanDays) =>
    family.ordersIfAlive(p, repeats, weeks(ageDays), weeks(spanDays)),
  );
  return {
    alive: remember((repeats, recencyDays, ageDays) =>
      family.aliveProbability(p, repeats, weeks(recencyDays), weeks(ageDays)),
    ),
    meanIfAlive: mean,
    noneIfAlive: remember((repeats, ageDays, spanDays) =>
      family.countsIfAlive(p, repeats, weeks(ageDays), weeks(spanDays))(),
    ),
    outlookIfAlive: remember((repeats, ageDays, spanDays) =>
      outlookOf(family.countsIfAlive(p, repeats, weeks(ageDays), weeks(spanDays)), mean(repeats, ageDays, spanDays)),
    ),
  };
}

type OfHistory<Answer> = (repeats: number, days: number, otherDays: number) => Answer;

function remember<Answer>(work: OfHistory<Answer>): OfHistory<Answer> {
  const answers = new Map<number, Answer>();
  return (repeats, days, otherDays) => {
    const key = historyKey(repeats, days, otherDays);
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = work(repeats, days, otherDays);
      answers.set(key, answer);
    }
    return answer;
  };
}
