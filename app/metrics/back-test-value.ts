import { DROPOUT_SENTENCE, fitValueModel } from './fit-value-model.ts';
import { areaUnderCurve, type ForecastMarks, markForecast } from './forecast-marks.ts';
import { ordersBetween, type PurchaseLog, type Snapshot, snapshotAt } from './purchase-log.ts';
import { type Misses, type MonthTotal, missesOf, monthlyTotals, monthsHeld } from './value-band.ts';
import type { FittedValueModel, ValueModelKind } from './value-model-types.ts';
import { countCoverage } from './value-models/count-coverage.ts';
import { createForecaster } from './value-models/forecaster.ts';
import { sampleLog } from './value-models/sample-log.ts';

/** A stretch of the shop's own past used as an exam: fitted on what was known at the end of `originDay`, marked on the days after. */
export interface Exam {
  readonly originDay: number;
  readonly untilDay: number;
  readonly customers: number;
  readonly models: { readonly [kind in ValueModelKind]?: ModelMarks | undefined };
  readonly naive: NaiveMarks;
}

export interface ModelMarks extends ForecastMarks {
  /** Share of customers whose number of orders fell inside the 80 % range, ties at its edges counted in part. */
  readonly coverage80: number;
  readonly months: readonly MonthTotal[];
}

export interface NaiveMarks {
  /** Everybody goes on at the own rate so far: repeats by age. */
  readonly ownRate: ForecastMarks;
  /** Nobody ever comes back. */
  readonly zero: ForecastMarks;
  /** Ranking by days since the last order alone. */
  readonly recencyAuc: number | null;
}

export interface BackTest {
  readonly exams: readonly Exam[];
  /** The model to use, or null when the history is too short or small for any exam. */
  readonly chosen: ValueModelKind | null;
  /** Why, for the merchant. */
  readonly sentence: string;
  /** Whether the chosen model had a smaller root mean square error than both naive rules. */
  readonly beatsNaive: boolean;
  /** What to multiply a total with to allow for past misses: the exams' geometric mean of actual by predicted, drawn to 1. */
  readonly totalCorrection: number;
  /** How the first month's total strays from the chosen model's forecast beyond chance; later ones stray further. */
  readonly misses: Misses;
  /** In how many of the exams' months the 80 % range would have held, each drawn by the others. */
  readonly monthsHeld: { readonly held: number; readonly months: number };
  readonly warnings: readonly string[];
}

const CANDIDATES = ['pareto_nbd', 'mbg_nbd', 'bg_nbd'] as const;
const CAPS_DAYS = [365, 182, 91] as const;
const SHORTEST_EXAM_DAYS = 28;
const CUSTOMER_LIMIT = 20_000;
/** Deviances this close are held equal: on public logs the order within 2 % is not the same from one exam to the next. */
const TIE = 0.02;

/**
 * Rolling back-test inside the history up to `until`: the last half, third and quarter of it (at most 12, 6 and 3 months) are forecast
 * from the time before. Rule of choice: the smallest mean Poisson deviance; of models within 2 % of it the smallest mean absolute
 * error; the NBD where dropout cannot be told. Beyond 20,000 customers every n-th is examined. Seconds at most.
 */
export function backTestValue(wholeLog: PurchaseLog, until: number): BackTest {
  const log = sampleLog(wholeLog, CUSTOMER_LIMIT);
  const first = log.day.reduce((earliest, day) => Math.min(earliest, day), until);
  const exams = CAPS_DAYS.map((cap, i) => Math.min(cap, Math.floor((until - first) / (i + 2))))
    .filter((days) => days >= SHORTEST_EXAM_DAYS)
    .map((days) => holdExam(log, until - days, until));
  const history = snapshotAt(log, until).histories;
  const anchor = fitValueModel('bg_nbd', history);
  const isBlind = anchor.kind === 'fitted' && anchor.model.dropout === 'not_identifiable';
  const chosen = isBlind ? 'nbd' : choose(exams);
  const months = chosen === null ? [] : exams.flatMap((exam) => exam.models[chosen]?.months ?? []);
  return {
    exams,
    chosen,
    sentence: explain(exams, chosen, isBlind),
    beatsNaive: chosen !== null && beatsNaive(exams, chosen),
    totalCorrection: chosen === null ? 1 : correctionOf(exams, chosen),
    misses: missesOf(months),
    monthsHeld: monthsHeld(months),
    warnings: isBlind ? [DROPOUT_SENTENCE] : [],
  };
}

