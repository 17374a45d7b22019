import { claimEvents, type WaitingEvent } from '#app/inbox/claim.server.ts';
import { nextDue, noteAbout, postponeEvent, settleEvents } from '#app/inbox/settle.server.ts';
import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { faultFields, log } from '#app/platform/log.server.ts';
import { readShopIn, type Shop, shopDataKey } from '#app/shops/find-shop.server.ts';
import { parsePayload } from '#app/sources/shopify/payload.ts';
import { aboutOf, RECORD_TOPICS, readStatement, type ShopifyStatement } from '#app/sources/shopify/webhook-topics.ts';
import { ensureShopifySource, heardFrom } from '#app/sources/source.server.ts';
import { applyRecords } from './apply-records.server.ts';
import { enqueue } from './enqueue.server.ts';
import { APP_TOPICS } from './handle-app-topic.server.ts';
import { refetchLater, refetchStockSoon } from './refetch-from-shopify.server.ts';
import { refreshDerived } from './refresh-derived.server.ts';
import { judgeSoon } from './watch-quality.server.ts';

/** Deliveries that share one transaction. More amortise the commit; fewer let other work of the shop in sooner. */
const BATCH = 200;
const BATCH_TIMEOUT_MS = 120_000;

/**
 * THE FLOW, one batch of deliveries at a time, each batch in one transaction:
 *
 *   claim → read (Shopify's words to ours) → apply (clean, keep as records) → identity → profiles → metrics → segments → done
 *
 * Exactly once in effect: a batch and the mark that it is done commit together. A delivery that fails is put aside with a
 * growing wait and never holds up the others. Returns how many deliveries were worked off.
 */
export async function processInbox(shopId: number): Promise<number> {
  const dataKey = await shopDataKey(shopId);
  let done = 0;
  for (;;) {
    const took = await processBatch(shopId, dataKey, BATCH);
    done += took;
    if (took < BATCH) {
      await wakeLater(shopId);
      return done;
    }
  }
}

async function processBatch(shopId: number, dataKey: Buffer, size: number): Promise<number> {
  try {
    return await withShop(shopId, (tx) => work(tx, dataKey, size), { timeoutMs: BATCH_TIMEOUT_MS });
  } catch (error) {
    if (size === 1) {
      return await putAside(shopId, dataKey, error);
    }
    // One bad delivery spoils its batch: take them one by one, so that only the bad one is put aside.
    log('warn', 'a batch failed and is taken apart', { shopId, ...faultFields(error) });
    let done = 0;
    for (let index = 0; index < size; index++) {
      const took = await processBatch(shopId, dataKey, 1);
      done += took;
      if (took === 0) {
        break;
      }
    }
    return done;
  }
}

async function work(tx: Tx, dataKey: Buffer, size: number): Promise<number> {
  await lockShop(tx);
  const events = await claimEvents(tx, dataKey, size);
  if (events.length === 0) {
    return 0;
  }
  // Zone and currency as they are under the lock: another batch may just have changed them.
  const shop = await readShopIn(tx);
  const said = await readEvents(tx, shop, events);
  const source = await ensureShopifySource(tx);
  const origin = { sourceId: source.id, origin: originOf(events), timeZone: shop.timeZone };
  const applied = await applyRecords(tx, shop, origin, said);
  await refreshDerived(tx, applied.touchedRecords, origin.origin);
  await heardFrom(tx, source.id);
  await refetchLater(tx, said.changedOrders);
  await refetchStockSoon(tx, said.changedStock);
  if (applied.touchedRecords.length > 0) {
    await judgeSoon(tx);
  }
  return events.length;
}

function originOf(events: readonly WaitingEvent[]): string {
  return events.length === 1 ? `webhook:${events[0]!.deliveryId}` : `webhook:${events[0]!.id}-${events.at(-1)!.id}`;
}

/** What a batch says, and what each of its deliveries is about. */
type Said = ShopifyStatement & { abouts: { id: number; about: string }[] };

/** Reads all that can be read; what cannot is settled here and now, each with its reason. */
async function readEvents(tx: Tx, shop: Shop, events: readonly WaitingEvent[]): Promise<Said> {
  const said: Said = { records: [], patches: [], deletedOrders: [], changedOrders: [], changedStock: [], abouts: [] };
  const processed: number[] = [];
  const ignored: number[] = [];
  for (const event of events) {
    const outcome = await readEvent(tx, shop, event, said);
    (outcome === 'read' ? processed : outcome === 'unknown' ? ignored : []).push(event.id);
  }
  await noteAbout(tx, said.abouts);
  await settleEvents(tx, processed, 'processed');
  await settleEvents(tx, ignored, 'ignored', 'Onefold has no use for this topic');
  return said;
}

async function readEvent(tx: Tx, shop: Shop, event: WaitingEvent, said: Said): Promise<'read' | 'unknown' | 'failed'> {
  try {
    const payload = parsePayload(event.body);
    const appTopic = APP_TOPICS[event.topic];
    if (appTopic) {
      await appTopic(tx, shop, payload, event.triggeredAt);
      return 'read';
    }
    if (!RECORD_TOPICS[event.topic]) {
      return 'unknown';
    }
    const statement = readStatement(event.topic, payload, { triggeredAt: event.triggeredAt, currency: shop.currency });
    said.records.push(...statement.records);
    said.patches.push(...statement.patches);
    said.deletedOrders.push(...statement.deletedOrders);
    said.changedOrders.push(...statement.changedOrders);
    said.changedStock.push(...statement.changedStock);
    const about = aboutOf(event.topic, statement);
    said.abouts.push(...(about === null ? [] : [{ id: event.id, about }]));
    return 'read';
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) {
      throw error;
    }
    await postponeEvent(tx, event.id, error.message);
    log('warn', 'a delivery could not be read', { shopId: shop.shopId, eventId: event.id, topic: event.topic });
    return 'failed';
  }
}

/** The batch of one failed and was rolled back: keep the reason and let the others pass. */
async function putAside(shopId: number, dataKey: Buffer, error: unknown): Promise<number> {
  const fields = faultFields(error);
  log('error', 'a delivery failed', { shopId, ...fields });
  return withShop(shopId, async (tx) => {
    const [event] = await claimEvents(tx, dataKey, 1);
    if (event) {
      await postponeEvent(tx, event.id, String(fields['reason']));
    }
    return event ? 1 : 0;
  });
}

/** What was put aside is due later: a job for then. */
async function wakeLater(shopId: number): Promise<void> {
  await withShop(shopId, async (tx) => {
    const due = await nextDue(tx);
    if (due) {
      await enqueue(tx, 'inbox-process', { shopId }, due);
    }
  });
}
