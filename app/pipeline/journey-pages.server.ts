import {
  type JourneyPerson,
  type Journeys,
  nameArrowPeople,
  readJourneyPeople,
} from '#app/analytics/read-journeys.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readFigure } from './figures.server.ts';

/** What follows on what, and who comes from the web into a store. */
export async function readJourneysPage(shop: Shop, days: number): Promise<Journeys & { asOf: Date | null }> {
  const { body, asOf } = await readFigure(shop, 'journeys', { days: String(days) });
  return { ...body, asOf };
}

/** The people behind an arrow: the first pages out of what is kept with the map, further ones from the events. */
export async function readArrowPeople(
  shop: Shop,
  arrow: { from: string; to: string; days: number; page: number },
): Promise<{ people: JourneyPerson[]; hasNext: boolean; asOf: Date | null }> {
  const { body, asOf } = await readFigure(shop, 'journey-people', { days: String(arrow.days) });
  const kept = body.find(({ from, to }) => from === arrow.from && to === arrow.to);
  return withShop(
    shop.shopId,
    async (tx) => {
      const named = await nameArrowPeople(tx, kept, arrow.page);
      return named ? { ...named, asOf } : { ...(await readJourneyPeople(tx, arrow)), asOf: null };
    },
    { timeoutMs: 60_000 },
  );
}
