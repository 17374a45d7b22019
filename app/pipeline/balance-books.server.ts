import { audit } from '#app/governance/audit.server.ts';
import { faultyDeliveries, heardSince, unheardMessages } from '#app/inbox/delivery-faults.server.ts';
import { startOfDay } from '#app/normalise/instant.ts';
import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { withLock } from '#app/platform/lock.server.ts';
import { faultFields } from '#app/platform/log.server.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import { type BooksWindow, lastDays, USUAL_DAYS } from '#app/sources/books.ts';
import { type Comparison, findDifferences } from '#app/sources/books-compare.server.ts';
import { dropBooksEntries, writeDays } from '#app/sources/books-days.server.ts';
import { countDifferences, keepDifferences, settleDifferences, toHeal } from '#app/sources/books-differences.server.ts';
import {
  type BooksRun,
  buyersNotRead,
  changeBooksRun,
  keepBooksEntries,
  openBooksRun,
  readBooksRun,
} from '#app/sources/books-run.server.ts';
import type { AdminClient } from '#app/sources/shopify/admin-client.server.ts';
import { RECENT_DAYS } from '#app/sources/shopify/backfill-plan.server.ts';
import {
  CUSTOMERS_AT_ONCE,
  countChanges,
  firstPage,
  readChanges,
  readCustomers,
} from '#app/sources/shopify/read-changes.server.ts';
import { refetchCustomers, refetchOrders } from '#app/sources/shopify/refetch.server.ts';
import { ensureShopifySource } from '#app/sources/source.server.ts';
import { enqueue } from './enqueue.server.ts';
import { takeRefetched } from './refetch-from-shopify.server.ts';

const TIMEOUT_MS = 300_000;
/** What has just happened may still be on its way. */
const PATIENCE_MS = 2 * 60_000;
/** Orders healed in one transaction; between two the shop's webhooks get their turn. */
const HEALED_AT_ONCE = 100;
const DAY_MS = 86_400_000;

/** Queues the night's comparison of Shopify's books, if nobody looks at them already. */
export async function openNightlyBooks(tx: Tx, shop: Shop, now: Date): Promise<void> {
  await openShopifyBooks(tx, shop, { kind: 'nightly', window: lastDays(USUAL_DAYS, shop.timeZone, now), actor: '' });
}

/** Compares Shopify's books over the last days because somebody asks for it. Returns the run's id. */
export function askForBooks(shop: Shop, days: number, actor: string): Promise<number> {
  return withShop(shop.shopId, async (tx) => {
    const window = lastDays(Math.min(Math.max(days, 1), 3650), shop.timeZone, new Date());
    const runId = await openShopifyBooks(tx, shop, { kind: 'asked', window, actor });
    await audit(tx, actor, 'books.asked', String(runId), { days });
    return runId;
  });
}

type Asked = { kind: 'nightly' | 'asked'; window: BooksWindow; actor: string };

async function openShopifyBooks(tx: Tx, shop: Shop, { kind, window, actor }: Asked): Promise<number> {
  const source = await ensureShopifySource(tx);
  const runId = await openBooksRun(tx, { sourceId: source.id, kind, window, askedBy: actor });
  await enqueue(tx, 'books-balance', { shopId: shop.shopId, runId });
  return runId;
}

/**
 * Compares a source's books with what is here and heals what differs: reads what changed (page by page, each with its
 * place, so that a killed run goes on), names every difference, fetches those objects again, and writes the days down.
 */
export async function balanceBooks(
  shopId: number,
  runId: number,
  admin: (domain: string) => AdminClient,
  now: () => Date = () => new Date(),
): Promise<void> {
  await withLock(`books:${shopId}`, async () => {
    const shop = await readShop(shopId);
    const run = await withShop(shopId, (tx) => readBooksRun(tx, runId));
    if (!run || run.state === 'done' || run.state === 'failed') {
      return;
    }
    if (shop.state !== 'installed') {
      await withShop(shopId, (tx) =>
        changeBooksRun(tx, runId, { state: 'failed', failure: 'Onefold is uninstalled.' }),
      );
      return;
    }
    try {
      await work(shop, runId, admin(shop.domain), now);
    } catch (error) {
      const failure = String(faultFields(error)['reason']);
      await withShop(shopId, (tx) => changeBooksRun(tx, runId, { failure }));
      throw error;
    }
  });
}

