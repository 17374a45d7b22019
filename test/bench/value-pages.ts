import pg from 'pg';
import { startDisposablePostgres } from '#test/support/disposable-postgres.ts';
import { TEST_ENVIRONMENT } from '#test/support/test-environment.ts';

/**
 * The value model and the pages about value over a shop of generated people, in the database: `npm run bench -- value-pages [profiles]`,
 * a million by default, each with three orders of one line, a call for every fifth, a merge within the last 80 days for every fiftieth, a
 * year of costs. Prints one JSON object a line: the fit with all scores, each page as a
 * merchant opens it after the night, and the score of one person after an order.
 */
const PROFILES = Number(process.argv[2] ?? 1_000_000);
/** What a merchant waits for a page, and for a shop's night. */
const PAGE_SECONDS = 1;
const CHUNK = 50_000;

const POPULATION = `
  insert into source (shop_id, kind, name, last_heard_at) select $1, 'csv', 'Till ' || n, now() from generate_series(1, 2) n;
  insert into store (shop_id, source_id, external_id, name) select $1, 1, n, 'Store ' || n from generate_series(1, 5) n;
  insert into profile_member (shop_id, record_id, profile_id) select $1, n, n from generate_series(1, $2) n;
  insert into profile (shop_id, id, public_id, display_name, first_seen_at)
    select $1, n, gen_random_uuid(), 'Person ' || n, now() from generate_series(1, $2) n;
  insert into sales_order (shop_id, id, source_id, external_id, record_id, channel, store_id, placed_at, day, currency, total_minor, net_minor)
    overriding system value
    select $1, n, 1 + n % 2, n, r, case when n % 3 = 0 then 'pos' else 'online' end, case when n % 3 = 0 then 1 + n % 5 end,
      now() - ago * interval '1 day', (now() at time zone 'UTC')::date - ago, 'USD', 1000 + n % 9000, 1000 + n % 9000
    from (select n, 1 + (hashint4(n::int) & 2147483647) % $2 as r, (hashint4(n::int + 7) & 2147483647) % 900 as ago
          from generate_series(1, $2 * 3) n) made;
  update sales_order set visit = jsonb_build_object('source', 'google / cpc', 'campaign', 'Campaign ' || id % 12) where channel = 'online' and id % 2 = 0;
  insert into order_line (shop_id, order_id, position, title, total_minor) select $1, n, 1, 'Product ' || n % 120, 1000 from generate_series(1, $2 * 3) n;
  insert into interaction (shop_id, source_id, external_id, record_id, type, happened_at)
    select $1, 1, n, 1 + (hashint4(n::int + 3) & 2147483647) % $2, 'call', now() - (n % 700) * interval '1 day' from generate_series(1, $2 / 5) n;
  insert into record_move (shop_id, record_id, from_profile, to_profile, cause, moved_at)
    select $1, n * 50, n * 50 + 1, n * 50, 'bench', now() - (n % 80) * interval '1 day' from generate_series(1, $2 / 50 - 1) n;
  insert into acquisition_cost (shop_id, month, split, value, amount_minor, entered_by)
    select $1, date_trunc('month', now() - m * interval '1 month')::date, split, value, 1000000, 'bench'
    from generate_series(0, 11) m,
      (values ('month', ''), ('campaign', 'Campaign 0'), ('campaign', 'campaign  2'), ('visit', 'google / cpc'), ('channel', 'pos')) s(split, value);
  analyze`;

const server = await startDisposablePostgres('bench-value-pages');
Object.assign(process.env, TEST_ENVIRONMENT, { DATABASE_URL: server.url });
// Imported late: they read the environment that was set above.
const { migrate } = await import('#app/platform/migrate.server.ts');
const { closeDatabase, withShop } = await import('#app/platform/db.server.ts');
const { ensureShop, readShop } = await import('#app/shops/find-shop.server.ts');
const { refreshMetrics } = await import('#app/metrics/refresh-metrics.server.ts');
const { refreshScores } = await import('#app/metrics/refresh-scores.server.ts');
const { fitValue } = await import('#app/pipeline/fit-value.server.ts');
const { renewFigures } = await import('#app/pipeline/figures.server.ts');
const pages = await import('#app/pipeline/read-value-page.server.ts');
const { readRiskPage } = await import('#app/pipeline/care-pages.server.ts');
const { readGoalsPage } = await import('#app/pipeline/kpi-pages.server.ts');
const { readReportPage, readReportRow } = await import('#app/pipeline/report-pages.server.ts');
const { readPaybackView } = await import('#app/pipeline/payback-pages.server.ts');
const { readArrowPeople, readJourneysPage } = await import('#app/pipeline/journey-pages.server.ts');
const { readWorthPage } = await import('#app/pipeline/worth-pages.server.ts');
const { readReportAsk } = await import('#app/analytics/report-ask.ts');

