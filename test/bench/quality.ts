import pg from 'pg';
import { startDisposablePostgres } from '#test/support/disposable-postgres.ts';
import { TEST_ENVIRONMENT } from '#test/support/test-environment.ts';

/**
 * All quality checks over a shop of generated people, the night's judgement of its days, and that of a batch that comes after: `npm run bench -- quality [profiles
 * [orders [lines an order]]]`; by default 100,000 profiles, three orders each, two lines an order. Prints one JSON object a
 * figure: a run over all, with the milliseconds of each subject, and the job that follows a batch of
 * 1,000 new records with an order each.
 */
const [PROFILES = 100_000, ORDERS = 3 * PROFILES, LINES = 2] = process.argv.slice(2).map(Number);
const BATCH = 1000;

const POPULATION = `
  insert into source (shop_id, kind, name, last_heard_at) select $1, 'csv', 'Till ' || n, now() from generate_series(1, 4) n;
  insert into customer_record (shop_id, id, source_id, external_id, given_name, family_name, email, email_normal, phone, phone_e164,
      line1, city, postal_code, country, birth_date, version_at, first_seen_at) overriding system value
    select $1, n, 1 + n % 4, n, 'Given' || n % 5000, 'Family' || n % 90000, e, case when n % 50 > 0 then e end, p, case when n % 70 > 0 then p end,
      n || ' Main Street', 'Portland', lpad((n % 99999)::text, 5 - (n % 60 = 0)::int, '0'), 'US', (date '1940-01-01' + (n % 25000)::int)::text, now(),
      now() - (1 + n % 700) * interval '1 day'
    from (select n, nullif('someone' || n % ($2 * 97 / 100) || '@harbour.example', 'someone0@harbour.example') as e,
      '+1207' || lpad(n::text, 7, '0') as p from generate_series(1, $2) n) made;
  insert into profile_member (shop_id, record_id, profile_id) select $1, n, n from generate_series(1, $2) n;
  insert into profile (shop_id, id, public_id, email, first_seen_at)
    select $1, n, gen_random_uuid(), case when n % 20 > 0 then 'someone' || n end, now() from generate_series(1, $2) n;
  insert into consent_statement (shop_id, record_id, channel, state, stated_at)
    select $1, n, 'email', case when n % 9 = 0 then 'denied' else 'granted' end, now() from generate_series(1, $2) n;
  insert into sales_order (shop_id, id, source_id, external_id, record_id, channel, store_id, staff, placed_at, day, currency, tax_minor,
      total_minor, net_minor, tax_included, first_seen_at) overriding system value
    select $1, n, 1 + n % 4, n, case when n % 10 > 0 then 1 + n % $2 end, 'pos', 1 + n % 20, 'Staff ' || n % 100,
      now() - n % 700 * interval '1 day' - n % 86400 * interval '1 second', current_date - (n % 700)::int, 'USD', 100, 1000 * $4 + 100,
      1000 * $4 + 100, false, now() - n % 700 * interval '1 day' from generate_series(1, $3) n;
  insert into order_line (shop_id, order_id, position, title, unit_minor, total_minor)
    select $1, 1 + n / $4, n % $4, 'Jumper', 1000, 1000 from generate_series(0, $3::bigint * $4 - 1) n;
  analyze`;

/** New customers at a till of today, with what they bought. */
const NEXT_BATCH = `
  insert into customer_record (shop_id, id, source_id, external_id, given_name, family_name, email, email_normal, version_at)
      overriding system value
    select $1, $2 + n, 1 + n % 4, 'B' || n, 'Given' || n, 'Family' || n, 'new' || n || '@harbour.example', 'new' || n || '@harbour.example', now()
    from generate_series(1, ${BATCH}) n;
  insert into sales_order (shop_id, id, source_id, external_id, record_id, channel, store_id, staff, placed_at, day, currency, tax_minor,
      total_minor, net_minor, tax_included) overriding system value
    select $1, $3 + n, 1 + n % 4, 'B' || n, $2 + n, 'pos', 1 + n % 20, 'Staff ' || n % 100, now(), current_date, 'USD', 100, 2100, 2100, false
    from generate_series(1, ${BATCH}) n`;

const server = await startDisposablePostgres('bench-quality');
Object.assign(process.env, TEST_ENVIRONMENT, { DATABASE_URL: server.url });
// Imported late: they read the environment that was set above.
const { migrate } = await import('#app/platform/migrate.server.ts');
const { closeDatabase, withShop } = await import('#app/platform/db.server.ts');
const { ensureShop, readShop } = await import('#app/shops/find-shop.server.ts');
const { CHECK_LIST } = await import('#app/quality/check-list.ts');
const { contextOf } = await import('#app/quality/context.server.ts');
const { countChecks } = await import('#app/quality/count-checks.server.ts');
const { judgeBatches, watchQuality } = await import('#app/pipeline/watch-quality.server.ts');
const { ROOM_TO_COUNT, RUN_TIMEOUT_MS, runChecks } = await import('#app/quality/run-checks.server.ts');

try {
  await migrate(server.url);
  const shopId = await ensureShop('bench.myshopify.com');
  await statements(shopId, POPULATION);
  const shop = { ...(await readShop(shopId)), scopes: ['read_all_orders'] };
  const run = await timed(() => runChecks(shop));
  const subjects: Record<string, number> = {};
  await withShop(
    shopId,
    async (tx) => {
      await tx.client.query(ROOM_TO_COUNT);
      for (const subject of new Set(CHECK_LIST.map((check) => check.subject))) {
        const checks = CHECK_LIST.filter((check) => check.subject === subject);
        const { milliseconds } = await timed(() => countChecks(tx, checks, contextOf(shop, new Date()), 'store too'));
        subjects[subject] = milliseconds;
      }
    },
    { timeoutMs: 4 * RUN_TIMEOUT_MS },
  );
  const size = { profiles: PROFILES, orders: ORDERS, lines: ORDERS * LINES, checks: CHECK_LIST.length };
  print('quality', size, run.milliseconds, { subjects });
  const night = await timed(() => watchQuality(shopId));
  print('quality-night', size, night.milliseconds, {});
  await statements(shopId, NEXT_BATCH);
  const batch = await timed(() => judgeBatches(shopId));
  print('quality-batch', { ...size, records: BATCH }, batch.milliseconds, { opened: batch.value.opened.length });
} finally {
  await closeDatabase();
  await server.stop();
}

async function statements(shopId: number, all: string): Promise<void> {
  const owner = new pg.Client({ connectionString: server.url });
  await owner.connect();
  for (const statement of all.split(';')) {
    await owner.query(
      statement
        .replaceAll('$1', String(shopId))
        .replaceAll('$2', String(PROFILES))
        .replaceAll('$3', String(ORDERS))
        .replaceAll('$4', String(LINES)),
    );
  }
  await owner.end();
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const began = performance.now();
  const value = await work();
  return { value, milliseconds: Math.round(performance.now() - began) };
}

function print(bench: string, size: Record<string, number>, milliseconds: number, more: object): void {
  const peakMemoryMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  const rate = Math.round(((size['records'] ?? PROFILES) / milliseconds) * 1000);
  console.log(JSON.stringify({ bench, size, seconds: milliseconds / 1000, rate, peakMemoryMiB, ...more }));
}