async function work(shop: Shop, runId: number, client: AdminClient, now: () => Date): Promise<void> {
  await withShop(shop.shopId, (tx) => changeBooksRun(tx, runId, { state: 'reading', startedAt: now() }));
  await readSource(shop, runId, client);
  const comparison = await compare(shop, runId);
  await heal(shop, runId, client, now);
  await close(shop, comparison, now);
}

async function readSource(shop: Shop, runId: number, client: AdminClient): Promise<void> {
  const run = (await withShop(shop.shopId, (tx) => readBooksRun(tx, runId)))!;
  const since = startOfDay(run.from, shop.timeZone);
  if (run.objectsDue === null) {
    const objectsDue = await countChanges(client, since);
    await withShop(shop.shopId, (tx) => changeBooksRun(tx, runId, { objectsDue }));
  }
  const cursor = { ...run.cursor };
  for (const subject of ['orders', 'customers'] as const) {
    for (let place = cursor[subject] === undefined ? firstPage(since) : cursor[subject]; place; ) {
      const page = await readChanges(client, subject, place);
      place = page.next;
      cursor[subject] = page.next;
      await withShop(shop.shopId, async (tx) => {
        await keepBooksEntries(tx, runId, page.entries);
        await changeBooksRun(tx, runId, { cursor, readMore: page.objects });
      });
    }
  }
  await readBuyers(shop, runId, client);
}

/** A sale changes its buyer's figures without always changing the buyer. */
async function readBuyers(shop: Shop, runId: number, client: AdminClient): Promise<void> {
  const ids = await withShop(shop.shopId, (tx) => buyersNotRead(tx, runId));
  for (let from = 0; from < ids.length; from += CUSTOMERS_AT_ONCE) {
    const entries = await readCustomers(client, ids.slice(from, from + CUSTOMERS_AT_ONCE));
    await withShop(shop.shopId, (tx) => keepBooksEntries(tx, runId, entries));
  }
}

/** Names what differs, and what deliveries did on their way. Returns what it compared with. */
async function compare(shop: Shop, runId: number): Promise<Comparison> {
  return withShop(
    shop.shopId,
    async (tx) => {
      await lockShop(tx);
      const run = (await readBooksRun(tx, runId))!;
      const comparison = comparisonOf(shop, run);
      const found = await findDifferences(tx, comparison);
      const since = startOfDay(run.from, shop.timeZone);
      const heard = await heardSince(tx);
      const unheard = heard
        ? await unheardMessages(tx, runId, new Date(Math.max(+heard, +since)), comparison.settledBefore, shop.timeZone)
        : [];
      const faulty = await faultyDeliveries(tx, since, shop.timeZone);
      await keepDifferences(
        tx,
        run,
        found.map((one) => ({ ...one, state: 'found' })),
      );
      await keepDifferences(tx, run, [...unheard, ...faulty]);
      await changeBooksRun(tx, runId, { state: 'healing' });
      return comparison;
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

function comparisonOf(shop: Shop, run: BooksRun): Comparison {
  const began = run.startedAt ?? new Date();
  const visibleSince = shop.scopes.includes('read_all_orders')
    ? null
    : new Date(began.getTime() - (RECENT_DAYS - 1) * DAY_MS);
  return { run, timeZone: shop.timeZone, settledBefore: new Date(began.getTime() - PATIENCE_MS), visibleSince };
}

async function heal(shop: Shop, runId: number, client: AdminClient, now: () => Date): Promise<void> {
  const due = await withShop(shop.shopId, (tx) => toHeal(tx, runId));
  for (let from = 0; from < due.orders.length; from += HEALED_AT_ONCE) {
    const fetched = await refetchOrders(client, due.orders.slice(from, from + HEALED_AT_ONCE), now());
    await takeRefetched(shop, fetched, `books:${runId}`);
  }
  for (let from = 0; from < due.customers.length; from += HEALED_AT_ONCE) {
    const fetched = await refetchCustomers(client, due.customers.slice(from, from + HEALED_AT_ONCE), now());
    await takeRefetched(shop, fetched, `books:${runId}`);
  }
}

async function close(shop: Shop, comparison: Comparison, now: () => Date): Promise<void> {
  await withShop(
    shop.shopId,
    async (tx) => {
      await lockShop(tx);
      const { run } = comparison;
      const healed = await settleDifferences(tx, run.id, await findDifferences(tx, comparison));
      await writeDays(tx, run, shop.timeZone);
      await dropBooksEntries(tx, run.id);
      const found = await countDifferences(tx, run.id);
      await changeBooksRun(tx, run.id, { state: 'done', finishedAt: now(), found, healed });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}
