import { readAdvice, readProductAdvice } from '#app/analytics/advice.server.ts';
import type { Advice } from '#app/analytics/advice-for.ts';
import type { CohortsPage } from '#app/analytics/read-cohorts.server.ts';
import { type ForecastTotals, readGradedModel } from '#app/analytics/read-forecast.server.ts';
import type { Paths } from '#app/analytics/read-paths.server.ts';
import { type PeopleFilter, readPeople } from '#app/analytics/read-people.server.ts';
import type { RfmFlow } from '#app/analytics/read-rfm.server.ts';
import type { ValuePage } from '#app/analytics/read-value.server.ts';
import { audit } from '#app/governance/audit.server.ts';
import { paceWords } from '#app/metrics/pace-words.ts';
import { type ProfileScore, readProfileScore } from '#app/metrics/read-scores.server.ts';
import { readWorth, readWorthTerms } from '#app/metrics/read-worth.server.ts';
import type { RfmView } from '#app/metrics/rfm-view.ts';
import { dayNumber, dayText } from '#app/metrics/score-profiles.ts';
import type { ModelGrade } from '#app/metrics/shop-value-model.ts';
import { todayIn } from '#app/metrics/value-model.server.ts';
import type { ValueScore } from '#app/metrics/value-score.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { enqueue } from './enqueue.server.ts';
import { readFigure } from './figures.server.ts';

/** All that the value page shows, and the instant it stands for; null: now. */
export async function readValuePage(shop: Shop): Promise<ValuePage & { asOf: Date | null }> {
  const { body, asOf } = await readFigure(shop, 'overview');
  return { ...body, asOf };
}

type ForecastPage = { model: Awaited<ReturnType<typeof readGradedModel>>; totals: ForecastTotals };

/** The model in force with its marks, and what it comes to; the model is null before the first fit. */
export async function readForecastPage(shop: Shop): Promise<ForecastPage> {
  const { body: totals } = await readFigure(shop, 'forecast');
  return { model: await withShop(shop.shopId, readGradedModel), totals };
}

/** The groups today, and who moved between them in the last `days`. */
export async function readGroupsPage(
  shop: Shop,
  days: number,
): Promise<RfmView & { flows: RfmFlow[]; asOf: Date | null }> {
  const until = todayIn(shop.timeZone);
  const from = dayText(dayNumber(until) - days);
  const { body: flows } = await readFigure(shop, 'rfm-flows', { from, until });
  const { body: view, asOf } = await readFigure(shop, 'rfm');
  return { ...view, flows, asOf };
}

/** Queues a fit of the shop's value model. */
export function askForFit(shopId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await enqueue(tx, 'value-fit', { shopId });
    await audit(tx, actor, 'value.fit_asked', String(shopId));
  });
}

export type ProfileForecastData = {
  score: ProfileScore;
  /** How the person's rhythm is known. */
  pace: string | null;
  grade: ModelGrade;
  gradeSentence: string;
  advice: Advice[];
  /** Null for whoever never bought. */
  worth: ValueScore | null;
  requestCostMinor: number | null;
};

/** What is expected of one person and what to suggest, with the model's grade; null before the first fit. */
export function readProfileForecast(shop: Shop, profileId: number): Promise<ProfileForecastData | null> {
  return withShop(shop.shopId, async (tx) => {
    const score = await readProfileScore(tx, profileId);
    const model = score && (await readGradedModel(tx));
    if (!score || !model) return null;
    const advice = await readAdvice(tx, profileId, todayIn(shop.timeZone));
    const terms = await readWorthTerms(tx);
    const worth = terms ? ((await readWorth(tx, [profileId], terms)).get(profileId) ?? null) : null;
    return {
      score,
      pace: paceWords(score, model.body),
      grade: model.grade,
      gradeSentence: model.gradeSentence,
      advice,
      worth,
      requestCostMinor: terms?.requestCostMinor ?? null,
    };
  });
}

type ProductsPage = Awaited<ReturnType<typeof readProductAdvice>> & { paths: Paths; asOf: Date | null };

/** What people buy first, then and after; what goes with what; how such advice did. */
export async function readProductsPage(shop: Shop): Promise<ProductsPage> {
  const { body: paths, asOf } = await readFigure(shop, 'paths');
  return { ...(await withShop(shop.shopId, readProductAdvice)), paths, asOf };
}

/** The people behind a figure of the value pages. */
export function readPeoplePage(shopId: number, filter: PeopleFilter): ReturnType<typeof readPeople> {
  return withShop(shopId, (tx) => readPeople(tx, filter));
}

/** The cohorts, by what the first order says; an unknown split is the month. */
export async function readCohorts(shop: Shop, by: string): Promise<CohortsPage & { asOf: Date | null }> {
  const { body, asOf } = await readFigure(shop, 'cohorts', { by });
  return { ...body, asOf };
}