try {
  await migrate(server.url);
  const shopId = await ensureShop('bench.myshopify.com');
  await populate(shopId);
  await report('metrics', null, () => refreshAll(shopId));
  await vacuum();
  await report('fit-and-score', null, () => fitValue(shopId));
  await vacuum();
  await report('figures', null, () => renewFigures(shopId));
  const shop = await readShop(shopId);
  const opened: Record<string, () => Promise<unknown>> = {
    overview: () => pages.readValuePage(shop),
    forecast: () => pages.readForecastPage(shop),
    groups: () => pages.readGroupsPage(shop, 90),
    people: () => pages.readPeoplePage(shopId, { group: 'LOYAL', page: 1 }),
    risk: () => readRiskPage(shop, { level: null, page: 1 }),
    cohorts: () => pages.readCohorts(shop, 'month'),
    'cohorts by campaign': () => pages.readCohorts(shop, 'campaign'),
    'cohorts by product': () => pages.readCohorts(shop, 'product'),
    payback: () => readPaybackView(shop),
    products: () => pages.readProductsPage(shop),
    goals: () => readGoalsPage(shop, { days: 90, split: 'channel' }),
    'goals by profiles of then': () => readGoalsPage(shop, { days: 90, split: 'buyer' }),
    reports: () => readReportPage(shop, readReportAsk(new URLSearchParams())),
    'report by product, a year': () =>
      readReportPage(shop, readReportAsk(new URLSearchParams({ by: 'product', days: '365' }))),
    'report by product, 200 days, first asked for': () =>
      readReportPage(shop, readReportAsk(new URLSearchParams({ by: 'product', days: '200' }))),
    'report by store against a year earlier': () =>
      readReportPage(shop, readReportAsk(new URLSearchParams({ by: 'store', period: 'this_year', against: 'year' }))),
    'orders behind a report': () =>
      readReportRow(shop, readReportAsk(new URLSearchParams({ by: 'channel' })), { key: 'pos', page: 1 }),
    journeys: () => readJourneysPage(shop, 365),
    'people behind an arrow': () => readArrowPeople(shop, { from: 'online', to: 'store', days: 365, page: 1 }),
    score: () => readWorthPage(shop, 1),
    profile: () => pages.readProfileForecast(shop, 7),
  };
  for (const [name, open] of Object.entries(opened)) await report(`page ${name}`, PAGE_SECONDS, open);
  await report('score of one person', null, () => withShop(shopId, (tx) => refreshScores(tx, [7])));
} finally {
  await closeDatabase();
  await server.stop();
}

async function populate(shopId: number): Promise<void> {
  await asOwner(
    POPULATION.split(';').map((text) => text.replaceAll('$1', String(shopId)).replaceAll('$2', String(PROFILES))),
  );
}

function vacuum(): Promise<void> {
  return asOwner(['vacuum analyze']);
}

async function asOwner(statements: readonly string[]): Promise<void> {
  const owner = new pg.Client({ connectionString: server.url });
  await owner.connect();
  for (const statement of statements) await owner.query(statement);
  await owner.end();
}

async function refreshAll(shopId: number): Promise<void> {
  for (let from = 1; from <= PROFILES; from += CHUNK) {
    const ids = Array.from({ length: Math.min(CHUNK, PROFILES - from + 1) }, (_, at) => from + at);
    await withShop(shopId, (tx) => refreshMetrics(tx, ids), { timeoutMs: 600_000 });
  }
}

async function report(name: string, baseline: number | null, work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const peakMemoryMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  const ratio = baseline === null ? null : baseline / seconds;
  console.log(
    JSON.stringify({
      bench: `value-pages ${name}`,
      size: PROFILES,
      seconds,
      rate: PROFILES / seconds,
      baseline,
      ratio,
      peakMemoryMiB,
    }),
  );
}
