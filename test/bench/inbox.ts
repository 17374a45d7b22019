import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort, startEmbeddedPostgres } from '#test/support/embedded-postgres.ts';
import { TEST_ENVIRONMENT } from '#test/support/test-environment.ts';
import { type LoadResult, load } from './http-load.ts';

/**
 * Deliveries that are acknowledged a second by the production build, against a bare Node server that does one INSERT per
 * request on the same PostgreSQL in the same run. Both are durable when they answer (synchronous_commit on).
 */
const TOTAL = Number(process.argv[2] ?? 10_000);
const CONNECTIONS = 32;
const DOMAIN = 'bench.myshopify.com';
const ROOT = new URL('../..', import.meta.url).pathname;

const postgres = await startEmbeddedPostgres('bench', { fresh: true });
const env = {
  ...process.env,
  ...TEST_ENVIRONMENT,
  NODE_ENV: 'production' as const,
  DATABASE_URL: postgres.url,
  DATABASE_POOL: '10',
};
Object.assign(process.env, env);
const children: ChildProcess[] = [];

try {
  if (!existsSync(`${ROOT}build/server/index.js`)) {
    execFileSync('npm', ['run', 'build'], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  }
  const appPort = await start('app/web/main.ts');
  await makeShop();
  const barePort = await start('test/bench/bare-server.ts');
  const body = payload();
  const bare = () =>
    load(barePort, { total: TOTAL, connections: CONNECTIONS, make: () => ({ path: '/', headers: {}, body }) });
  const app = () =>
    load(appPort, {
      total: TOTAL,
      connections: CONNECTIONS,
      make: () => ({ path: '/webhooks/ingest', headers: headers(body), body }),
    });
  await warm(bare, app);
  const baseline = await bare();
  const measured = await app();
  await check(TOTAL);
  report(measured, baseline);
} finally {
  for (const child of children) {
    child.kill('SIGKILL');
  }
  await postgres.stop();
}

async function start(file: string): Promise<number> {
  const port = await freePort();
  children.push(
    spawn(process.execPath, [file], {
      cwd: ROOT,
      env: { ...env, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  );
  for (let waited = 0; waited < 30_000; waited += 100) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, {
      method: file.includes('bare') ? 'POST' : 'GET',
    }).catch(() => null);
    if (answer?.ok) {
      return port;
    }
    await sleep(100);
  }
  throw new Error(`${file} did not start`);
}

async function makeShop(): Promise<void> {
  const { ensureShop } = await import('#app/shops/find-shop.server.ts');
  const { closeDatabase } = await import('#app/platform/db.server.ts');
  await ensureShop(DOMAIN);
  await closeDatabase();
}

/** An order of usual size, about 4 kB. */
function payload(): Buffer {
  const lines = Array.from({ length: 6 }, (_none, index) => ({
    id: 7e15 + index,
    title: 'Merino blanket, wide stripe',
    sku: `BLK-${index}`,
    quantity: 1,
    price: '79.00',
    total_discount: '0.00',
    vendor: 'Hearth',
    properties: [],
    tax_lines: [{ title: 'Sales tax', rate: 0.0875, price: '6.91' }],
    note: 'x'.repeat(300),
  }));
  return Buffer.from(
    JSON.stringify({
      id: 5_000_000_000_001,
      updated_at: '2026-11-24T10:00:00Z',
      currency: 'USD',
      total_price: '474.00',
      line_items: lines,
    }),
  );
}

function headers(body: Buffer): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-shopify-topic': 'orders/create',
    'x-shopify-shop-domain': DOMAIN,
    'x-shopify-webhook-id': randomUUID(),
    'x-shopify-api-version': '2026-07',
    'x-shopify-triggered-at': new Date().toISOString(),
    'x-shopify-hmac-sha256': createHmac('sha256', TEST_ENVIRONMENT.SHOPIFY_API_SECRET).update(body).digest('base64'),
  };
}

async function warm(...runs: (() => Promise<LoadResult>)[]): Promise<void> {
  for (const run of runs) {
    await run();
  }
}

/** Every acknowledged delivery is a row, or the figure means nothing: twice the total, since the warm-up counts too. */
async function check(total: number): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<{ n: string }>('select count(*) as n from inbox_event');
  await client.end();
  if (Number(rows[0]?.n) !== 2 * total) {
    throw new Error(`${rows[0]?.n} deliveries are kept, ${2 * total} were acknowledged`);
  }
}

function report(app: LoadResult, bare: LoadResult): void {
  const round = (value: number) => Math.round(value * 100) / 100;
  const line = {
    bench: 'inbox',
    size: TOTAL,
    seconds: round(app.seconds),
    rate: Math.round(app.rate),
    baseline: Math.round(bare.rate),
    ratio: round(app.rate / bare.rate),
    p50Ms: app.p50Ms,
    p99Ms: app.p99Ms,
    baselineP50Ms: bare.p50Ms,
    baselineP99Ms: bare.p99Ms,
    connections: CONNECTIONS,
    payloadBytes: payload().length,
    peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
