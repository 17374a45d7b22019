import { beforeAll, describe, expect, it } from 'vitest';
import { readMetrics } from '#app/metrics/read-metrics.server.ts';
import { readActiveModel } from '#app/metrics/value-model.server.ts';
import { readRiskPage } from '#app/pipeline/care-pages.server.ts';
import { fitValue } from '#app/pipeline/fit-value.server.ts';
import { readProfileForecast } from '#app/pipeline/read-value-page.server.ts';
import { refreshProfiles } from '#app/pipeline/refresh-derived.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { insertOrders, type MadeOrder, madeOrders, makeBuyers } from './make-buyers.ts';

const PEOPLE = 120;
/** Who comes to be looked at, bought nothing and is one of the shop's people by hand. */
const [LOOKER, TWIN] = [119, 120];

describe('visits, and the rhythm of goods', () => {
  const database = useDatabase();
  let shop: Shop;

  const metricsOf = (profileId: number) => withShop(shop.shopId, (tx) => readMetrics(tx, profileId));
  const refresh = (...ids: number[]) => withShop(shop.shopId, (tx) => refreshProfiles(tx, ids, 'made'));
  const come = (record: number, status: string, hoursAgo: readonly number[]) =>
    withShop(shop.shopId, (tx) =>
      tx.run(sql`
        insert into interaction (shop_id, source_id, external_id, record_id, type, status, happened_at)
        select ${shop.shopId}, 2, ${`${record}-${status}-`} || h, ${record}, 'visit', ${status},
          date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' - make_interval(hours => h)
        from unnest(${[...hoursAgo]}::int[]) h`),
    );

  beforeAll(async () => {
    const others = madeOrders(PEOPLE, 5).filter((order) => order.record_id < LOOKER);
    shop = await makeBuyers(database, PEOPLE, others);
    const first = others.length + 1;
    const sale = (id: number, ago: number, more: Partial<MadeOrder> = {}): MadeOrder => ({
      id: first + id,
      record_id: LOOKER,
      channel: 'pos',
      store_id: 1,
      ago,
      total_minor: 4000,
      refunded_minor: 0,
      discount_minor: 0,
      product: 'Tea',
      ...more,
    });
    await insertOrders(shop.shopId, [sale(0, 3), sale(1, 3), sale(2, 1), sale(3, 2, { channel: 'online' })]);
    await withShop(shop.shopId, (tx) =>
      tx.run(sql`update order_line set category = 'Grocery' where shop_id = ${shop.shopId} and title = 'Tea'`),
    );
    await refresh(...Array.from({ length: PEOPLE }, (_, at) => at + 1));
  });

  it('counts days in a store, with a sale or without, once each, and days on the web shop apart', async () => {
    expect(await metricsOf(LOOKER)).toMatchObject({ storeVisits: 2, webVisits: 0, posOrders: 3 });
    // Two on the day of a sale three days ago, one eleven days ago.
    await come(LOOKER, 'walked in', [60, 61, 250]);
    await come(LOOKER, 'product_viewed', [60, 62, 90]);
    await refresh(LOOKER);
    expect(await metricsOf(LOOKER)).toMatchObject({ storeVisits: 3, webVisits: 2 });
  });

  it('counts a day once when two become one person', async () => {
    await come(TWIN, '', [60, 300]);
    await refresh(TWIN);
    expect(await metricsOf(TWIN)).toMatchObject({ storeVisits: 2, webVisits: 0 });
    await withShop(shop.shopId, (tx) =>
      tx.run(
        sql`update profile_member set profile_id = ${LOOKER} where shop_id = ${shop.shopId} and record_id = ${TWIN}`,
      ),
    );
    await refresh(LOOKER, TWIN);
    expect(await metricsOf(LOOKER)).toMatchObject({ storeVisits: 4, webVisits: 2 });
  });

  it('learns how soon people come back for each kind of goods, as a computation from the orders says', async () => {
    await fitValue(shop.shopId);
    const model = (await withShop(shop.shopId, readActiveModel))!.body;
    const days = await withShop(shop.shopId, (tx) =>
      tx.rows<{ record: number; category: string; day: number }>(sql`
        select distinct o.record_id as record, l.category, o.day - date '2000-01-01' as day from sales_order o
        join order_line l on l.shop_id = o.shop_id and l.order_id = o.id
        where o.shop_id = ${shop.shopId} and o.net_minor > 0 order by 1, 2, 3`),
    );
    for (const category of ['Grocery', 'Kitchen']) {
      const bought = days.filter((one) => one.category === category);
      const gaps = bought
        .flatMap((one, at) => (bought[at - 1]?.record === one.record ? [one.day - bought[at - 1]!.day] : []))
        .sort((left, right) => left - right);
      const middle = (gaps[Math.floor((gaps.length - 1) / 2)]! + gaps[Math.ceil((gaps.length - 1) / 2)]!) / 2;
      const found = model.categories.find((one) => one.category === category);
      expect(found).toMatchObject({ gaps: gaps.length, medianGapDays: middle });
      expect(found!.logSpread).toBeGreaterThan(0);
    }
  });

  it('judges who bought once by the goods bought last, and says so on the profile and in the list of people at risk', async () => {
    const [once] = await withShop(shop.shopId, (tx) =>
      tx.rows<{ id: number; category: string }>(sql`
        select profile_id as id, last_category as category from profile_metrics
        where shop_id = ${shop.shopId} and purchase_days = 1 and last_category is not null order by 1 limit 1`),
    );
    const forecast = await readProfileForecast(shop, once!.id);
    expect(forecast?.pace).toMatch(
      new RegExp(`^bought once; others come back for ${once!.category} after about \\d+ days$`),
    );
    const { lines } = await readRiskPage(shop, { level: null, page: 1 });
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line.pace).toMatch(/^(own rhythm|every|bought once)/);
  });
});
