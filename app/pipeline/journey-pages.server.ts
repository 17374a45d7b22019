import { type JourneyPerson, type Journeys, readJourneyPeople } from '#app/analytics/read-journeys.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readFigure } from './figures.server.ts';

/** What follows on what, and who comes from the web into a store. */
export async function readJourneysPage(shop: Shop, days: number): Promise<Journeys & { asOf: Date | null }> {
  const { body, asOf } = await readFigure(shop, 'journeys', { days: String(days) });
  return { ...body, asOf };
}

/** The people behind an arrow. */
export function readArrowPeople(
  shopId: number,
  arrow: { from: string; to: string; days: number; page: number },
): Promise<{ people: JourneyPerson[]; hasNext: boolean }> {
  return withShop(shopId, (tx) => readJourneyPeople(tx, arrow), { timeoutMs: 60_000 });
}
