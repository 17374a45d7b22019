import { COHORT_SPLITS, type CohortSplit } from '#app/analytics/cohort-groups.ts';
import {
  dropFigure,
  dropOldFigures,
  freshFigures,
  keepFigure,
  readKeptFigure,
  wantAllFigures,
  wantedFigures,
  wantFigure,
} from '#app/analytics/figure-store.server.ts';
import { readCohortsPage } from '#app/analytics/read-cohorts.server.ts';
import { readForecastTotals } from '#app/analytics/read-forecast.server.ts';
import { readArrowTops, readJourneys } from '#app/analytics/read-journeys.server.ts';
import { KPI_SPLITS, readKpiPage } from '#app/analytics/read-kpis.server.ts';
import { readPaths } from '#app/analytics/read-paths.server.ts';
import { readCostTargets, readPayback } from '#app/analytics/read-payback.server.ts';
import { readReport } from '#app/analytics/read-report.server.ts';
import { readRfm, readRfmFlows } from '#app/analytics/read-rfm.server.ts';
import { readRiskSummary } from '#app/analytics/read-risk.server.ts';
import { readValue } from '#app/analytics/read-value.server.ts';
import { DIMENSION_NAMES, readReportAsk, reportParams } from '#app/analytics/report-ask.ts';
import { dayNumber, dayText } from '#app/metrics/score-profiles.ts';
import { todayIn } from '#app/metrics/value-model.server.ts';
import { readGoodsSums } from '#app/metrics/value-terms.server.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import { enqueue } from './enqueue.server.ts';

/** What a figure is asked for: short texts out of the address. */
type Params = Readonly<Record<string, string>>;
type WorkOut = (tx: Tx, shop: Shop, params: Params) => Promise<unknown>;

/** Figures that read all of a shop. Each is plain JSON. */
const FIGURES = {
  overview: (tx, shop) => readValue(tx, shop.timeZone),
  cohorts: (tx, shop, params) => readCohortsPage(tx, shop.timeZone, splitOf(params['by'])),
  'cost-targets': (tx, shop) => readCostTargets(tx, todayIn(shop.timeZone)),
  forecast: (tx) => readForecastTotals(tx),
  goods: (tx) => readGoodsSums(tx),
  journeys: (tx, _shop, params) => readJourneys(tx, Number(params['days'])),
  'journey-people': (tx, _shop, params) => readArrowTops(tx, Number(params['days'])),
  kpis: (tx, _shop, params) =>
    readKpiPage(tx, {
      today: params['today']!,
      days: Number(params['days']),
      split: KPI_SPLITS.find((split) => split === params['split']) ?? 'channel',
    }),
  paths: (tx) => readPaths(tx),
  payback: (tx, shop) => readPayback(tx, todayIn(shop.timeZone)),
  report: (tx, _shop, params) => readReport(tx, readReportAsk(new URLSearchParams(params['ask'])), params['today']!),
  rfm: (tx) => readRfm(tx),
  'rfm-flows': (tx, _shop, params) => readRfmFlows(tx, params['from']!, params['until']!),
  risk: (tx) => readRiskSummary(tx),
} satisfies Record<string, WorkOut>;

function splitOf(text: string | undefined): CohortSplit {
  return COHORT_SPLITS.find((split) => split === text) ?? 'month';
}

type Figures = typeof FIGURES;
type Body<Name extends keyof Figures> = Awaited<ReturnType<Figures[Name]>>;

/** Quicker than that, a figure is worked out for each page; slower, it is kept. */
const QUICK_MS = 250;
/** A kept figure is renewed, in the worker, when it is older than a minute and than 30 times what it takes. */
const FRESH_MS = 60_000;
const FRESH_TIMES = 30;
const TIMEOUT_MS = 300_000;
/** The planner's parallel workers and compiled statements cost more than they bring at these sizes; sums stay in memory. */
const ROOM = "set local work_mem = '64MB'; set local jit = off";

