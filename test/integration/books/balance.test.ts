import { beforeAll, describe, expect, it } from 'vitest';
import { balanceBooks } from '#app/pipeline/balance-books.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { lastDays } from '#app/sources/books.ts';
import { readDays } from '#app/sources/books-days.server.ts';
import { type KeptDifference, readDifferences } from '#app/sources/books-differences.server.ts';
import { openBooksRun, readBooksRun } from '#app/sources/books-run.server.ts';
import { totalsOfShopify, totalsOfStore } from '#test/integration/pipeline/same-as-shopify.ts';
import { useFlow } from '#test/integration/pipeline/use-flow.ts';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';
import { arrivals, disturb, liveThroughMonth, type Message } from './month.ts';

const flow = useFlow();
let shop = { shopId: 0, domain: '' };
let sourceId = 0;
/** Later than all that happened, so that nothing counts as still on its way. */
const LATER_MS = 10 * 60_000;

async function balance(days = 30): Promise<number> {
  const { getOfflineAdmin } = await import('#app/shopify.server.ts');
  const now = new Date(Date.now() + LATER_MS);
  const runId = await withShop(shop.shopId, (tx) =>
    openBooksRun(tx, { sourceId, kind: 'asked', window: lastDays(days, 'Europe/Berlin', now), askedBy: 'test' }),
  );
  await balanceBooks(shop.shopId, runId, getOfflineAdmin, () => now);
  return runId;
}

const differences = () => withShop(shop.shopId, (tx) => readDifferences(tx, sourceId, null));
const runOf = (runId: number) => withShop(shop.shopId, (tx) => readBooksRun(tx, runId));

/** Sends the messages and puts back the clock: each came when it happened, delayed ones three hours later. */
async function deliver(messages: readonly Message[]): Promise<void> {
  for (const { topic, body, deliveryId, fate, at } of messages) {
    for (let times = fate === 'repeated' ? 2 : 1; times > 0; times--) {
      expect(await flow.post({ shop: shop.domain, topic, payload: body, deliveryId, triggeredAt: at })).toBe(200);
    }
  }
  await flow.workOff();
  const delay = (one: Message) => (one.fate === 'delayed' ? 3 * 3600 : 1);
  await flow.database.owner.query(
    `update inbox_event i set triggered_at = m.at, received_at = m.at + make_interval(secs => m.delay)
     from unnest($1::text[], $2::timestamptz[], $3::int[]) as m (id, at, delay) where i.delivery_id = m.id`,
    [messages.map((one) => one.deliveryId), messages.map((one) => one.at), messages.map(delay)],
  );
}

describe('a month of deliveries of which a twentieth each is dropped, repeated, delayed and overtaken', () => {
  let messages: Message[];
  let named: KeptDifference[];
  let runId = 0;

  beforeAll(async () => {
    shop = await flow.install(sampleDataset({ handle: 'month', customers: 60, orders: 60 }));
    await flow.backfill(shop.shopId);
    const found = await flow.database.owner.query<{ id: string }>(
      "select id from source where shop_id = $1 and kind = 'shopify'",
      [shop.shopId],
    );
    sourceId = Number(found.rows[0]?.id);
    messages = await liveThroughMonth(flow, shop, 120);
    disturb(messages, 3);
    await deliver(arrivals(messages));
    runId = await balance();
    named = await differences();
  }, 180_000);

  const fates = (fate: Message['fate']) => messages.filter((one) => one.fate === fate);
  const about = (message: Message) => named.filter((one) => `${one.subject}:${one.externalId}` === message.about);

  it('holds enough of each to mean something', () => {
    expect(messages.length).toBeGreaterThan(450);
    for (const fate of ['dropped', 'repeated', 'delayed', 'overtaken'] as const) {
      expect(fates(fate).length, fate).toBeGreaterThan(fate === 'overtaken' ? 2 : 15);
    }
  });

  it('is told whole: every message that came twice, late or out of order is named', () => {
    const unnamed = (fate: Message['fate'], kind: string) =>
      fates(fate).filter((one) => !named.some((d) => d.kind === kind && d.detail['delivery'] === one.deliveryId));
    expect(unnamed('repeated', 'doubled')).toEqual([]);
    expect(unnamed('delayed', 'late')).toEqual([]);
    expect(unnamed('overtaken', 'late')).toEqual([]);
  });

  it('names every message that never came, unless a later one has said all of it again', () => {
    const saysAsMuch = (one: Message, gone: Message) =>
      one.body === gone.body ||
      one.topic === gone.topic ||
      (one.topic.startsWith('orders/') && one.topic !== 'orders/edited') ||
      (gone.topic === 'customers/update' && one.topic.startsWith('customer.tags_'));
    const saidAgain = (gone: Message) =>
      messages.some(
        (one) =>
          one.fate !== 'dropped' &&
          one.about === gone.about &&
          saysAsMuch(one, gone) &&
          (one.at > gone.at || (one !== gone && one.body === gone.body)),
      );
    const unnamed = fates('dropped').filter(
      (gone) => !saidAgain(gone) && !about(gone).some((one) => one.kind === 'missed' || one.kind === 'changed'),
    );
    expect(unnamed.map(({ topic, about: what }) => `${topic} ${what}`)).toEqual([]);
  });

  it('names nothing that was not disturbed', () => {
    const disturbed = new Set(messages.filter((one) => one.fate !== 'as it should').map((one) => one.about));
    const parts = (one: KeptDifference) => [`${one.subject}:${one.externalId}`, `order:${String(one.detail['order'])}`];
    const wrong = named.filter((one) => !parts(one).some((part) => disturbed.has(part)));
    expect(
      wrong.map((one) => `${one.kind} ${one.message} ${one.subject}:${one.externalId} ${JSON.stringify(one.detail)}`),
    ).toEqual([]);
  });

  it('is healed: nothing is open, every day agrees to the cent, and so do the whole books', async () => {
    expect(named.filter((one) => one.state === 'found' || one.state === 'open')).toEqual([]);
    const run = await runOf(runId);
    expect(run).toMatchObject({ state: 'done', failure: null });
    expect(run!.healed).toBeGreaterThan(2);
    const days = await withShop(shop.shopId, (tx) => readDays(tx, sourceId));
    expect(days.length).toBeGreaterThan(28);
    const unbalanced = days.filter((day) => day.hereCount !== day.thereCount || day.hereMinor !== day.thereMinor);
    expect(unbalanced).toEqual([]);
    const store = flow.standIn.world.findShop(shop.domain)!.store;
    expect(await totalsOfStore(flow.database.owner, shop.shopId)).toEqual(totalsOfShopify(store));
  });

  it('finds nothing more when it is compared again, and keeps nothing of what it read', async () => {
    const again = await runOf(await balance());
    expect(again).toMatchObject({ state: 'done', found: {}, healed: 0 });
    const left = await flow.database.owner.query('select from books_entry');
    expect(left.rowCount).toBe(0);
  });
});
