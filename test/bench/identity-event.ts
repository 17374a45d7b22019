/**
 * npm run bench -- identity-event [--size 1000000] [--events 2000]: one record among so many in PostgreSQL, in a full durable transaction:
 * the record is kept, resolved (keys, candidates, scores, component, clusters, questions) and its profile written, then committed with
 * synchronous_commit on. At a tenth of the size and at the size, which the product's own bulk path has loaded. Baseline of the same run:
 * a bare insert of one row with its commit, by turns with the measured; `cpuMs` = processor time an event, which a busy machine does not
 * change. `whole` = with figures and segments, as a webhook's record goes.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import type { Tx } from '#app/platform/db.server.ts';
import type { CustomerRecordInput } from '#app/records/types.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '#test/support/embedded-postgres.ts';
import { TEST_ENVIRONMENT } from '#test/support/test-environment.ts';
import { makePopulation, type Population } from './identity-population.ts';

const { values: flags } = parseArgs({
  options: { size: { type: 'string', default: '1000000' }, events: { type: 'string', default: '2000' } },
});
const size = Number(flags.size);
const events = Number(flags.events);
/** Events before those that count, to fill caches and plans. */
const WARM_UP = 200;
const CHUNK = 20_000;
const SOURCES = ['Web shop', 'Till', 'CRM', 'Loyalty'];
const TIMEOUT_MS = 3_600_000;
/** Ids of the sources by name: a batch of deliveries looks its source up once. */
const sourceIds = new Map<string, number>();
/** Hundredths of a second in which Linux counts. */
const TICK_MS = 10;
const SAID_AT = new Date('2026-05-01T10:00:00Z');

const NAME = 'bench-identity-event';
const server = await startEmbeddedPostgres(NAME, {
  fresh: true,
  settings: ['shared_buffers=1GB', 'max_wal_size=8GB', 'synchronous_commit=on'],
});
Object.assign(process.env, TEST_ENVIRONMENT, { DATABASE_URL: server.url });
const { migrate } = await import('#app/platform/migrate.server.ts');
const { closeDatabase, lockShop, refreshStatistics, withShop } = await import('#app/platform/db.server.ts');
const { ensureShop, readShop } = await import('#app/shops/find-shop.server.ts');
const { ensureSource } = await import('#app/sources/source.server.ts');
const { applyRecords } = await import('#app/pipeline/apply-records.server.ts');
const { refreshProfiles } = await import('#app/pipeline/refresh-derived.server.ts');
const { readComparables } = await import('#app/identity/read-comparables.server.ts');
const { indexKeys } = await import('#app/identity/blocking-index.server.ts');
const { resolve } = await import('#app/identity/resolve.server.ts');
const { learnShop, takeUpModel } = await import('#app/identity/resolve-shop.server.ts');
const { projectProfiles } = await import('#app/profiles/project-profiles.server.ts');

const bare = new pg.Client({ connectionString: server.url });
try {
  await migrate(server.url);
  await bare.connect();
  await bare.query('create table bare (id bigint generated always as identity primary key, body text not null)');
  const shop = await readShop(await ensureShop('bench.myshopify.com'));
  const perRun = WARM_UP + 2 * events;
  const population = makePopulation(size + 2 * perRun, 20_240_607);
  const tenth = Math.round(size / 10);
  await load(shop, population, 0, tenth);
  const smaller = await measure(shop, population, tenth, size);
  await load(shop, population, tenth, size);
  const whole = await measure(shop, population, size, size + perRun);
  print({ bench: 'identity-event-growth', size, ...growth(smaller, whole) });
} finally {
  await bare.end();
  await closeDatabase();
  await server.stop();
  await removeEmbeddedPostgres(NAME);
}

type Times = { p50Ms: number; p95Ms: number; p99Ms: number };
type Measured = Record<'total' | 'begin' | 'record' | 'resolve' | 'profile' | 'commit' | 'whole' | 'baseline', Times>;

/** The bulk path: records by COPY, their keys, one training and one decision over all, and all profiles. */
async function load(shop: Shop, population: Population, from: number, to: number): Promise<void> {
  const seconds: Record<string, number> = {};
  const timed = async (step: string, work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    seconds[step] = Number(((seconds[step] ?? 0) + (performance.now() - began) / 1000).toFixed(2));
  };
  for (let at = from; at < to; at += CHUNK) {
    const said = Array.from({ length: Math.min(CHUNK, to - at) }, (_, nth) => statement(population, at + nth));
    await inShop(shop.shopId, async (tx) => {
      const touched: number[] = [];
      await timed('records', async () => {
        touched.push(...(await keep(tx, shop, said, Math.floor(at / CHUNK))));
      });
      await timed('keys', async () => indexKeys(tx, touched, await readComparables(tx, touched)));
    });
  }
  await refreshStatistics();
  await timed('resolve', () =>
    inShop(shop.shopId, async (tx) => {
      const learned = await learnShop(tx);
      if (learned) await takeUpModel(tx, learned);
    }),
  );
  await refreshStatistics();
  const { rows } = await bare.query<{ id: string }>('select distinct profile_id as id from profile_member order by 1');
  for (let at = 0; at < rows.length; at += CHUNK) {
    const ids = rows.slice(at, at + CHUNK).map(({ id }) => Number(id));
    await timed('profiles', () => inShop(shop.shopId, (tx) => projectProfiles(tx, ids)));
  }
  await refreshStatistics();
  await bare.query('checkpoint');
  print({ bench: 'identity-event-load', records: to, loaded: to - from, profiles: rows.length, seconds });
}

