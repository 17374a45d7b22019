import { beforeAll, describe, expect, it } from 'vitest';
import { DIMENSION_NAMES, MEASURE_NAMES, type ReportAsk, readReportAsk } from '#app/analytics/report-ask.ts';
import { comparedSpan } from '#app/analytics/report-period.ts';
import { fitValue } from '#app/pipeline/fit-value.server.ts';
import { readReportPage, readReportRow, reportFile } from '#app/pipeline/report-pages.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { type MadeOrder, madeOrders, makeBuyers } from './make-buyers.ts';

const PEOPLE = 120;
const ANY = readReportAsk(new URLSearchParams());

describe('reports', () => {
  const database = useDatabase();
  let shop: Shop;
  let orders: MadeOrder[];

  beforeAll(async () => {
    orders = madeOrders(PEOPLE, 21);
    shop = await makeBuyers(database, PEOPLE, orders);
    await fitValue(shop.shopId);
  });

  it.each(DIMENSION_NAMES)('by %s: rows that sum to the total, each opening to the orders that it sums', async (by) => {
    const ask = { ...ANY, by, measures: [...MEASURE_NAMES], days: 200 };
    const { rows, total } = await readReportPage(shop, ask);
    for (const measure of ['net', 'orders', 'refunded', 'discount', 'unknown_net'] as const) {
      expect(rows.reduce((sum, row) => sum + row[measure]!, 0)).toBe(total[measure]);
    }
    expect(total.store_visits).toBeGreaterThan(0);
    const [first] = rows;
    const behind = await readReportRow(shop, ask, { key: first!.key, page: 1 });
    expect([behind.count, behind.netMinor]).toEqual([first!.orders, first!.net]);
    const listed = [...behind.orders];
    for (let page = 2; listed.length === 50 * (page - 1); page++) {
      listed.push(...(await readReportRow(shop, ask, { key: first!.key, page })).orders);
    }
    expect(listed.length).toBe(first!.orders);
    expect(listed.reduce((sum, order) => sum + order.netMinor, 0)).toBe(first!.net);
    expect(await reportFile(shop, ask, 'staff:1')).toContain('Revenue, net of returns');
  });

  it('by day have all days of a long period, the latest too', async () => {
    const one = { ...orders[0]!, record_id: 1 };
    const agos = [2, ...Array.from({ length: 450 }, (_, nth) => 600 + nth)];
    const other = await makeBuyers(
      database,
      1,
      agos.map((ago, nth) => ({ ...one, id: 100_000 + nth, ago })),
    );
    const { rows, total } = await readReportPage(other, { ...ANY, by: 'day', measures: ['net'], days: 1500 });
    expect(rows).toHaveLength(451);
    expect(rows.reduce((sum, row) => sum + row.net, 0)).toBe(total.net);
  });

  it.each(['before', 'year'] as const)('are set against %s: both columns sum to their orders', async (against) => {
    const dayOf = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    const own = { from: dayOf(100), until: dayOf(11) };
    const ask: ReportAsk = { ...ANY, by: 'store', measures: ['net', 'orders'], period: 'own', own, against };
    const { total, before, rows } = await readReportPage(shop, ask);
    const netOf = (from: string, until: string) =>
      orders
        .filter((order) => dayOf(order.ago) >= from && dayOf(order.ago) <= until)
        .reduce((sum, order) => sum + order.total_minor - order.refunded_minor, 0);
    expect(total.net).toBe(netOf(own.from, own.until));
    const span = comparedSpan(ask, against, dayOf(0))!;
    expect(before!.total.net).toBe(netOf(span.from, span.until));
    const earlier = readReportAsk(new URLSearchParams(before!.params));
    const [first] = before!.rows;
    expect((await readReportRow(shop, earlier, { key: first!.key, page: 1 })).netMinor).toBe(first!.net);
    const lines = (await reportFile(shop, ask, 'staff:1')).trim().split('\r\n');
    expect(lines[0]).toContain('Orders,"Orders, before"');
    expect(lines.length).toBeGreaterThanOrEqual(rows.length + 2);
  });

  it('count visits: a day in a store without a sale is one, and opens to a line of its own', async () => {
    const ask: ReportAsk = { ...ANY, by: 'channel', measures: ['store_visits'], days: 60 };
    const told = (await readReportPage(shop, ask)).total.store_visits!;
    const [here] = orders.filter((order) => order.channel === 'pos' && order.ago > 1 && order.ago < 50);
    const free = [52, 53].find((ago) => !orders.some((one) => one.record_id === here!.record_id && one.ago === ago))!;
    await withShop(shop.shopId, (tx) =>
      tx.run(sql`
        insert into interaction (shop_id, source_id, external_id, record_id, type, happened_at)
        select ${shop.shopId}, 2, 'came' || ago, ${here!.record_id}, 'visit', now() - make_interval(days => ago)
        from unnest(array[${here!.ago}::int, ${free}::int]) ago`),
    );
    expect((await readReportPage(shop, ask)).total.store_visits).toBe(told + 1);
    const names: string[] = [];
    for (let page = 1, more = true; more; page++) {
      const behind = await readReportRow(shop, ask, { key: 'pos', page });
      names.push(...behind.orders.map((order) => order.name));
      more = behind.hasNext;
    }
    expect(names.filter((name) => name === 'Visit')).toHaveLength(1);
    expect((await readReportPage(shop, { ...ask, channel: 'online' })).total.store_visits).toBe(0);
    await withShop(shop.shopId, (tx) =>
      tx.run(sql`delete from interaction where shop_id = ${shop.shopId} and type = 'visit'`),
    );
  });
});
