import { type DeliveryFigures, deliveryFigures } from '#app/inbox/delivery-faults.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { type BooksDay, type BooksStanding, readBooksStandings, readDays } from '#app/sources/books-days.server.ts';
import { type KeptDifference, missedSince, readDifferences } from '#app/sources/books-differences.server.ts';
import { type BooksRun, latestBooksRuns } from '#app/sources/books-run.server.ts';
import { readSources, type SourceLine } from '#app/sources/read-sources.server.ts';

const MONTH_MS = 30 * 86_400_000;

export type BooksPage = {
  sources: (Pick<SourceLine, 'id' | 'kind' | 'name' | 'orders'> & {
    standing: BooksStanding | null;
    run: BooksRun | null;
  })[];
  /** Of the last thirty days; null without a Shopify source. */
  webhooks: (DeliveryFigures & { fetched: number; saidAgain: number }) | null;
};

/** How the books of every source stand. */
export function readBooksPage(shop: Shop, now = new Date()): Promise<BooksPage> {
  return withShop(shop.shopId, async (tx) => {
    const lines = (await readSources(tx)).filter((one) => one.orders > 0 || one.kind === 'shopify');
    const standings = await readBooksStandings(tx);
    const sources: BooksPage['sources'] = [];
    for (const { id, kind, name, orders } of lines) {
      const [run] = await latestBooksRuns(tx, id, 1);
      const standing = standings.find((one) => one.sourceId === id) ?? null;
      sources.push({ id, kind, name, orders, standing, run: run ?? null });
    }
    const shopify = lines.find((one) => one.kind === 'shopify');
    const since = new Date(now.getTime() - MONTH_MS);
    const webhooks = shopify
      ? { ...(await deliveryFigures(tx, since)), ...(await missedSince(tx, shopify.id, since)) }
      : null;
    return { sources, webhooks };
  });
}

export type SourceBooksPage = {
  source: Pick<SourceLine, 'id' | 'kind' | 'name'>;
  runs: BooksRun[];
  days: BooksDay[];
  differences: KeptDifference[];
};

/** The books of one source, with the differences of one day or of all; null if the source does not exist. */
export function readSourceBooks(shopId: number, sourceId: number, day: string | null): Promise<SourceBooksPage | null> {
  return withShop(shopId, async (tx) => {
    const source = (await readSources(tx)).find((one) => one.id === sourceId);
    if (!source) {
      return null;
    }
    return {
      source: { id: source.id, kind: source.kind, name: source.name },
      runs: await latestBooksRuns(tx, sourceId, 5),
      days: await readDays(tx, sourceId),
      differences: await readDifferences(tx, sourceId, day),
    };
  });
}