function inShop<T>(shopId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      return work(tx);
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

async function keep(tx: Tx, shop: Shop, said: readonly CustomerRecordInput[], nth: number): Promise<number[]> {
  const name = SOURCES[nth % SOURCES.length] as string;
  const given = { kind: 'csv', name, provenance: 'imported', trustRank: 50, expectedRhythmHours: null } as const;
  const sourceId = sourceIds.get(name) ?? (await ensureSource(tx, given)).id;
  sourceIds.set(name, sourceId);
  const origin = { sourceId, origin: 'bench', timeZone: shop.timeZone };
  return (await applyRecords(tx, shop, origin, { records: said })).touchedRecords;
}

function statement(population: Population, at: number): CustomerRecordInput {
  const { givenName, familyName, emails, phones, birthDate, address } = population.record(at);
  return {
    kind: 'customer',
    recordKind: 'customer',
    provenance: 'imported',
    externalId: `r${at}`,
    versionAt: SAID_AT,
    givenName: givenName ?? null,
    familyName: familyName ?? null,
    email: emails?.[0] ?? null,
    phone: phones?.[0] ?? null,
    birthDate: birthDate ?? null,
    line1: address?.line1 ?? null,
    city: address?.city ?? null,
    postalCode: address?.postalCode ?? null,
    country: 'GB',
  };
}

async function measure(shop: Shop, population: Population, records: number, from: number): Promise<Measured> {
  const times: Record<keyof Measured, number[]> = {
    total: [],
    begin: [],
    record: [],
    resolve: [],
    profile: [],
    commit: [],
    whole: [],
    baseline: [],
  };
  let at = from;
  const next = (write: Write) => event(shop, statement(population, at), at++, write);
  for (let nth = 0; nth < WARM_UP; nth += 1) await next(projectProfiles);
  const used = await processorTime();
  for (let nth = 0; nth < events; nth += 1) {
    const laps = { ...(await next(projectProfiles)), baseline: await bareInsert() };
    for (const [step, ms] of Object.entries(laps)) times[step as keyof Measured].push(ms);
  }
  const spent = await processorTime();
  const cpuMs = {
    node: round((spent.node - used.node) / events),
    database: round((spent.database - used.database) / events),
  };
  for (let nth = 0; nth < events; nth += 1) times.whole.push((await next(refreshWhole)).total);
  const measured = Object.fromEntries(Object.entries(times).map(([step, list]) => [step, quantiles(list)])) as Measured;
  const { total, baseline, ...steps } = measured;
  print({
    bench: 'identity-event',
    size: records,
    events,
    ...total,
    baseline: baseline.p95Ms,
    ratio: round(total.p95Ms / baseline.p95Ms),
    baselineP50Ms: baseline.p50Ms,
    cpuMs,
    steps,
  });
  return measured;
}

type Write = (tx: Tx, profiles: readonly number[]) => Promise<void>;
type Laps = Record<'total' | 'begin' | 'record' | 'resolve' | 'profile' | 'commit', number>;

/** One record, from the opening of the transaction to the end of its commit. */
async function event(shop: Shop, said: CustomerRecordInput, nth: number, write: Write): Promise<Laps> {
  const marks = [performance.now()];
  const mark = () => marks.push(performance.now());
  await withShop(shop.shopId, async (tx) => {
    await lockShop(tx);
    mark();
    const touched = await keep(tx, shop, [said], nth);
    mark();
    const { profiles } = await resolve(tx, touched, 'bench');
    mark();
    await write(tx, profiles);
    mark();
  });
  mark();
  const [began, opened, kept, resolved, written, ended] = marks as [number, number, number, number, number, number];
  return {
    total: ended - began,
    begin: opened - began,
    record: kept - opened,
    resolve: resolved - kept,
    profile: written - resolved,
    commit: ended - written,
  };
}

function refreshWhole(tx: Tx, profiles: readonly number[]): Promise<void> {
  return refreshProfiles(tx, profiles, 'bench');
}

async function bareInsert(): Promise<number> {
  const began = performance.now();
  await bare.query({ name: 'bare', text: 'insert into bare (body) values ($1)', values: ['x'.repeat(200)] });
  return performance.now() - began;
}

/** Milliseconds that this process and its connections' servers have computed: what a busy machine does not change. 0 where nobody tells. */
async function processorTime(): Promise<{ node: number; database: number }> {
  const { user, system } = process.cpuUsage();
  const { rows } = await bare.query<{ pid: number }>("select pid from pg_stat_activity where usename = 'onefold_app'");
  const ticks = rows.map(({ pid }) => {
    const path = `/proc/${pid}/stat`;
    const fields = existsSync(path)
      ? readFileSync(path, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ')
      : [];
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  });
  return { node: (user + system) / 1000, database: TICK_MS * ticks.reduce((sum, one) => sum + one, 0) };
}

function growth(smaller: Measured, whole: Measured): Record<string, number> {
  return Object.fromEntries(
    Object.entries(whole).map(([step, { p95Ms }]) => [
      step,
      round(p95Ms / Math.max(0.001, smaller[step as keyof Measured].p95Ms)),
    ]),
  );
}

function quantiles(list: readonly number[]): Times {
  const sorted = [...list].sort((x, y) => x - y);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
