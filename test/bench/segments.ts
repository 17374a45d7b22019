import { startDisposablePostgres } from '#test/support/disposable-postgres.ts';
import { TEST_ENVIRONMENT } from '#test/support/test-environment.ts';
import { type Duck, openDuck } from './segments-duckdb.ts';
import { populate } from './segments-population.ts';
import { type ReferenceRule, referenceRules } from './segments-rules.ts';

/**
 * `npm run bench -- segments [people] [previews|membership]`: a million people and ten million order lines by default. Twenty reference rules are
 * counted as a preview counts them, each answer compared with DuckDB's; then 200 segments are moved by one event, and built.
 */
const PEOPLE = Number(process.argv[2] ?? 1_000_000);
const ONLY = process.argv[3];
const ROUNDS = 7;
const SEGMENTS = 200;
const EVENTS = 40;

const server = await startDisposablePostgres('bench-segments');
Object.assign(process.env, TEST_ENVIRONMENT, { DATABASE_URL: server.url });
// Imported late: they read the environment that was set above.
const { migrate } = await import('#app/platform/migrate.server.ts');
const { closeDatabase, withShop } = await import('#app/platform/db.server.ts');
const { sql } = await import('#app/platform/sql.ts');
const { ensureShop } = await import('#app/shops/find-shop.server.ts');
const { ColumnStore } = await import('#app/segments/column-store.server.ts');
const { parseRule } = await import('#app/segments/parse-rule.ts');
const { countMembers } = await import('#app/segments/preview-statements.ts');
const { ruleContext } = await import('#app/segments/rule-context.ts');
const { emptyCatalogue } = await import('#app/segments/catalogue.ts');
const { refreshMembership, rebuildMemberships } = await import('#app/segments/refresh-membership.server.ts');
const { saveSegment } = await import('#app/segments/segment-store.server.ts');
type Rule = import('#app/segments/types.ts').Rule;
type Tx = import('#app/platform/db.server.ts').Tx;
type Store = import('#app/segments/column-store.server.ts').ColumnStore;

const context = (shopId: number) =>
  ruleContext({
    shopId,
    now: new Date('2026-07-01T12:00:00Z'),
    timeZone: 'UTC',
    currency: 'EUR',
    catalogue: emptyCatalogue,
    segments: new Map(),
  });

try {
  await migrate(server.url);
  const shopId = await ensureShop('bench.myshopify.com');
  await withShop(shopId, (tx) =>
    tx.run(sql`update shop set time_zone = 'UTC', currency = 'EUR' where shop_id = ${shopId}`),
  );
  say(`making ${PEOPLE} people`);
  await populate(server.url, shopId, PEOPLE);
  if (ONLY !== 'membership') {
    await benchPreviews(shopId);
  }
  if (ONLY !== 'previews') {
    await benchMembership(shopId);
  }
} finally {
  await closeDatabase();
  await server.stop();
}

async function benchPreviews(shopId: number): Promise<void> {
  say('copying to DuckDB');
  const duck = await openDuck(server.url, shopId);
  const { attributes, functions } = referenceRules(context(shopId).today);
  await withShop(
    shopId,
    async (tx) => {
      const store = await ColumnStore.open(tx);
      await benchRules('segments-attributes', attributes, { tx, store, duck });
      await benchRules('segments-functions', functions, { tx, store, duck });
    },
    { timeoutMs: 7_200_000 },
  );
  duck.close();
}

type Engines = { tx: Tx; store: Store; duck: Duck };

async function benchRules(bench: string, rules: readonly ReferenceRule[], engines: Engines): Promise<void> {
  const all = { own: [] as number[], theirs: [] as number[], first: [] as number[], postgres: [] as number[] };
  for (const rule of rules) {
    const measured = await measureRule(rule, engines);
    say(
      `${milliseconds(median(measured.own))} here, ${milliseconds(median(measured.theirs))} in DuckDB, ${milliseconds(measured.postgres)} in PostgreSQL: ${rule.text}`,
    );
    all.own.push(...measured.own);
    all.theirs.push(...measured.theirs);
    all.first.push(measured.first);
    all.postgres.push(measured.postgres);
  }
  report(bench, PEOPLE, p95(all.own), p95(all.theirs), {
    median: median(all.own),
    medianDuckdb: median(all.theirs),
    firstTimeWorst: Math.max(...all.first),
    postgresP95: p95(all.postgres),
    postgresMedian: median(all.postgres),
  });
}

