import { lockShop, refreshRoughly, withShop } from '#app/platform/db.server.ts';
import { withLock } from '#app/platform/lock.server.ts';
import { faultFields, log } from '#app/platform/log.server.ts';
import type { RecordInput } from '#app/records/types.ts';
import { readShop, readShopIn, type Shop } from '#app/shops/find-shop.server.ts';
import { learnRhythms } from '#app/sources/rhythm.server.ts';
import type { AdminClient } from '#app/sources/shopify/admin-client.server.ts';
import {
  type BackfillOperation,
  backfillOperations,
  changeBackfill,
} from '#app/sources/shopify/backfill-plan.server.ts';
import {
  customersQuery,
  ordersQuery,
  POLL_BULK,
  productsQuery,
  RUN_BULK,
  SHOP_DETAILS,
} from '#app/sources/shopify/bulk-queries.ts';
import {
  type BulkObject,
  customerFromBulk,
  orderFromBulk,
  productFromBulk,
} from '#app/sources/shopify/bulk-records.ts';
import { type BulkSlice, readBulkFile } from '#app/sources/shopify/read-bulk-file.server.ts';
import { ensureShopifySource, heardFrom } from '#app/sources/source.server.ts';
import { HISTORY, keepTouched } from '#app/sources/upload-touched.server.ts';
import { applyRecords } from './apply-records.server.ts';
import { enqueue } from './enqueue.server.ts';
import { growsMuch, renewTouched } from './renew-touched.server.ts';
import { describeShop } from './restate-shop.server.ts';

/** Shopify runs five bulk queries of an app at once; one is left for whatever a person starts. */
const AT_ONCE = 4;
/** Objects in one transaction: between two slices the shop's webhooks get their turn. */
const SLICE = 2000;
const SLICE_TIMEOUT_MS = 300_000;
const POLL_AFTER_MS = 1500;
/** Objects that are in after some minutes. */
const SOON_LOADED = 200_000;
const MOST_ATTEMPTS = 5;
/** A download that breaks off goes on where it stopped, so it may break more often. */
const MOST_LOAD_ATTEMPTS = 50;

/**
 * One turn of the history's import: starts what can start, looks after what runs, loads what is ready, and queues the
 * next turn until all is done. Killed at any point, the next turn goes on from the last committed slice.
 */
export async function backfillStep(shopId: number, admin: (domain: string) => AdminClient): Promise<void> {
  await withLock(`backfill:${shopId}`, async () => {
    const shop = await readShop(shopId);
    if (shop.state !== 'installed') {
      return;
    }
    const client = admin(shop.domain);
    await ensureShopDetails(shop, client);
    const current = await readShop(shopId);
    await startWaiting(current, client);
    await pollRunning(current, client);
    await loadReady(current);
    await withShop(shopId, async (tx) => {
      const open = (await backfillOperations(tx)).some((one) => ['waiting', 'running', 'loading'].includes(one.state));
      if (open) {
        await enqueue(tx, 'backfill-step', { shopId }, new Date(Date.now() + POLL_AFTER_MS));
      } else {
        await learnRhythms(tx);
        await enqueue(tx, 'identity-train', { shopId });
        await enqueue(tx, 'quality-run', { shopId });
        await enqueue(tx, 'quality-watch', { shopId });
      }
    });
  });
}

type Details = {
  shop: {
    name: string;
    email: string;
    currencyCode: string;
    ianaTimezone: string;
    billingAddress: { countryCodeV2: string | null } | null;
    plan: { publicDisplayName: string } | null;
  };
};

/** Currency and zone come first: all figures and days depend on them. */
async function ensureShopDetails(shop: Shop, client: AdminClient): Promise<void> {
  if (shop.name !== shop.domain) {
    return;
  }
  const { shop: told } = await client.graphql<Details>(SHOP_DETAILS);
  await withShop(shop.shopId, (tx) =>
    describeShop(tx, {
      name: told.name,
      currency: told.currencyCode,
      timeZone: told.ianaTimezone,
      country: told.billingAddress?.countryCodeV2 ?? null,
      email: told.email,
      plan: told.plan?.publicDisplayName ?? null,
    }),
  );
}

function operations(shop: Shop): Promise<BackfillOperation[]> {
  return withShop(shop.shopId, backfillOperations);
}

function change(shop: Shop, id: number, what: Parameters<typeof changeBackfill>[2]): Promise<void> {
  return withShop(shop.shopId, (tx) => changeBackfill(tx, id, what));
}

type Started = {
  bulkOperationRunQuery: {
    bulkOperation: { id: string } | null;
    userErrors: { code: string | null; message: string }[];
  };
};

async function startWaiting(shop: Shop, client: AdminClient): Promise<void> {
  const all = await operations(shop);
  const running = all.filter((one) => one.state === 'running').length;
  for (const operation of all.filter((one) => one.state === 'waiting').slice(0, Math.max(0, AT_ONCE - running))) {
    const answer = await client.graphql<Started>(RUN_BULK, { query: queryOf(operation) });
    const { bulkOperation, userErrors } = answer.bulkOperationRunQuery;
    if (bulkOperation) {
      await change(shop, operation.id, { state: 'running', operationGid: bulkOperation.id });
    } else if (userErrors.some((error) => error.code === 'OPERATION_IN_PROGRESS' || error.code === 'LIMIT_REACHED')) {
      return;
    } else {
      await failed(shop, operation, userErrors.map((error) => error.message).join('; '));
    }
  }
}

