import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { startDisposablePostgres } from '#test/support/disposable-postgres.ts';
import { TEST_ENVIRONMENT } from '#test/support/test-environment.ts';
import { writeTillFile } from './till-file.ts';

/**
 * A till's file with customers, from upload to profiles and metrics, against a bare COPY of the same parsed rows into one
 * table in the same run: `npm run bench -- import [--size 1000000]`. The work is done by a process of its own, whose peak
 * memory is the figure given. Prints one JSON object.
 */
const { values: flags } = parseArgs({
  options: { size: { type: 'string', default: '1000000' }, work: { type: 'string' }, profile: { type: 'boolean' } },
});
const size = Number(flags.size);

if (flags.work) {
  await work(flags.work);
} else {
  await measure();
}

async function measure(): Promise<void> {
  const server = await startDisposablePostgres('bench-import');
  const folder = await mkdtemp(join(tmpdir(), 'onefold-import-'));
  Object.assign(process.env, TEST_ENVIRONMENT, { DATABASE_URL: server.url });
  try {
    const { migrate } = await import('#app/platform/migrate.server.ts');
    const { closeDatabase } = await import('#app/platform/db.server.ts');
    const { ensureShop } = await import('#app/shops/find-shop.server.ts');
    await migrate(server.url);
    await ensureShop('bench.myshopify.com');
    await closeDatabase();
    const path = join(folder, 'items.csv');
    const columns = await writeTillFile(path, size, true);
    const copySeconds = await bareCopy(server.url, path, columns);
    const done = await inOwnProcess(path);
    const found = await whatIsThere(server.url);
    console.log(
      JSON.stringify({
        bench: 'import',
        size,
        seconds: round(done.seconds),
        rate: Math.round(size / done.seconds),
        baseline: round(copySeconds),
        ratio: round(done.seconds / copySeconds),
        peakMemoryMiB: done.peakMemoryMiB,
        phases: done.phases,
        ...found,
      }),
    );
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

/** Seconds that COPY takes for the parsed rows, which were parsed before. */
async function bareCopy(url: string, path: string, columns: readonly string[]): Promise<number> {
  const { openUpload } = await import('#app/sources/upload/open-upload.server.ts');
  const { localFile } = await import('#app/sources/upload/stored-file.server.ts');
  const { tables } = await openUpload(await localFile(path));
  const parsed = createWriteStream(`${path}.rows`);
  for await (const { data } of tables[0]!.dataRows()) {
    if (!parsed.write(data.map(({ cells }) => `${cells.join('\t')}\n`).join(''))) {
      await new Promise<void>((resolve) => parsed.once('drain', () => resolve()));
    }
  }
  await new Promise<void>((resolve) => parsed.end(() => resolve()));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create table bare (${columns.map((_column, index) => `c${index} text`).join(', ')})`);
  const began = performance.now();
  await pipeline(createReadStream(`${path}.rows`), client.query(copyFrom('copy bare from stdin')));
  const seconds = (performance.now() - began) / 1000;
  await client.query('drop table bare');
  await client.end();
  return seconds;
}

type Done = { seconds: number; peakMemoryMiB: number; phases: Record<string, number> };

function inOwnProcess(path: string): Promise<Done> {
  const nodeFlags = flags.profile ? ['--cpu-prof', '--cpu-prof-dir=test-results'] : [];
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [...nodeFlags, import.meta.filename, '--size', String(size), '--work', path],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let said = '';
    child.stdout.on('data', (part) => {
      said += part;
    });
    child.once('close', (code) =>
      code === 0 ? resolve(JSON.parse(said) as Done) : reject(new Error(`the import ended with ${code}`)),
    );
  });
}

/** What web and worker do with the file, in this process. */
async function work(path: string): Promise<void> {
  const { closeDatabase, withShop } = await import('#app/platform/db.server.ts');
  const { ensureShop, readShop } = await import('#app/shops/find-shop.server.ts');
  const { takeUpload, startImport } = await import('#app/pipeline/take-upload.server.ts');
  const { importFile } = await import('#app/pipeline/import-file.server.ts');
  const { readUpload } = await import('#app/sources/upload-state.server.ts');
  const shop = await readShop(await ensureShop('bench.myshopify.com'));
  const phases: Record<string, number> = {};
  const timed = async <T>(name: string, step: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const value = await step();
    phases[name] = round((performance.now() - began) / 1000);
    return value;
  };
  const uploadId = await timed('uploadAndInspect', () =>
    takeUpload(shop, 'items.csv', createReadStream(path), 'bench'),
  );
  const upload = (await withShop(shop.shopId, (tx) => readUpload(tx, uploadId)))!;
  await startImport(shop, uploadId, { sourceName: 'Till', mapping: upload.mapping!, actor: 'bench' });
  await timed('import', () => importFile(shop.shopId, uploadId));
  const after = (await withShop(shop.shopId, (tx) => readUpload(tx, uploadId)))!;
  if (after.state !== 'done' || after.counters.rowsRead !== size) {
    throw new Error(`the import is ${after.state} after ${after.counters.rowsRead} rows: ${after.failure}`);
  }
  await closeDatabase();
  const seconds = Object.values(phases).reduce((sum, one) => sum + one, 0);
  const peakMemoryMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(JSON.stringify({ seconds, peakMemoryMiB, phases } satisfies Done));
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
