import { type HomeFigures, readHome } from '#app/analytics/read-home.server.ts';
import { countQuestions } from '#app/identity/open-questions.server.ts';
import { readInboxState } from '#app/inbox/read-inbox.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { countUnsolved } from '#app/quality/incidents.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readSources, type SourceLine } from '#app/sources/read-sources.server.ts';
import { type BackfillOperation, backfillOperations, RECENT_DAYS } from '#app/sources/shopify/backfill-plan.server.ts';

export type BackfillSummary = {
  open: boolean;
  done: number;
  total: number;
  failed: { subject: string; reason: string | null }[];
  limitedToDays: number | null;
};

export type HomePage = {
  figures: HomeFigures;
  sources: SourceLine[];
  backfill: BackfillSummary;
  attention: { text: string; url: string; action: string }[];
};

/** All that the home page shows, in one transaction. */
export async function readHomePage(shop: Shop): Promise<HomePage> {
  return withShop(shop.shopId, async (tx) => {
    const figures = await readHome(tx, shop.timeZone);
    const sources = await readSources(tx);
    const inbox = await readInboxState(tx);
    const operations = await backfillOperations(tx);
    return {
      figures,
      sources,
      backfill: summarise(operations, shop),
      attention: [
        ...incidentsOf(await countUnsolved(tx)),
        ...attentionOf(inbox.dead, await countQuestions(tx), sources),
      ],
    };
  });
}

/** The state of the history's import in a few figures. */
export function summarise(operations: readonly BackfillOperation[], shop: Shop): BackfillSummary {
  return {
    open: operations.some((one) => ['waiting', 'running', 'loading'].includes(one.state)),
    done: operations.reduce(
      (sum, one) => sum + (one.state === 'done' ? (one.objectsTotal ?? one.linesDone) : one.linesDone),
      0,
    ),
    total: operations.reduce((sum, one) => sum + (one.objectsTotal ?? 0), 0),
    failed: operations
      .filter((one) => one.state === 'failed')
      .map((one) => ({ subject: one.subject, reason: one.lastError })),
    limitedToDays: shop.scopes.includes('read_all_orders') ? null : RECENT_DAYS,
  };
}

function incidentsOf(unsolved: number): HomePage['attention'] {
  const text =
    unsolved === 1
      ? 'Something is wrong with the data: one incident is open.'
      : `Something is wrong with the data: ${unsolved} incidents are open.`;
  return unsolved === 0 ? [] : [{ text, url: '/app/quality/incidents', action: 'Open incidents' }];
}

function attentionOf(dead: number, questions: number, sources: readonly SourceLine[]): HomePage['attention'] {
  const items: HomePage['attention'] = [];
  if (dead > 0) {
    items.push({
      text: `${dead} messages from Shopify could not be worked off.`,
      url: '/app/sources/inbox',
      action: 'Look at them',
    });
  }
  if (questions > 0) {
    items.push({
      text: `${questions} pairs of records may be one person: only you can tell.`,
      url: '/app/identity/review',
      action: 'Answer questions',
    });
  }
  for (const source of sources.filter((one) => one.freshness === 'silent' || one.freshness === 'late')) {
    items.push({
      text: `${source.name} has not been heard from for longer than usual.`,
      url: '/app/sources',
      action: 'Open sources',
    });
  }
  return items;
}
