import { type ForecastTotals, readForecastTotals, readGradedModel } from '#app/analytics/read-forecast.server.ts';
import { readValue, type ValuePage } from '#app/analytics/read-value.server.ts';
import { audit } from '#app/governance/audit.server.ts';
import { type ProfileScore, readProfileScore } from '#app/metrics/read-scores.server.ts';
import type { ModelGrade } from '#app/metrics/shop-value-model.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { enqueue } from './enqueue.server.ts';

/** All that the value page shows. */
export function readValuePage(shop: Shop): Promise<ValuePage> {
  return withShop(shop.shopId, (tx) => readValue(tx, shop.timeZone));
}

type ForecastPage = { model: Awaited<ReturnType<typeof readGradedModel>>; totals: ForecastTotals };

/** The model in force with its marks, and what it comes to; the model is null before the first fit. */
export function readForecastPage(shop: Shop): Promise<ForecastPage> {
  return withShop(shop.shopId, async (tx) => ({
    model: await readGradedModel(tx),
    totals: await readForecastTotals(tx),
  }));
}

/** Queues a fit of the shop's value model. */
export function askForFit(shopId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await enqueue(tx, 'value-fit', { shopId });
    await audit(tx, actor, 'value.fit_asked', String(shopId));
  });
}

export type ProfileForecastData = { score: ProfileScore; grade: ModelGrade; gradeSentence: string };

/** What is expected of one person, with the model's grade; null before the first fit. */
export function readProfileForecast(shopId: number, profileId: number): Promise<ProfileForecastData | null> {
  return withShop(shopId, async (tx) => {
    const score = await readProfileScore(tx, profileId);
    const model = score && (await readGradedModel(tx));
    return score && model ? { score, grade: model.grade, gradeSentence: model.gradeSentence } : null;
  });
}