/** Seconds of one rule by each engine; throws where they do not count the same people. */
async function measureRule({ text, duck: where }: ReferenceRule, { tx, store, duck }: Engines) {
  const rule = read(text);
  const asked = context(tx.shopId);
  const count = async () => (await store.count(tx, rule, asked, { wait: true }))?.members;
  const [members, first] = await timed(count);
  const expected = await duck.count(where);
  const [[inDatabase], postgres] = await timed(() => tx.rows<{ members: number }>(countMembers(rule, asked)));
  if (members !== expected || members !== inDatabase?.members) {
    throw new Error(`${text}: ${members} here, ${expected} in DuckDB, ${inDatabase?.members} in PostgreSQL`);
  }
  const [own, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    own.push((await timed(count))[1]);
    theirs.push((await timed(() => duck.count(where)))[1]);
  }
  return { own, theirs, first, postgres };
}

/** Two hundred segments: the reference rules with other figures, each ten times. */
function manyRules(today: string): ReferenceRule[] {
  const { attributes, functions } = referenceRules(today);
  return Array.from({ length: SEGMENTS / 20 }, (_, turn) =>
    [...attributes, ...functions].map((rule) => ({
      ...rule,
      text: `(${rule.text}) AND NOT (number_of_orders = ${1000 + turn})`,
    })),
  ).flat();
}

async function benchMembership(shopId: number): Promise<void> {
  say('building the segments');
  const ids: number[] = [];
  await withShop(shopId, async (tx) => {
    for (const [nth, { text }] of manyRules(context(shopId).today).entries()) {
      ids.push(await saveSegment(tx, null, { name: `Segment ${nth}`, description: '', ruleText: text }));
    }
  });
  const [, seconds] = await timed(() =>
    withShop(shopId, (tx) => rebuildMemberships(tx, ids, 'the rule'), { timeoutMs: 7_200_000 }),
  );
  report('segments-rebuild', SEGMENTS, seconds, 600);
  const times: number[] = [];
  for (let event = 0; event < EVENTS; event++) {
    const profileId = 1 + ((event * 7919) % PEOPLE);
    const [, taken] = await timed(() => withShop(shopId, (tx) => refreshMembership(tx, [profileId], 'an order')));
    times.push(taken);
  }
  report('segments-event', SEGMENTS, p95(times), 1, { median: median(times) });
}

function read(text: string): Rule {
  const parsed = parseRule(text);
  if (!parsed.ok) {
    throw new Error(`${text}: ${parsed.problems[0]?.message}`);
  }
  return parsed.rule;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  const value = await work();
  return [value, (performance.now() - began) / 1000];
}

function p95(seconds: readonly number[]): number {
  return seconds.toSorted((a, b) => a - b)[Math.ceil(0.95 * seconds.length) - 1] ?? 0;
}

function milliseconds(seconds: number): string {
  return `${Math.round(1000 * seconds)} ms`;
}

function median(seconds: readonly number[]): number {
  return seconds.toSorted((a, b) => a - b)[Math.floor(seconds.length / 2)] ?? 0;
}

/** `ratio` is how many times longer the baseline takes. */
function report(
  bench: string,
  size: number,
  seconds: number,
  baseline: number,
  more: Record<string, number> = {},
): void {
  const round = (value: number) => Number(value.toPrecision(4));
  const line = {
    bench,
    size,
    seconds: round(seconds),
    rate: round(size / seconds),
    baseline: round(baseline),
    ratio: round(baseline / seconds),
    peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    ...Object.fromEntries(Object.entries(more).map(([key, value]) => [key, round(value)])),
  };
  console.log(JSON.stringify(line));
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
