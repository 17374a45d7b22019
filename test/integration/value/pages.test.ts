import { beforeAll, describe, expect, it } from 'vitest';
import { todayIn } from '#app/metrics/value-model.server.ts';
import { planCare, readRiskPage, settleCare } from '#app/pipeline/care-pages.server.ts';
import { outdateFigures, readFigure, renewFigures } from '#app/pipeline/figures.server.ts';
import { fitValue } from '#app/pipeline/fit-value.server.ts';
import { readArrowPeople, readJourneysPage } from '#app/pipeline/journey-pages.server.ts';
import { keepGoal, readGoalsPage } from '#app/pipeline/kpi-pages.server.ts';
import {
  readCohorts,
  readForecastPage,
  readGroupsPage,
  readPeoplePage,
  readProductsPage,
  readProfileForecast,
} from '#app/pipeline/read-value-page.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { insertOrders, type MadeOrder, madeOrders, makeBuyers } from './make-buyers.ts';

const PEOPLE = 250;

describe('the pages about value', () => {
  const database = useDatabase();
  let shop: Shop;
  let orders: MadeOrder[];

  beforeAll(async () => {
    orders = madeOrders(PEOPLE, 3);
    shop = await makeBuyers(database, PEOPLE, orders);
    await fitValue(shop.shopId);
  });

  it('put every buyer in one cell of the grid and one group, with all of the revenue', async () => {
    const page = await readGroupsPage(shop, 90);
    const net = orders.reduce((sum, order) => sum + order.total_minor - order.refunded_minor, 0);
    const cells = page.grid.flatMap((row) => row.cells);
    for (const sums of [cells, page.groups]) {
      expect(sums.reduce((sum, one) => sum + one.people, 0)).toBe(PEOPLE);
      expect(sums.reduce((sum, one) => sum + one.netMinor, 0)).toBe(net);
    }
    for (const group of page.groups) {
      expect(cells.filter((cell) => cell.group === group.group).reduce((sum, one) => sum + one.people, 0)).toBe(
        group.people,
      );
    }
  });

  it('tell who moved between two days: everybody once, with the revenue in between', async () => {
    const { flows, groups } = await readGroupsPage(shop, 180);
    expect(flows.reduce((sum, flow) => sum + flow.people, 0)).toBe(PEOPLE);
    const since = orders.filter((order) => order.ago < 180);
    expect(flows.reduce((sum, flow) => sum + flow.netMinor, 0)).toBe(
      since.reduce((sum, order) => sum + order.total_minor - order.refunded_minor, 0),
    );
    for (const { group, people } of groups) {
      expect(flows.filter((flow) => flow.to === group).reduce((sum, flow) => sum + flow.people, 0)).toBe(people);
    }
  });

  it('open a group to its people, page by page', async () => {
    const { groups } = await readGroupsPage(shop, 90);
    const largest = groups.reduce((most, one) => (one.people > most.people ? one : most));
    const names = new Set<string>();
    for (let page = 1, more = true; more; page++) {
      const { lines, hasNext } = await readPeoplePage(shop.shopId, { group: largest.group, page });
      for (const line of lines) names.add(line.publicId);
      more = hasNext;
    }
    expect(names.size).toBe(largest.people);
  });

  it('list who is late, most money in danger first, and say so of one person too', async () => {
    const page = await readRiskPage(shop, { level: null, page: 1 });
    const stakes = page.lines.map((line) => line.stakeMinor);
    expect(stakes).toEqual([...stakes].sort((left, right) => right - left));
    expect(page.lines.length).toBeGreaterThan(10);
    const one = await readProfileForecast(shop, page.lines[0]!.profileId);
    expect(one?.score.churnLevel).toBe(page.lines[0]!.level);
    expect(one?.gradeSentence).toMatch(/tests on this shop’s own past/);
  });

  it('show the model with its exams and the sum of all forecasts', async () => {
    const { model, totals } = await readForecastPage(shop);
    expect(model?.grade).toMatch(/good|fair|weak/);
    expect(totals.tiers.reduce((sum, tier) => sum + tier.predictedMinor, 0)).toBe(totals.predictedMinor);
    expect(model?.body.months).toHaveLength(12);
    for (const month of model!.body.months) expect(month.ordersLow).toBeLessThanOrEqual(month.ordersHigh);
  });

  it('lay out cohorts whose cells hold every order of the months shown, by any split, and forecast the months to come', async () => {
    const { table } = await readCohorts(shop, 'month');
    const shown = new Set(table.rows.map((row) => row.key));
    expect(shown.size).toBeGreaterThan(6);
    expect(table.rows.every((row) => row.cells[0]!.active === row.customers)).toBe(true);
    const ahead = table.rows.flatMap((row) => row.cells).filter((cell) => cell.state === 'predicted');
    expect(ahead.length).toBeGreaterThan(6);
    expect(ahead.every((cell) => (cell.netMinor ?? 0) > 0)).toBe(true);
    for (const split of ['channel', 'store', 'product', 'discount', 'source']) {
      const { comparison } = await readCohorts(shop, split);
      expect(comparison!.length).toBeGreaterThan(1);
      expect(comparison!.reduce((sum, group) => sum + group.customers, 0)).toBe(table.totals.customers);
    }
  });

  it('take changes apart over real orders without a left-over, whatever the split', async () => {
    for (const split of ['channel', 'store', 'source', 'buyer']) {
      const page = await readGoalsPage(shop, { days: 90, split });
      const inPeriod = orders.filter((order) => order.ago < 90);
      expect(page.revenue.afterMinor).toBe(
        inPeriod.reduce((sum, order) => sum + order.total_minor - order.refunded_minor, 0),
      );
      expect(page.after.reduce((sum, one) => sum + one.customers, 0)).toBe(
        new Set(inPeriod.map((order) => order.record_id)).size,
      );
      const parts = page.revenue.parts.reduce((sum, part) => sum + part.minor, 0);
      expect(parts).toBe(page.revenue.afterMinor - page.revenue.beforeMinor);
      for (const { causes } of page.changes) {
        const sum = causes!.parts.reduce((all, part) => all + part.mix + part.behaviour, 0);
        expect(sum).toBeCloseTo(causes!.change, 6);
      }
    }
  });

  it('keep a goal with the figure of today, and refuse one without a day to come', async () => {
    const draft = { kpi: 'order_value', target: 9_000, dueDay: '2000-01-01' };
    await expect(keepGoal(shop, draft, 'staff:1')).rejects.toMatchObject({ field: 'dueDay' });
    await keepGoal(shop, { ...draft, dueDay: '2999-01-01' }, 'staff:1');
    const { goals } = await readGoalsPage(shop, { days: 30, split: 'channel' });
    expect(goals).toMatchObject([{ kpi: 'order_value', target: 9_000, dueDay: '2999-01-01' }]);
    expect(goals[0]!.startValue).toBe(goals[0]!.value);
  });

  it('learn what goes with what, advise a person, and leave out what is not on sale or owned', async () => {
    const page = await readProductsPage(shop);
    expect(page.products.map((one) => one.title).sort()).toEqual(['Kettle', 'Mug', 'Tea', 'Tray']);
    expect(page.paths.firsts.filter((one) => one.nth === 1).reduce((sum, one) => sum + one.people, 0)).toBe(PEOPLE);
    const owned = new Set(orders.filter((order) => order.record_id === 5).map((order) => order.product));
    const { advice } = (await readProfileForecast(shop, 5))!;
    for (const one of advice) expect(one.kind === 'refill' || !owned.has(one.title)).toBe(true);
  });

  it('suggest nothing that has run out, nor what the person gave back, from the minute that it is known', async () => {
    const suggested = async () => (await readProfileForecast(shop, 5))!.advice.map((one) => one.title);
    const stock = (title: string, available: number, isTracked: boolean | null) =>
      withShop(shop.shopId, (tx) =>
        tx.run(sql`
          update product_variant set available = ${available}, sells_without_stock = false, is_tracked = ${isTracked}
          where shop_id = ${shop.shopId} and product_external_id = ${title}`),
      );
    const before = await suggested();
    expect(before.length).toBeGreaterThan(0);
    const [first] = before;
    await stock(first!, 0, true);
    expect(await suggested()).not.toContain(first);
    expect((await readProductsPage(shop)).products.find((one) => one.title === first)!.offered).toBe(false);
    await stock(first!, 0, null);
    expect(await suggested()).toContain(first);
    await stock(first!, -2, true);
    expect(await suggested()).not.toContain(first);
    await stock(first!, 3, true);
    expect(await suggested()).toEqual(before);
    const id = orders.length + 10_000;
    await insertOrders(shop.shopId, [{ ...orders[0]!, id, record_id: 5, ago: 1, product: first!, refunded_minor: 10 }]);
    await withShop(shop.shopId, async (tx) => {
      await tx.run(sql`update order_line set external_id = 'L1' where shop_id = ${shop.shopId} and order_id = ${id}`);
      await tx.run(sql`
        insert into refund (shop_id, source_id, external_id, order_external_id, amount_minor, currency, lines)
        select ${shop.shopId}, source_id, 'r1', external_id, 10, 'EUR', '[{"lineExternalId": "L1", "quantity": 1}]'
        from sales_order where shop_id = ${shop.shopId} and id = ${id}`);
    });
    expect(await suggested()).not.toContain(first);
    await withShop(shop.shopId, async (tx) => {
      await tx.run(sql`delete from order_line where shop_id = ${shop.shopId} and order_id = ${id}`);
      await tx.run(sql`delete from sales_order where shop_id = ${shop.shopId} and id = ${id}`);
    });
  });

  it('map what follows on what: every order is one arrow’s end, and an arrow opens to its people', async () => {
    const { arrows, stores } = await readJourneysPage(shop, 365);
    const inYear = orders.filter((order) => order.ago < 365);
    expect(arrows.reduce((sum, arrow) => sum + arrow.times, 0)).toBe(inYear.length);
    expect(arrows.reduce((sum, arrow) => sum + arrow.netMinor, 0)).toBe(
      inYear.reduce((sum, order) => sum + order.total_minor - order.refunded_minor, 0),
    );
    const arrow = arrows.find((one) => one.from === 'online' && one.to === 'store')!;
    const { people } = await readArrowPeople(shop, { from: 'online', to: 'store', days: 365, page: 1 });
    expect(people.length).toBe(Math.min(50, arrow.people));
    expect(stores.map((one) => one.store).sort()).toEqual(['Harbour', 'Market']);
    for (const one of stores) expect(one.people).toBeGreaterThan(0);
  });

  it('plan an action once, refuse one without owner, and measure what came of it', async () => {
    const { lines, today } = await readRiskPage(shop, { level: null, page: 1 });
    const people = lines.slice(0, 3).map((line) => line.profileId);
    const draft = { profileIds: people, kind: 'call', owner: 'Mia', dueDay: today };
    await expect(planCare(shop.shopId, { ...draft, owner: ' ' }, 'staff:1')).rejects.toMatchObject({
      code: 'analytics.owner_missing',
      field: 'owner',
    });
    expect(await planCare(shop.shopId, draft, 'staff:1')).toBe(3);
    expect(await planCare(shop.shopId, draft, 'staff:1')).toBe(0);
    const { open } = await readRiskPage(shop, { level: null, page: 1 });
    expect(open.map((one) => [one.owner, one.isLate])).toEqual(Array(3).fill(['Mia', false]));
    for (const { id } of open) await settleCare(shop.shopId, id, 'done', 'staff:1');
    await withShop(shop.shopId, (tx) =>
      tx.run(sql`update care_action set done_at = now() - interval '100 days' where shop_id = ${shop.shopId}`),
    );
    await insertOrders(shop.shopId, [
      { ...orders[0]!, id: orders.length + 1, record_id: people[0]!, ago: 50, total_minor: 4_000, refunded_minor: 0 },
    ]);
    const { results } = await readRiskPage(shop, { level: null, page: 1 });
    expect(results).toMatchObject([{ kind: 'call', done: 3, judged: 3 }]);
    expect(results[0]!.returned).toBeGreaterThanOrEqual(1);
    expect(results[0]!.netMinor).toBeGreaterThanOrEqual(4_000);
    expect(results[0]!.expected).toBeGreaterThan(0);
  });

  it('keep a figure that takes long, and renew it when somebody waits for it', async () => {
    const { body } = await readFigure(shop, 'risk');
    const key = JSON.stringify(['risk', []]);
    await withShop(shop.shopId, (tx) =>
      tx.run(sql`
        insert into figure (shop_id, key, body, took_ms, worked_out)
        values (${shop.shopId}, ${key}, '[]', 5000, now() - interval '1 hour')`),
    );
    const old = await readFigure(shop, 'risk');
    expect(old.body).toEqual([]);
    expect(old.asOf).toBeInstanceOf(Date);
    await renewFigures(shop.shopId);
    expect(await readFigure(shop, 'risk')).toEqual({ body, asOf: null });
  });

  it('keep no figure of a day gone by, though all figures were wanted since, and leave a fresh one alone', async () => {
    const key = (today: string) =>
      JSON.stringify([
        'kpis',
        [
          ['days', '90'],
          ['split', 'channel'],
          ['today', today],
        ],
      ]);
    const today = todayIn(shop.timeZone);
    await withShop(shop.shopId, (tx) =>
      tx.run(sql`
        insert into figure (shop_id, key, body, took_ms, worked_out, wanted_at) values
          (${shop.shopId}, ${key('2024-05-01')}, '[]', 5000, now(), now()), (${shop.shopId}, ${key(today)}, '["fresh"]', 5000, now(), null)`),
    );
    await renewFigures(shop.shopId);
    const kept = async (day: string) =>
      (await database.owner.query('select body from figure where shop_id = $1 and key = $2', [shop.shopId, key(day)]))
        .rows;
    expect(await kept('2024-05-01')).toEqual([]);
    expect(await kept(today)).toEqual([{ body: ['fresh'] }]);
    await withShop(shop.shopId, outdateFigures);
    await renewFigures(shop.shopId);
    expect(await kept(today)).not.toEqual([{ body: ['fresh'] }]);
  });
});
