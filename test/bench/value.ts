import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitSpendModel } from '#app/metrics/fit-spend-model.ts';
import { fitValueModel } from '#app/metrics/fit-value-model.ts';
import { scoreCustomers } from '#app/metrics/predict-value.ts';
import { buildPurchaseLog, snapshotAt } from '#app/metrics/purchase-log.ts';
import type { Fit } from '#app/metrics/value-model-types.ts';
import { readDay } from '#test/evaluate/read-day.ts';
import { readTransactions } from '#test/evaluate/read-transactions.ts';
import { simulateCustomers, TRUTH } from './value-population.ts';

/** lifetimes 0.11.3's fit of the Pareto/NBD on CDNOW's 23,570 customers, seconds on the same two cores. */
const LIFETIMES_SECONDS = 3.6;
/** What a merchant waits for a million customers. */
const BUDGET_SECONDS = 10;
const CDNOW = join(
  process.env['ONEFOLD_DATA'] ?? join(import.meta.dirname, '../../../shared/data'),
  'ltv/CDNOW_master.txt',
);

benchMillion(Number(process.argv[2] ?? 1_000_000));
benchCdnow();

/** Fits the Pareto/NBD and the Gamma-Gamma to made-up customers whose truth is known, checks them against it, and scores everybody. */
function benchMillion(size: number): void {
  const { histories, meanRepeatAmount } = simulateCustomers(size);
  const before = process.cpuUsage();
  const [model, fitSeconds] = timed(() => must(fitValueModel('pareto_nbd', histories)));
  const [spend, spendSeconds] = timed(() => must(fitSpendModel(histories.repeats, meanRepeatAmount)));
  const [scores, scoreSeconds] = timed(() =>
    scoreCustomers(model, spend, histories, meanRepeatAmount, { margin: 0.4, monthlyDiscountRate: 0.01 }),
  );
  for (const [parameter, truth] of Object.entries(TRUTH)) {
    const found = model.parameters[parameter];
    if (found !== undefined && Math.abs(Math.log(found / truth)) > 0.25)
      throw new Error(`${parameter}: ${found}, not ${truth}`);
  }
  for (const { value } of scores.horizons)
    if (value.some((each) => !(each >= 0))) throw new Error('A customer has no value.');
  const seconds = fitSeconds + spendSeconds + scoreSeconds;
  const cpuSeconds = process.cpuUsage(before).user / 1e6;
  report(
    { bench: 'value', size, seconds, baseline: BUDGET_SECONDS },
    { cpuSeconds, fitSeconds, spendSeconds, scoreSeconds },
  );
}

function benchCdnow(): void {
  if (!existsSync(CDNOW)) {
    process.stderr.write(`value-cdnow skipped: no ${CDNOW}; set ONEFOLD_DATA\n`);
    return;
  }
  const journal = readTransactions(readFileSync(CDNOW, 'utf8'));
  const until = readDay('1997-09-30')!;
  const known = journal.rows.filter((row) => row.day <= until);
  const { histories } = snapshotAt(buildPurchaseLog(known, journal.customers.length), until);
  const [model, seconds] = timed(() => must(fitValueModel('pareto_nbd', histories)));
  if (Math.abs(model.logLikelihood - -95415.1) > 0.1) throw new Error(`Log-likelihood ${model.logLikelihood}`);
  report({ bench: 'value-cdnow', size: histories.repeats.length, seconds, baseline: LIFETIMES_SECONDS });
}

function must<Model>(fit: Fit<Model>): Model {
  if (fit.kind !== 'fitted') throw new Error(fit.sentence);
  return fit.model;
}

function timed<Result>(work: () => Result): [Result, number] {
  const start = performance.now();
  const result = work();
  return [result, (performance.now() - start) / 1000];
}

function report(
  line: { readonly bench: string; readonly size: number; readonly seconds: number; readonly baseline: number },
  more: Readonly<Record<string, number>> = {},
): void {
  const ratio = line.baseline / line.seconds;
  const peakMemoryMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(
    `${JSON.stringify({ ...line, rate: line.size / line.seconds, ratio, peakMemoryMiB, ...more })}\n`,
  );
}
