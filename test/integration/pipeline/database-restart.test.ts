import type { AddressInfo } from 'node:net';
import express from 'express';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiveWebhook } from '#app/pipeline/receive-webhook.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { migrate } from '#app/platform/migrate.server.ts';
import { webhooks } from '#app/web/webhooks.server.ts';
import { makeShop } from '#test/support/database.ts';
import {
  type EmbeddedPostgres,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '#test/support/embedded-postgres.ts';
import { startWorkerProcess, type WorkerProcess } from '#test/support/worker-process.ts';
import { type ManyDelivery, manyDeliveries } from './many-deliveries.ts';
import { postDelivery } from './use-flow.ts';

/** A server of its own, for this one is taken down. */
const NAME = `restart-${process.pid}`;
const DELIVERIES = 300;
const RESTARTS = 3;
let postgres: EmbeddedPostgres;
let worker: WorkerProcess;
let door: ReturnType<express.Express['listen']>;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres(NAME, { fresh: true });
  process.env['DATABASE_URL'] = postgres.url;
  await migrate(postgres.url);
  const app = express();
  app.use('/webhooks', webhooks(receiveWebhook));
  door = app.listen(0, '127.0.0.1');
  await new Promise((listening) => door.once('listening', listening));
}, 120_000);

afterAll(async () => {
  door.close();
  await worker?.kill();
  await closeDatabase();
  await postgres.stop();
  await removeEmbeddedPostgres(NAME);
}, 60_000);

describe('a database that is restarted in the middle of the work', () => {
  it('costs a while, and no delivery: the same worker goes on by itself', { timeout: 240_000 }, async () => {
    const shop = await makeShop();
    const deliveries = manyDeliveries(DELIVERIES, new Date('2026-03-01T00:00:00Z'), 3);
    worker = startWorkerProcess();
    const share = DELIVERIES / RESTARTS;
    for (let restart = 0; restart < RESTARTS; restart++) {
      const sending = send(shop.domain, deliveries.slice(restart * share, (restart + 1) * share));
      await until(async () => (await countOf("state = 'processed'")) > restart * share);
      await restartDatabase();
      await sending;
    }
    await until(async () => (await countOf('true')) === DELIVERIES && (await countOf("state = 'received'")) === 0);
    expect(await countOf("state = 'processed'")).toBe(DELIVERIES);
    const [wanted, kept] = [ordersIn(deliveries), await orders()];
    expect(kept).toEqual(wanted);
  });
});

/** As a deployment of the database does it: sessions are cut, connections are refused for a moment, all is there again. */
async function restartDatabase(): Promise<void> {
  const port = Number(new URL(postgres.url).port);
  await postgres.stop();
  postgres = await startEmbeddedPostgres(NAME, { port });
}

/** As Shopify sends: what is not acknowledged comes again. */
async function send(shop: string, deliveries: readonly ManyDelivery[]): Promise<void> {
  const appUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  for (const delivery of deliveries) {
    const deliveryId = `${delivery.topic}-${delivery.triggeredAt.getTime()}`;
    await until(async () => (await postDelivery(appUrl, { shop, deliveryId, ...delivery })) === 200);
  }
}

async function look<Row extends object>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function countOf(condition: string): Promise<number> {
  const [row] = await look<{ n: number }>(`select count(*)::int as n from inbox_event where ${condition}`);
  return row!.n;
}

async function orders(): Promise<string[]> {
  const found = await look<{ id: string }>('select external_id as id from sales_order order by 1');
  return found.map((row) => row.id);
}

function ordersIn(deliveries: readonly ManyDelivery[]): string[] {
  const ids = deliveries
    .filter(({ topic }) => topic.startsWith('orders/'))
    .map(({ payload }) => /"id":(\d+)/.exec(payload)![1]!);
  return [...new Set(ids)].sort();
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 200_000; !(await isSo()); await new Promise((later) => setTimeout(later, 50))) {
    if (Date.now() > deadline) {
      throw new Error('it does not come to rest');
    }
  }
}
