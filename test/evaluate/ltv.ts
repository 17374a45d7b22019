import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BackTest, backTestValue, type Exam, markModel, markNaive } from '#app/metrics/back-test-value.ts';
import { fitSpendModel } from '#app/metrics/fit-spend-model.ts';
import { fitValueModel } from '#app/metrics/fit-value-model.ts';
import type { ForecastMarks } from '#app/metrics/forecast-marks.ts';
import {
  buildPurchaseLog,
  ordersBetween,
  type PurchaseLog,
  type Snapshot,
  snapshotAt,
} from '#app/metrics/purchase-log.ts';
import type { FittedValueModel, ValueModelKind } from '#app/metrics/value-model-types.ts';
import { readDay } from './read-day.ts';
import { readTransactions, type Transactions } from './read-transactions.ts';
import { retailerTransactions } from './retailer-transactions.ts';
import { rollCoverage } from './roll-coverage.ts';

/**
 * npm run evaluate -- ltv --transactions F --calibrate-until D --hold-out-until D
 * npm run evaluate -- ltv --retailer PEOPLE [--calibrate-until D --hold-out-until D]: the demo retailer, three years to November 2026
 * Fits every model on the transactions up to the first day by maximum likelihood, chooses one by the back-test inside that time
 * alone, and marks all of them and the naive rules on the days after. Times in weeks. Prints one JSON object on the last line.
 */
