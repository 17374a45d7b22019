import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';
import { startStandIn } from '#test/shopify/start.ts';
import { startDisposablePostgres } from '#test/support/disposable-postgres.ts';
import { TEST_ENVIRONMENT } from '#test/support/test-environment.ts';
import { asDifferentPeople } from './different-people.ts';

/**
 * A shop's whole history from Shopify's bulk results to profiles and metrics, against a bare COPY of the rows it comes to (customers,
 * orders, lines) in the same run: `npm run bench -- backfill [--size 1000000]`, size in orders, a customer for every four. The
 * stand-in answers in this process; the worker is a process of its own, whose peak memory is the figure given. One JSON object.
 */
const { values: flags } = parseArgs({
  options: { size: { type: 'string', default: '1000000' }, work: { type: 'string' } },
});
const size = Number(flags.size);
const customers = Math.ceil(size / 4);
const HANDLE = 'bench-backfill';

if (flags.work) {
  await work(flags.work);
} else {
  await measure();
}

async function measure(): Promise<void> {
  const server = await startDisposablePostgres('bench-backfill');
  const folder = await mkdtemp(join(tmpdir(), 'onefold-backfill-'));
  Object.assign(process.env, TEST_ENVIRONMENT, { DATABASE_URL: server.url });
  const standIn = await startStandIn({
    apiKey: process.env['SHOPIFY_API_KEY']!,
    apiSecret: process.env['SHOPIFY_API_SECRET']!,
    bulkMinimumMs: 1,
  });
  try {
    const { migrate } = await import('#app/platform/migrate.server.ts');
    await migrate(server.url);
    const { domain } = standIn.addShop(asDifferentPeople(sampleDataset({ handle: HANDLE, customers, orders: size })));
    const token = String((await standIn.control('session-token', { shop: domain, seconds: 3600 })).body['token']);
    const done = await inOwnProcess(token, standIn.apiUrl);
    const found = await whatIsThere(server.url);
    if (found['orders'] !== size || found['records'] !== customers) {
      throw new Error(`of ${size} orders and ${customers} customers there are ${JSON.stringify(found)}`);
    }
    const copySeconds = await bareCopy(server.url, folder);
    console.log(
      JSON.stringify({
        bench: 'backfill',
        size,
        seconds: round(done.seconds),
        rate: Math.round(size / done.seconds),
        baseline: round(copySeconds),
        ratio: round(done.seconds / copySeconds),
        peakMemoryMiB: done.peakMemoryMiB,
        ...found,
      }),
    );
  } finally {
    await standIn.close();
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

type Done = { seconds: number; peakMemoryMiB: number };

function inOwnProcess(token: string, standInUrl: string): Promise<Done> {
  const preload = new URL('../shopify/preload.mjs', import.meta.url).pathname;
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', preload, import.meta.filename, '--size', String(size), '--work', token],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, SHOPIFY_STANDIN_URL: standInUrl } },
    );
    let said = '';
    child.stdout.on('data', (part) => {
      said += part;
    });
    child.once('close', (code) =>
      code === 0
        ? resolve(JSON.parse(said.trim().split('\n').at(-1)!) as Done)
        : reject(new Error(`the backfill ended with ${code}`)),
    );
  });
}

/** What the worker does once the app is installed, in this process. */
async function work(token: string): Promise<void> {
  const { requireShop, getOfflineAdmin } = await import('#app/shopify.server.ts');
  const { backfillStep } = await import('#app/pipeline/backfill-step.server.ts');
  const { closeDatabase, withShop } = await import('#app/platform/db.server.ts');
  const { backfillOperations } = await import('#app/sources/shopify/backfill-plan.server.ts');
  const url = new URL('/app', process.env['SHOPIFY_APP_URL']);
  const { shop } = await requireShop(new Request(url, { headers: { authorization: `Bearer ${token}` } }));
  const began = performance.now();
  for (let open = true; open; ) {
    await backfillStep(shop.shopId, getOfflineAdmin);
    const operations = await withShop(shop.shopId, backfillOperations);
    const failed = operations.find((one) => one.state === 'failed');
    if (failed) {
      throw new Error(`${failed.subject} failed: ${failed.lastError}`);
    }
    open = operations.some((one) => one.state !== 'done');
  }
  const seconds = (performance.now() - began) / 1000;
  await closeDatabase();
  const peakMemoryMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`\n${JSON.stringify({ seconds, peakMemoryMiB } satisfies Done)}\n`);
}

/** Seconds that COPY takes for the same rows into tables without keys. */
async function bareCopy(url: string, folder: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let seconds = 0;
  for (const table of ['customer_record', 'sales_order', 'order_line']) {
    const path = join(folder, table);
    await pipeline(client.query(copyTo(`copy ${table} to stdout`)), createWriteStream(path));
    await client.query(`create table bare_${table} as select * from ${table} with no data`);
    const began = performance.now();
    await pipeline(createReadStream(path), client.query(copyFrom(`copy bare_${table} from stdin`)));
    seconds += (performance.now() - began) / 1000;
  }
  await client.end();
  return seconds;
}

async function whatIsThere(url: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(`
    select (select count(*)::int from customer_record) as records, (select count(*)::int from sales_order) as orders,
           (select count(*)::int from order_line) as lines, (select count(*)::int from profile) as profiles,
           (select sum(orders_count)::int from profile_metrics) as "ordersInMetrics"`);
  await client.end();
  return rows[0];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