function queryOf(operation: BackfillOperation): string {
  switch (operation.subject) {
    case 'customers':
      return customersQuery(operation);
    case 'orders':
      return ordersQuery(operation);
    case 'products':
      return productsQuery();
  }
}

type Polled = {
  bulkOperation: { status: string; errorCode: string | null; objectCount: string; url: string | null } | null;
};

async function pollRunning(shop: Shop, client: AdminClient): Promise<void> {
  const all = await operations(shop);
  for (const operation of all.filter((one) => one.state === 'running' || one.state === 'loading')) {
    const { bulkOperation } = await client.graphql<Polled>(POLL_BULK, { id: operation.operationGid });
    const trouble = troubleOf(bulkOperation);
    if (trouble !== null) {
      await failed(shop, operation, trouble);
    } else {
      const { status, url, objectCount } = bulkOperation!;
      // A result that is being loaded gets a fresh address, in case the old one has expired.
      const state = status !== 'COMPLETED' ? operation.state : url ? 'loading' : 'done';
      const seen = { state, objectsTotal: Number(objectCount), resultUrl: url, lastError: operation.lastError };
      await change(shop, operation.id, seen);
    }
  }
}

/** Why a bulk operation has to be run again; null if it goes well. */
function troubleOf(told: Polled['bulkOperation']): string | null {
  if (!told) {
    return 'Shopify does not know the operation any more';
  }
  if (['FAILED', 'CANCELED', 'EXPIRED'].includes(told.status)) {
    return told.errorCode ?? told.status;
  }
  // Nothing found, no file: but where something was found, its file has been deleted since.
  const isGone = told.status === 'COMPLETED' && !told.url && Number(told.objectCount) > 0;
  return isGone ? 'The result is not there any more' : null;
}

/** Tries an operation again from its start, where it goes on at the first line that is not done; gives up in the end. */
async function failed(shop: Shop, operation: BackfillOperation, reason: string): Promise<void> {
  const state = operation.attempts + 1 >= MOST_ATTEMPTS ? 'failed' : 'waiting';
  log('warn', 'a bulk operation failed', { shopId: shop.shopId, operationId: operation.id, reason, state });
  await change(shop, operation.id, { state, lastError: reason, failedAttempt: true, linesDone: 0 });
}

async function loadReady(shop: Shop): Promise<void> {
  const ready = (await operations(shop)).filter((one) => one.state === 'loading');
  for (const [nth, operation] of ready.entries()) {
    try {
      const isWhole = await load(shop, operation);
      if (isWhole && !isSoonFollowed(ready.slice(nth + 1))) {
        await renewTouched(shop.shopId, HISTORY, `bulk:${operation.id}`);
      }
      if (isWhole) {
        await change(shop, operation.id, { state: 'done' });
      }
    } catch (error) {
      const state = operation.attempts + 1 >= MOST_LOAD_ATTEMPTS ? 'failed' : 'loading';
      log('warn', 'a bulk result broke off', {
        shopId: shop.shopId,
        operationId: operation.id,
        state,
        ...faultFields(error),
      });
      await change(shop, operation.id, { state, lastError: String(faultFields(error)['reason']), failedAttempt: true });
      break;
    }
  }
  // What waited for another result; what a process that was killed, a broken download or a cancelled operation has left.
  await renewTouched(shop.shopId, HISTORY, 'bulk');
}

/** Whether results that are ready as well come in within minutes: what is shown of people is then renewed once, after them. */
function isSoonFollowed(next: readonly BackfillOperation[]): boolean {
  const objects = next.reduce((sum, one) => sum + (one.objectsTotal ?? 0), 0);
  return objects > 0 && objects <= SOON_LOADED;
}

/** False if somebody has cancelled meanwhile. */
async function load(shop: Shop, operation: BackfillOperation): Promise<boolean> {
  let nth = 0;
  for await (const slice of readBulkFile(operation.resultUrl!, operation.linesDone, SLICE)) {
    if (!(await loadSlice(shop, operation, slice, operation.subject !== 'products' && growsMuch(++nth)))) {
      return false;
    }
  }
  return true;
}

/** A slice, what it touched and the cursor behind it commit together; what is shown and counted of it follows once the operation is loaded. False if somebody has cancelled meanwhile. */
async function loadSlice(
  shop: Shop,
  operation: BackfillOperation,
  slice: BulkSlice,
  growsMuch: boolean,
): Promise<boolean> {
  const records = slice.objects.flatMap((object) => toRecords(operation, object, shop.currency));
  return withShop(
    shop.shopId,
    async (tx) => {
      await lockShop(tx);
      const now = (await backfillOperations(tx)).find((one) => one.id === operation.id);
      if (now?.state !== 'loading') {
        return false;
      }
      const source = await ensureShopifySource(tx);
      const { timeZone } = await readShopIn(tx);
      const origin = { sourceId: source.id, origin: `bulk:${operation.id}`, timeZone };
      const applied = await applyRecords(tx, shop, origin, { records });
      if (growsMuch) {
        await refreshRoughly(tx);
      }
      await keepTouched(tx, HISTORY, applied.touchedRecords, applied.people);
      await changeBackfill(tx, operation.id, { linesDone: slice.linesDone });
      await heardFrom(tx, source.id);
      return true;
    },
    { timeoutMs: SLICE_TIMEOUT_MS },
  );
}

function toRecords(operation: BackfillOperation, object: BulkObject, currency: string): RecordInput[] {
  switch (operation.subject) {
    case 'customers':
      return customerFromBulk(object);
    case 'orders':
      return orderFromBulk(object);
    case 'products':
      return [productFromBulk(object, currency)];
  }
}
