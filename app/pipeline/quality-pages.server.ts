import { audit } from '#app/governance/audit.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { type Check, DIMENSIONS, type Dimension } from '#app/quality/check.ts';
import { CHECK_LIST, findCheck } from '#app/quality/check-list.ts';
import { type Fault, listFaults } from '#app/quality/list-faults.server.ts';
import type { MoneyAtStake } from '#app/quality/money.ts';
import { readHistory, readLatestRun, readRunState } from '#app/quality/read-runs.server.ts';
import { askForRun, failRun, RUN_TIMEOUT_MS, runCheck, runChecks } from '#app/quality/run-checks.server.ts';
import { type CheckResult, ofDimension, type Score, scoreOf, scoresByField } from '#app/quality/score.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import { readSources } from '#app/sources/read-sources.server.ts';
import { enqueue } from './enqueue.server.ts';

/** A check in words, without its SQL: what a page may show. */
export type CheckWords = Pick<
  Check,
  'key' | 'dimension' | 'subject' | 'field' | 'label' | 'sentence' | 'formula' | 'remedy' | 'severity'
>;

export type QualityPage = {
  /** Null before the first run. */
  run: {
    ranAt: Date;
    milliseconds: number;
    money: MoneyAtStake;
    overall: Score;
    dimensions: { dimension: Dimension; score: Score }[];
    sources: { id: number; name: string; overall: Score; dimensions: Score[] }[];
    fields: { field: string; score: Score }[];
    checks: (CheckWords & { score: Score })[];
  } | null;
  /** Share without fault per dimension, in the order of `DIMENSIONS`, of the last runs; the oldest first. */
  trend: { ranAt: Date; shares: (number | null)[] }[];
  waiting: boolean;
  failed: boolean;
};

const RUNS_SHOWN = 30;

/** All that the quality page shows: the latest run, and how the scores went. */
export function readQualityPage(shopId: number): Promise<QualityPage> {
  return withShop(shopId, async (tx) => {
    const run = await readLatestRun(tx);
    const history = await readHistory(tx, RUNS_SHOWN);
    const names = new Map((await readSources(tx)).map((source) => [source.id, source.name]));
    return {
      run: run && { ...run, ...summarise(run.results, names) },
      trend: history.map(({ ranAt, results }) => ({
        ranAt,
        shares: DIMENSIONS.map((dimension) => scoreOf(ofDimension(results, dimension)).share),
      })),
      ...(await readRunState(tx)),
    };
  });
}

function summarise(results: readonly CheckResult[], names: ReadonlyMap<number, string>) {
  return {
    overall: scoreOf(results),
    dimensions: DIMENSIONS.map((dimension) => ({ dimension, score: scoreOf(ofDimension(results, dimension)) })),
    sources: [...names].map(([id, name]) => {
      const own = results.filter((one) => one.sourceId === id);
      return { id, name, overall: scoreOf(own), dimensions: DIMENSIONS.map((each) => scoreOf(ofDimension(own, each))) };
    }),
    fields: scoresByField(results),
    checks: CHECK_LIST.map((check) => ({
      ...wordsOf(check),
      score: scoreOf(results.filter((one) => one.checkKey === check.key)),
    })).sort(worstFirst),
  };
}

const GRAVITY = { high: 0, medium: 1, low: 2 } as const;

/** Faults before none, grave before light, many before few. */
function worstFirst(a: CheckWords & { score: Score }, b: CheckWords & { score: Score }): number {
  const [clean, other] = [a.score.failing === 0, b.score.failing === 0];
  if (clean !== other) {
    return clean ? 1 : -1;
  }
  return GRAVITY[a.severity] - GRAVITY[b.severity] || b.score.failing - a.score.failing;
}

function wordsOf({ key, dimension, subject, field, label, sentence, formula, remedy, severity }: Check): CheckWords {
  return { key, dimension, subject, field, label, sentence, formula, remedy, severity };
}

/** Queues a run; one that waits already is enough. */
export function askForQualityRun(shopId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await askForRun(tx);
    await enqueue(tx, 'quality-run', { shopId });
    await audit(tx, actor, 'quality.run_asked');
  });
}

/** Runs all checks in a transaction of their own. If they cannot, the page is told and the job tries again. */
export async function checkQuality(shopId: number): Promise<void> {
  const shop = await readShop(shopId);
  try {
    await withShop(shopId, (tx) => runChecks(tx, shop), { timeoutMs: RUN_TIMEOUT_MS });
  } catch (error) {
    await withShop(shopId, failRun);
    throw error;
  }
}

export type FaultsPage = {
  check: CheckWords;
  /** As of now, not as of the last run. */
  score: Score;
  sources: { id: number; name: string; score: Score }[];
  faults: Fault[];
  hasNext: boolean;
};

const FAULTS_A_PAGE = 50;

/** The rows that fail a check now, a page of them; null if there is no such check. */
export async function readFaultsPage(
  shop: Shop,
  query: { checkKey: string; sourceId: number | null; page: number },
): Promise<FaultsPage | null> {
  const check = findCheck(query.checkKey);
  if (!check) {
    return null;
  }
  return withShop(shop.shopId, async (tx) => {
    const now = new Date();
    const results = await runCheck(tx, shop, check, now);
    const names = new Map((await readSources(tx)).map((source) => [source.id, source.name]));
    const range = { sourceId: query.sourceId, offset: (query.page - 1) * FAULTS_A_PAGE, limit: FAULTS_A_PAGE + 1 };
    const faults = await listFaults(tx, shop, check, range, now);
    return {
      check: wordsOf(check),
      score: scoreOf(query.sourceId === null ? results : results.filter((one) => one.sourceId === query.sourceId)),
      sources: results.map((one) => ({ id: one.sourceId, name: names.get(one.sourceId) ?? '', score: scoreOf([one]) })),
      faults: faults.slice(0, FAULTS_A_PAGE),
      hasNext: faults.length > FAULTS_A_PAGE,
    };
  });
}
