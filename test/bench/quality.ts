import pg from 'pg';
import { startDisposablePostgres } from '#test/support/disposable-postgres.ts';
import { TEST_ENVIRONMENT } from '#test/support/test-environment.ts';

/**
 * All quality checks over a shop of generated people: `npm run bench -- quality [profiles]`, 100,000 by default, each with
 * three orders of two lines and one statement of consent. Prints one JSON object: milliseconds in all and per check.
 */
const PROFILES = Number(process.argv[2] ?? 100_000);

const POPULATION = `
  insert into source (shop_id, kind, name, last_heard_at) select $1, 'csv', 'Till ' || n, now() from generate_series(1, 4) n;
  insert into customer_record (shop_id, id, source_id, external_id, given_name, family_name, email, email_normal, phone, phone_e164,
      line1, city, postal_code, country, birth_date, version_at) overriding system value
    select $1, n, 1 + n % 4, n, 'Given' || n % 5000, 'Family' || n % 90000, e, case when n % 50 > 0 then e end, p, case when n % 70 > 0 then p end,
      n || ' Main Street', 'Portland', lpad((n % 99999)::text, 5 - (n % 60 = 0)::int, '0'), 'US', (date '1940-01-01' + (n % 25000)::int)::text, now()
    from (select n, nullif('someone' || n % ($2 * 97 / 100) || '@harbour.example', 'someone0@harbour.example') as e,
      '+1207' || lpad(n::text, 7, '0') as p from generate_series(1, $2) n) made;
  insert into profile_member (shop_id, record_id, profile_id) select $1, n, n from generate_series(1, $2) n;
  insert into profile (shop_id, id, public_id, email, first_seen_at)
    select $1, n, gen_random_uuid(), case when n % 20 > 0 then 'someone' || n end, now() from generate_series(1, $2) n;
  insert into consent_statement (shop_id, record_id, channel, state, stated_at)
    select $1, n, 'email', case when n % 9 = 0 then 'denied' else 'granted' end, now() from generate_series(1, $2) n;
  insert into sales_order (shop_id, id, source_id, external_id, record_id, channel, placed_at, day, currency, tax_minor, total_minor, net_minor,
      tax_included) overriding system value
    select $1, n, 1 + n % 4, n, case when n % 10 > 0 then 1 + n % $2 end, 'pos', now() - n % 700 * interval '1 day',
      current_date - (n % 700)::int, 'USD', 100, 2100, 2100, false from generate_series(1, $2 * 3) n;
  insert into order_line (shop_id, order_id, position, unit_minor, total_minor)
    select $1, 1 + n / 2, n % 2, 1000, 1000 from generate_series(0, $2 * 6 - 1) n;
  analyze`;

const server = await startDisposablePostgres('bench-quality');
Object.assign(process.env, TEST_ENVIRONMENT, { DATABASE_URL: server.url });
// Imported late: they read the environment that was set above.
const { migrate } = await import('#app/platform/migrate.server.ts');
const { closeDatabase, withShop } = await import('#app/platform/db.server.ts');
const { ensureShop, readShop } = await import('#app/shops/find-shop.server.ts');
const { CHECK_LIST } = await import('#app/quality/check-list.ts');
const { RUN_TIMEOUT_MS, runCheck, runChecks } = await import('#app/quality/run-checks.server.ts');

try {
  await migrate(server.url);
  const shopId = await ensureShop('bench.myshopify.com');
  await populate(shopId);
  const shop = { ...(await readShop(shopId)), scopes: ['read_all_orders'] };
  const checks: Record<string, { milliseconds: number; failing: number; total: number }> = {};
  const all = await withShop(
    shopId,
    async (tx) => {
      await tx.client.query("set local work_mem = '64MB'; set local jit = off");
      for (const check of CHECK_LIST) {
        const { value, milliseconds } = await timed(() => runCheck(tx, shop, check, new Date()));
        const [failing, total] = [
          value.reduce((sum, one) => sum + one.failing, 0),
          value.reduce((sum, one) => sum + one.total, 0),
        ];
        checks[check.key] = { milliseconds, failing, total };
      }
      return timed(() => runChecks(tx, shop));
    },
    { timeoutMs: 2 * RUN_TIMEOUT_MS },
  );
  console.log(JSON.stringify({ profiles: PROFILES, lines: PROFILES * 6, milliseconds: all.milliseconds, checks }));
} finally {
  await closeDatabase();
  await server.stop();
}

async function populate(shopId: number): Promise<void> {
  const owner = new pg.Client({ connectionString: server.url });
  await owner.connect();
  for (const statement of POPULATION.split(';')) {
    await owner.query(statement.replaceAll('$1', String(shopId)).replaceAll('$2', String(PROFILES)));
  }
  await owner.end();
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const began = performance.now();
  const value = await work();
  return { value, milliseconds: Math.round(performance.now() - began) };
}