/**
 * A figure over all of a shop, with the instant it stands for. In a small shop that is now. In a large one it is what was worked out
 * last, at once; if that has grown old the worker renews it. `asOf` is null for now.
 */
export async function readFigure<Name extends keyof Figures>(
  shop: Shop,
  name: Name,
  params: Params = {},
): Promise<{ body: Body<Name>; asOf: Date | null }> {
  const key = keyOf(name, params);
  return withShop(
    shop.shopId,
    async (tx) => {
      const kept = await readKeptFigure(tx, key);
      if (kept === null) return { body: (await workOut(tx, shop, key)) as Body<Name>, asOf: null };
      const age = Date.now() - kept.workedOut.getTime();
      if (kept.wantedAt !== null || age > Math.max(FRESH_MS, FRESH_TIMES * kept.tookMs)) {
        await wantFigure(tx, key);
        await enqueue(tx, 'value-figures', { shopId: shop.shopId });
      }
      return { body: kept.body as Body<Name>, asOf: kept.workedOut };
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

/**
 * Renews the kept figures that somebody waits for, works out those that the pages open with where they are not kept, so that nobody waits for
 * them, and forgets those of days gone by. Idempotent.
 */
export async function renewFigures(shopId: number): Promise<void> {
  const shop = await readShop(shopId);
  await withShop(shopId, (tx) => dropOldFigures(tx, todayIn(shop.timeZone)));
  const fresh = new Set(await withShop(shopId, freshFigures));
  const missing = openingKeys(shop).filter((key) => !fresh.has(key));
  for (const key of new Set([...(await withShop(shopId, wantedFigures)), ...missing])) {
    await withShop(shopId, (tx) => workOut(tx, shop, key), { timeoutMs: TIMEOUT_MS });
  }
}

/** What the pages show before anybody has chosen anything, and each choice that there are few of. */
function openingKeys(shop: Shop): string[] {
  const today = todayIn(shop.timeZone);
  const ask = readReportAsk(new URLSearchParams());
  return [
    keyOf('overview', {}),
    keyOf('forecast', {}),
    keyOf('goods', {}),
    keyOf('risk', {}),
    keyOf('rfm', {}),
    keyOf('rfm-flows', { from: dayText(dayNumber(today) - 90), until: today }),
    ...COHORT_SPLITS.map((by) => keyOf('cohorts', { by })),
    keyOf('payback', {}),
    keyOf('cost-targets', {}),
    keyOf('paths', {}),
    keyOf('journeys', { days: '365' }),
    keyOf('journey-people', { days: '365' }),
    ...KPI_SPLITS.map((split) => keyOf('kpis', { today, days: '90', split })),
    ...DIMENSION_NAMES.map((by) => keyOf('report', { ask: String(reportParams({ ...ask, by })), today })),
  ];
}

/** The scores are new: what was kept is old. */
export async function outdateFigures(tx: Tx): Promise<void> {
  await wantAllFigures(tx);
  await enqueue(tx, 'value-figures', { shopId: tx.shopId });
}

/** What a figure rests on was just changed by a person, who is to see it: it is worked out afresh. */
export async function forgetFigure(tx: Tx, name: keyof Figures): Promise<void> {
  await dropFigure(tx, keyOf(name, {}));
}

function keyOf(name: keyof Figures, params: Params): string {
  const entries = Object.entries(params).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([name, entries]);
}

async function workOut(tx: Tx, shop: Shop, key: string): Promise<unknown> {
  const [name, entries] = JSON.parse(key) as [string, [string, string][]];
  const figure: WorkOut | undefined = (FIGURES as Record<string, WorkOut>)[name];
  if (figure === undefined) {
    await dropFigure(tx, key);
    return null;
  }
  await tx.client.query(ROOM);
  const began = performance.now();
  const body = await figure(tx, shop, Object.fromEntries(entries));
  const tookMs = performance.now() - began;
  if (tookMs > QUICK_MS) await keepFigure(tx, key, body, tookMs);
  else await dropFigure(tx, key);
  return body;
}