/** Forecasts the days after `originDay` until `untilDay` with every model and naive rule, knowing nothing later than the origin. */
function holdExam(log: PurchaseLog, originDay: number, untilDay: number): Exam {
  const snapshot = snapshotAt(log, originDay);
  const { count } = ordersBetween(log, snapshot.customer, originDay, untilDay);
  const models: Partial<Record<ValueModelKind, ModelMarks>> = {};
  for (const kind of [...CANDIDATES, 'nbd'] as const) {
    const fit = fitValueModel(kind, snapshot.histories);
    if (fit.kind === 'fitted') models[kind] = markModel(fit.model, { log, snapshot, count, untilDay });
  }
  const naive = markNaive(snapshot, count, untilDay - originDay);
  return { originDay, untilDay, customers: snapshot.customer.length, models, naive };
}

/** Marks one fitted model on what came after the snapshot it was fitted on. */
export function markModel(
  model: FittedValueModel,
  exam: {
    readonly log: PurchaseLog;
    readonly snapshot: Snapshot;
    readonly count: Float64Array;
    readonly untilDay: number;
  },
): ModelMarks {
  const forecaster = createForecaster(model);
  const { repeats, recencyDays, ageDays } = exam.snapshot.histories;
  const span = exam.untilDay - exam.snapshot.day;
  const predicted = Float64Array.from(repeats, (x, i) => {
    return forecaster.alive(x, recencyDays[i]!, ageDays[i]!) * forecaster.meanIfAlive(x, ageDays[i]!, span);
  });
  return {
    ...markForecast(predicted, exam.count),
    coverage80: countCoverage(forecaster, exam.snapshot.histories, span, exam.count),
    months: monthlyTotals(exam.log, exam.snapshot, forecaster, exam.untilDay),
  };
}

/** Marks the rules that need no model. */
export function markNaive(snapshot: Snapshot, count: Float64Array, spanDays: number): NaiveMarks {
  const { repeats, recencyDays, ageDays } = snapshot.histories;
  const ownRate = Float64Array.from(repeats, (x, i) => (ageDays[i]! > 0 ? (x / ageDays[i]!) * spanDays : 0));
  return {
    ownRate: markForecast(ownRate, count),
    zero: markForecast(new Float64Array(count.length), count),
    recencyAuc: areaUnderCurve(
      recencyDays.map((recency, i) => recency - ageDays[i]!),
      count,
    ),
  };
}

function choose(exams: readonly Exam[]): ValueModelKind | null {
  const able = CANDIDATES.filter((kind) => exams.length > 0 && exams.every((exam) => exam.models[kind] !== undefined));
  const total = (kind: ValueModelKind, mark: 'deviance' | 'mae'): number =>
    exams.reduce((sum, exam) => sum + (exam.models[kind]?.[mark] ?? Number.POSITIVE_INFINITY), 0);
  const best = Math.min(...able.map((kind) => total(kind, 'deviance')));
  const equals = able.filter((kind) => total(kind, 'deviance') <= best * (1 + TIE));
  return equals.reduce<ValueModelKind | null>(
    (left, right) => (left === null || total(right, 'mae') < total(left, 'mae') ? right : left),
    null,
  );
}

function beatsNaive(exams: readonly Exam[], chosen: ValueModelKind): boolean {
  const sum = (of: (exam: Exam) => number): number => exams.reduce((total, exam) => total + of(exam), 0);
  const own = sum((exam) => exam.models[chosen]?.rmse ?? Number.POSITIVE_INFINITY);
  return own < sum((exam) => exam.naive.ownRate.rmse) && own < sum((exam) => exam.naive.zero.rmse);
}

/** One more exam without a miss is added, so that a single one counts half and three count three quarters. */
function correctionOf(exams: readonly Exam[], chosen: ValueModelKind): number {
  const misses = exams.map((exam) => exam.models[chosen]).filter((marks) => marks !== undefined && marks.actual > 0);
  const logs = misses.map((marks) => Math.log(marks!.actual / marks!.predicted));
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / (logs.length + 1));
}

const NAMES: Readonly<Record<ValueModelKind, string>> = {
  bg_nbd: 'BG/NBD',
  mbg_nbd: 'MBG/NBD',
  pareto_nbd: 'Pareto/NBD',
  nbd: 'NBD',
};

function explain(exams: readonly Exam[], chosen: ValueModelKind | null, isBlind: boolean): string {
  if (chosen === null) return 'Not enough data to test a forecast on this shop’s own past.';
  if (isBlind) return `${DROPOUT_SENTENCE} The NBD, in which nobody leaves, is used.`;
  const errors = exams.map((exam) => exam.models[chosen]?.totalError ?? null).filter((error) => error !== null);
  const told = errors.map((error) => `${error > 0 ? '+' : '−'}${Math.abs(error * 100).toFixed(1)} %`).join(', ');
  return `${NAMES[chosen]} did best in ${exams.length} tests on this shop’s own past; it missed the number of orders by ${told}.`;
}
