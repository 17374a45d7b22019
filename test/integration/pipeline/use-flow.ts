import { createHmac, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Logger, runOnce } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { receiveWebhook } from '#app/pipeline/receive-webhook.server.ts';
import { connectionOf } from '#app/platform/db.server.ts';
import { findShopId } from '#app/shops/find-shop.server.ts';
import { webhooks } from '#app/web/webhooks.server.ts';
import type { Dataset } from '#test/shopify/dataset.ts';
import { type StandIn, startStandIn } from '#test/shopify/start.ts';
import type { StandInOptions } from '#test/shopify/world/options.ts';
import { type TestDatabase, useDatabase } from '#test/support/database.ts';

/** One delivery as Shopify would make it; what is absent is made up. */
export type Posted = {
  shop: string;
  topic: string;
  /** Text goes as it is, byte for byte; anything else as JSON. */
  payload: unknown;
  deliveryId?: string;
  triggeredAt?: Date;
  /** Headers that differ; null takes one away. */
  headers?: Record<string, string | null>;
  method?: string;
};

export type Installed = { shopId: number; domain: string };

export type Flow = {
  readonly database: TestDatabase;
  readonly standIn: StandIn;
  /** The webhook door, listening. */
  readonly appUrl: string;
  /** Adds the dataset's shop to the stand-in and opens the app there for the first time: token exchange and afterAuth. */
  install(dataset: Dataset): Promise<Installed>;
  /** Opens the app in a shop, as a merchant does. */
  open(domain: string): Promise<void>;
  /** Sends one signed delivery; the status of the answer. */
  post(posted: Posted): Promise<number>;
  /** Works off every job that is due, in this process, until none is. */
  workOff(): Promise<void>;
  /** Makes what waits for later due now, and works it off. */
  workOffLater(): Promise<void>;
  /** Works until the history of the shop is fetched (done or failed); throws after the time. */
  backfill(shopId: number, patienceMs?: number): Promise<void>;
};

/**
 * The whole flow in one process on a database of its own: stand-in, the webhook door, and the worker's handlers run on
 * demand, so that a test decides when. Call once, at the top of a file.
 */
export function useFlow(options: StandInOptions = {}): Flow {
  const database = useDatabase();
  const live: Live = { appUrl: '' };
  const closers: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const app = express();
    app.use('/webhooks', webhooks(receiveWebhook));
    const server = app.listen(0, '127.0.0.1');
    closers.push(() => new Promise((closed) => server.close(closed).closeAllConnections()));
    await new Promise((listening) => server.once('listening', listening));
    live.appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    live.standIn = await startStandIn({
      appUrl: live.appUrl,
      apiKey: process.env['SHOPIFY_API_KEY']!,
      apiSecret: process.env['SHOPIFY_API_SECRET']!,
      bulkMinimumMs: 1,
      ...options,
    });
    closers.push(() => live.standIn!.close());
    await detour(live.standIn.apiUrl);
    live.jobs = new pg.Pool({ ...connectionOf('jobs'), max: 3 });
    live.jobs.on('error', () => undefined);
    live.jobs.on('connect', (client) => client.on('error', () => undefined));
    closers.push(() => live.jobs!.end());
  }, 60_000);
  afterAll(async () => {
    for (const close of closers.reverse()) {
      await close();
    }
  });

  return flowOf(database, live);
}

type Live = { standIn?: StandIn; jobs?: pg.Pool; appUrl: string };

function flowOf(database: TestDatabase, live: Live): Flow {
  const flow: Flow = {
    database,
    get standIn() {
      return live.standIn!;
    },
    get appUrl() {
      return live.appUrl;
    },
    async install(dataset) {
      const { domain } = live.standIn!.addShop(dataset);
      await flow.open(domain);
      return { domain, shopId: (await findShopId(domain))! };
    },
    open: (domain) => openApp(live.standIn!, domain),
    post: (posted) => postDelivery(live.appUrl, posted),
    workOff: () => workOff(live.jobs!),
    async workOffLater() {
      await hurry(database);
      await workOff(live.jobs!);
    },
    backfill: (shopId, patienceMs = 60_000) => backfill(flow, shopId, patienceMs),
  };
  return flow;
}

