import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fitSpendModel } from '#app/metrics/fit-spend-model.ts';
import { fitValueModel } from '#app/metrics/fit-value-model.ts';
import { buildPurchaseLog, type Snapshot, snapshotAt } from '#app/metrics/purchase-log.ts';
import type { ValueModelKind } from '#app/metrics/value-model-types.ts';
import { evaluate as evaluateValue } from '#test/evaluate/ltv.ts';
import { readDay } from '#test/evaluate/read-day.ts';
import { readItemPurchases } from '#test/evaluate/read-item-purchases.ts';
import { readTransactions } from '#test/evaluate/read-transactions.ts';
import { evaluate as evaluateRecommendations } from '#test/evaluate/recommendations.ts';
import { rollCoverage } from '#test/evaluate/roll-coverage.ts';

const DATA = process.env['ONEFOLD_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const CDNOW = join(DATA, 'ltv/CDNOW_sample.txt');
const MASTER = join(DATA, 'ltv/CDNOW_master.txt');
const ORDERS = join(DATA, 'retail/online_retail_orders.csv');
const ITEMS = join(DATA, 'retail/online_retail_user_items.csv');

/** The public files are not part of the project: without them these tests are skipped, and say which file they miss. */
function withFile(file: string, title: string, run: () => void): void {
  describe.skipIf(!existsSync(file))(
    existsSync(file) ? title : `${title} (skipped: no ${file}; set ONEFOLD_DATA)`,
    run,
  );
}

function snapshotOf(file: string, until: string): Snapshot {
  const journal = readTransactions(readFileSync(file, 'utf8'));
  const day = readDay(until)!;
  return snapshotAt(
    buildPurchaseLog(
      journal.rows.filter((row) => row.day <= day),
      journal.customers.length,
    ),
    day,
  );
}

interface Marks {
  readonly parameters: Record<string, number>;
  readonly holdoutPredicted: number;
  readonly holdoutActual: number;
  readonly totalError: number;
  readonly mae: number;
  readonly correlation: number;
  readonly coverage80: number;
}

withFile(CDNOW, 'CDNOW, 2,357 customers, 39 weeks', () => {
  const snapshot = existsSync(CDNOW) ? snapshotOf(CDNOW, '1997-09-30') : null;

  it.each<[ValueModelKind, string, number[], number]>([
    ['bg_nbd', 'Fader, Hardie & Lee 2005', [0.243, 4.414, 0.793, 2.426], -9582.4],
    ['pareto_nbd', 'Fader & Hardie 2005', [0.553, 10.578, 0.606, 11.669], -9595.0],
  ])('%s has the parameters and likelihood published by %s', (kind, _, parameters, logLikelihood) => {
    const fit = fitValueModel(kind, snapshot!.histories, { prior: 'none' });
    if (fit.kind !== 'fitted') throw new Error(fit.sentence);
    Object.values(fit.model.parameters).forEach((value, i) => {
      expect(Math.abs(value / parameters[i]! - 1)).toBeLessThan(0.002); // three figures
    });
    expect(Math.abs(fit.model.logLikelihood - logLikelihood)).toBeLessThan(0.1);
    expect(fit.model.dropout).toBe('identified');
  });

  it('Gamma-Gamma has the parameters and likelihood published by Fader & Hardie 2013', () => {
    const fit = fitSpendModel(snapshot!.histories.repeats, snapshot!.meanRepeatAmount);
    if (fit.kind !== 'fitted') throw new Error(fit.sentence);
    expect(fit.model.customers).toBe(946);
    expect(fit.model.parameters.p).toBeCloseTo(6.25, 2);
    expect(fit.model.parameters.q).toBeCloseTo(3.74, 2);
    expect(fit.model.parameters.gamma).toBeCloseTo(15.44, 1);
    expect(Math.abs(fit.model.logLikelihood - -4055.9)).toBeLessThan(0.1);
  });

  it('forecasts the next 39 weeks at least as well as published, with the model the back-test chose', () => {
    const report = evaluateValue(
      readTransactions(readFileSync(CDNOW, 'utf8')),
      readDay('1997-09-30')!,
      readDay('1998-06-30')!,
    );
    const chosen = report['chosenModel'] as Marks & { readonly correctedTotal: number };
    expect(report['chosen']).toBe('pareto_nbd');
    expect(chosen.holdoutActual).toBe(1882);
    expect(Math.abs(chosen.totalError)).toBeLessThan(0.116);
    expect(Math.abs(chosen.correctedTotal / chosen.holdoutActual - 1)).toBeLessThan(0.08);
    expect(chosen.mae).toBeLessThan(0.7555);
    expect(chosen.correlation).toBeGreaterThan(0.6295);
  }, 120_000);
});

withFile(MASTER, 'CDNOW, all 23,570 customers', () => {
  it('keeps 75 to 85 % of customers inside the 80 % range', () => {
    const report = evaluateValue(
      readTransactions(readFileSync(MASTER, 'utf8')),
      readDay('1997-09-30')!,
      readDay('1998-06-30')!,
    );
    const chosen = report['chosenModel'] as Marks;
    expect(chosen.coverage80).toBeGreaterThan(0.75);
    expect(chosen.coverage80).toBeLessThan(0.85);
  }, 180_000);
});

withFile(ORDERS, 'UCI Online Retail, refunds included', () => {
  it('says that dropout cannot be told, falls back to the NBD and still beats the own rate', () => {
    const report = evaluateValue(
      readTransactions(readFileSync(ORDERS, 'utf8')),
      readDay('2011-06-30')!,
      readDay('2011-12-09')!,
    );
    const { own_rate: ownRate } = report['models'] as Record<string, Marks>;
    const chosen = report['chosenModel'] as Marks;
    expect(report['chosen']).toBe('nbd');
    expect((report['warnings'] as string[]).join(' ')).toContain('Dropout cannot be told from this history');
    expect(chosen.mae).toBeLessThan(ownRate!.mae);
    expect(Math.abs(chosen.totalError)).toBeLessThan(Math.abs(ownRate!.totalError));
    expect(chosen.coverage80).toBeGreaterThan(0.75);
    expect(chosen.coverage80).toBeLessThan(0.85);
  }, 120_000);

  it('keeps 75 to 85 % of the months ahead inside their 80 % range, begun anew every tenth day', () => {
    const coverage = rollCoverage(readTransactions(readFileSync(ORDERS, 'utf8')).rows, readDay('2011-12-09')!);
    expect(coverage.months).toBeGreaterThan(120);
    expect(coverage.share).toBeGreaterThan(0.75);
    expect(coverage.share).toBeLessThan(0.85);
  }, 600_000);
});

withFile(ITEMS, 'UCI Online Retail, items', () => {
  it('recommends more than twice as well as popularity', () => {
    const report = evaluateRecommendations(readItemPurchases(readFileSync(ITEMS, 'utf8')), readDay('2011-09-30')!);
    expect(report['recallAt20']).toBeGreaterThan(0.12);
    expect(report['popularityRecallAt20']).toBeLessThan(0.055);
  }, 240_000);
});