function main(): void {
  const { values } = parseArgs({
    options: {
      transactions: { type: 'string' },
      retailer: { type: 'string' },
      'calibrate-until': { type: 'string' },
      'hold-out-until': { type: 'string' },
    },
  });
  const isRetailer = values.retailer !== undefined;
  const calibrateUntil = readDay(values['calibrate-until'] ?? (isRetailer ? '2025-11-24' : ''));
  const holdOutUntil = readDay(values['hold-out-until'] ?? (isRetailer ? '2026-11-23' : ''));
  const file = values.transactions;
  if (calibrateUntil === null || holdOutUntil === null || holdOutUntil <= calibrateUntil || (!isRetailer && !file)) {
    process.stderr.write(
      'Usage: ltv --transactions FILE | --retailer PEOPLE --calibrate-until YYYY-MM-DD --hold-out-until YYYY-MM-DD (later)\n',
    );
    process.exit(2);
  }
  if (file && !existsSync(file)) {
    process.stderr.write(`No file ${file}\n`);
    process.exit(2);
  }
  const journal = file ? readTransactions(readFileSync(file, 'utf8')) : retailerTransactions(Number(values.retailer));
  const report = {
    ...evaluate(journal, calibrateUntil, holdOutUntil),
    coverage80Months: rollCoverage(journal.rows, holdOutUntil),
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

const KINDS: readonly ValueModelKind[] = ['bg_nbd', 'mbg_nbd', 'pareto_nbd', 'nbd'];

/** The evaluation as data, but for what forecasts begun anew would have held, which takes minutes. Refunds after the calibration do not reach back into it. */
export function evaluate(journal: Transactions, calibrateUntil: number, holdOutUntil: number): Record<string, unknown> {
  const size = journal.customers.length;
  const known = buildPurchaseLog(
    journal.rows.filter((row) => row.day <= calibrateUntil),
    size,
  );
  const whole = buildPurchaseLog(
    journal.rows.filter((row) => row.day <= holdOutUntil),
    size,
  );
  const snapshot = snapshotAt(known, calibrateUntil);
  const exam = {
    log: whole,
    snapshot,
    count: ordersBetween(whole, snapshot.customer, calibrateUntil, holdOutUntil).count,
    untilDay: holdOutUntil,
  };
  const backTest = backTestValue(known, calibrateUntil);
  const warnings = new Set([...journal.warnings, ...backTest.warnings]);
  const models: Record<string, unknown> = {};
  for (const kind of KINDS) {
    const fit = fitValueModel(kind, snapshot.histories, { prior: 'none' });
    if (fit.kind === 'not_enough_data') warnings.add(fit.sentence);
    else models[kind] = reportModel(fit.model, exam);
  }
  Object.assign(models, reportNaive(snapshot, exam.count, holdOutUntil - calibrateUntil));
  return {
    customers: snapshot.customer.length,
    repeatCustomers: snapshot.histories.repeats.filter((repeats) => repeats > 0).length,
    timeUnit: 'week',
    models,
    gammaGamma: reportSpend(snapshot, journal.hasAmounts, warnings),
    chosen: backTest.chosen,
    chosenModel: backTest.chosen && reportChosen(backTest, backTest.chosen, exam, warnings),
    chosenBecause: backTest.sentence,
    beatsNaive: backTest.beatsNaive,
    backTest: backTest.exams.map(summariseExam),
    warnings: [...warnings],
  };
}

interface ExamData {
  readonly log: PurchaseLog;
  readonly snapshot: Snapshot;
  readonly count: Float64Array;
  readonly untilDay: number;
}

function reportModel(model: FittedValueModel, exam: ExamData): Record<string, unknown> {
  const marks = markModel(model, exam);
  return {
    parameters: model.parameters,
    logLikelihood: model.logLikelihood,
    ...reportMarks(marks),
    coverage80: marks.coverage80,
    dropout: model.dropout,
    basis: model.basis,
    deciles: marks.deciles,
    warnings: model.warnings,
  };
}

/** The model as the product uses it: where the history alone is too thin, the pooled prior leans in. */
function reportChosen(backTest: BackTest, kind: ValueModelKind, exam: ExamData, warnings: Set<string>): unknown {
  const fit = fitValueModel(kind, exam.snapshot.histories);
  if (fit.kind === 'not_enough_data') return null;
  for (const warning of fit.model.warnings) warnings.add(warning);
  const report = reportModel(fit.model, exam);
  return { kind, ...report, correctedTotal: Number(report['holdoutPredicted']) * backTest.totalCorrection };
}

function reportNaive(snapshot: Snapshot, count: Float64Array, spanDays: number): Record<string, unknown> {
  const naive = markNaive(snapshot, count, spanDays);
  return {
    own_rate: reportMarks(naive.ownRate),
    zero: reportMarks(naive.zero),
    recency_only: { auc: naive.recencyAuc },
  };
}

function reportMarks(marks: ForecastMarks): Record<string, unknown> {
  const { predicted, actual, totalError, mae, rmse, correlation, auc } = marks;
  return { holdoutPredicted: predicted, holdoutActual: actual, totalError, mae, rmse, correlation, auc };
}

function reportSpend(snapshot: Snapshot, hasAmounts: boolean, warnings: Set<string>): unknown {
  if (!hasAmounts) {
    warnings.add('The file has no amounts: no spend model.');
    return null;
  }
  const fit = fitSpendModel(snapshot.histories.repeats, snapshot.meanRepeatAmount);
  if (fit.kind === 'not_enough_data') {
    warnings.add(fit.sentence);
    return null;
  }
  for (const warning of fit.model.warnings) warnings.add(warning);
  return fit.model;
}

function summariseExam(exam: Exam): Record<string, unknown> {
  const models = Object.entries(exam.models).flatMap(([kind, marks]) =>
    marks === undefined
      ? []
      : [[kind, { ...reportMarks(marks), deviance: marks.deviance, coverage80: marks.coverage80 }]],
  );
  return {
    originDay: new Date(exam.originDay * 86_400_000).toISOString().slice(0, 10),
    days: exam.untilDay - exam.originDay,
    customers: exam.customers,
    models: Object.fromEntries(models),
    ownRate: reportMarks(exam.naive.ownRate),
    recencyAuc: exam.naive.recencyAuc,
  };
}

if (import.meta.main) main();