async function openApp(standIn: StandIn, domain: string): Promise<void> {
  // Imported after the detour, as is all that leads to it: Shopify's library keeps the fetch that it finds.
  const { requireShop } = await import('#app/shopify.server.ts');
  const token = (await standIn.control('session-token', { shop: domain })).body['token'];
  const request = new Request(new URL('/app', process.env['SHOPIFY_APP_URL']), {
    headers: { authorization: `Bearer ${String(token)}` },
  });
  await requireShop(request);
}

async function backfill(flow: Flow, shopId: number, patienceMs: number): Promise<void> {
  const open = "select from backfill_operation where shop_id = $1 and state in ('waiting', 'running', 'loading')";
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; ) {
    await flow.workOffLater();
    if ((await flow.database.owner.query(open, [shopId])).rowCount === 0) {
      return flow.workOff();
    }
    await new Promise((later) => setTimeout(later, 20));
  }
  throw new Error(`the backfill is not done after ${patienceMs} ms`);
}

/** From here on this process's calls for Shopify go to the stand-in. */
async function detour(apiUrl: string): Promise<void> {
  process.env['SHOPIFY_STANDIN_URL'] = apiUrl;
  await import(new URL('../../shopify/preload.mjs', import.meta.url).href);
}

/** Base64 HMAC-SHA256 of exactly these bytes. */
export function signatureOf(body: string | Buffer, secret = process.env['SHOPIFY_API_SECRET']!): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

/** Sends one signed delivery to the door at this address; the status of the answer. */
export async function postDelivery(appUrl: string, posted: Posted): Promise<number> {
  const body = typeof posted.payload === 'string' ? posted.payload : JSON.stringify(posted.payload);
  const headers: Record<string, string | null> = {
    'content-type': 'application/json',
    'x-shopify-topic': posted.topic,
    'x-shopify-shop-domain': posted.shop,
    'x-shopify-api-version': '2026-07',
    'x-shopify-webhook-id': posted.deliveryId ?? randomUUID(),
    'x-shopify-event-id': randomUUID(),
    'x-shopify-triggered-at': (posted.triggeredAt ?? new Date()).toISOString(),
    'x-shopify-hmac-sha256': signatureOf(body),
    ...posted.headers,
  };
  const kept = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null);
  const answer = await fetch(`${appUrl}/webhooks/ingest`, {
    method: posted.method ?? 'POST',
    headers: kept,
    ...(posted.method === 'GET' ? {} : { body }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

const SILENT = new Logger(() => () => undefined);

/**
 * One after the other, until nothing is due: what a worker does, without its clock. The queue may return while the end of
 * its last job is still being written down, and until then the next of that key is not to be had: so it is asked again.
 */
async function workOff(jobs: pg.Pool): Promise<void> {
  const { taskList } = await import('#app/worker/task-list.server.ts');
  do {
    await runOnce({ pgPool: jobs, taskList: taskList(), concurrency: 1, noHandleSignals: true, logger: SILENT });
  } while (await isAnyDue(jobs));
}

async function isAnyDue(jobs: pg.Pool): Promise<boolean> {
  const due = await jobs.query(`
    select from graphile_worker._private_jobs
    where locked_at is not null or (run_at <= now() and attempts < max_attempts) limit 1`);
  return due.rowCount !== 0;
}

/** Waits are for the real world: what was put off is due now. */
async function hurry(database: TestDatabase): Promise<void> {
  await database.owner.query('update graphile_worker._private_jobs set run_at = now() where locked_at is null');
  await database.owner.query("update inbox_event set due_at = now() where state = 'received'");
}
