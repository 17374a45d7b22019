import { describe, expect, it } from 'vitest';
import { readJourneys } from '#app/analytics/read-journeys.server.ts';
import { readPaths } from '#app/analytics/read-paths.server.ts';
import { readReportAsk } from '#app/analytics/report-ask.ts';
import { dropStrayScores } from '#app/metrics/refresh-scores.server.ts';
import { fitValue } from '#app/pipeline/fit-value.server.ts';
import { readGoalsPage } from '#app/pipeline/kpi-pages.server.ts';
import { readCohorts, readForecastPage, readGroupsPage } from '#app/pipeline/read-value-page.server.ts';
import { refreshProfiles } from '#app/pipeline/refresh-derived.server.ts';
import { readReportPage } from '#app/pipeline/report-pages.server.ts';
import { readWorthPage } from '#app/pipeline/worth-pages.server.ts';
import { lockShop, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { OrderInput, RecordInput, RefundInput } from '#app/records/types.ts';
import { useDatabase } from '#test/support/database.ts';
import { AT, customer, makePeople } from '../identity-pages/make-people.ts';
import { madeOrders, makeBuyers } from './make-buyers.ts';

const database = useDatabase();

function order(externalId: string, said: Partial<OrderInput> & { totalMinor?: number } = {}): OrderInput {
  const { totalMinor = 1_000, ...rest } = said;
  return {
    kind: 'order',
    externalId,
    versionAt: AT,
    customerExternalId: 'C1',
    channel: 'online',
    placedAt: AT,
    currency: 'USD',
    amounts: { totalMinor },
    status: 'paid',
    ...rest,
  };
}

function refund(externalId: string, orderExternalId: string, amountMinor: number): RefundInput {
  return { kind: 'refund', externalId, versionAt: AT, orderExternalId, refundedAt: AT, amountMinor, currency: 'USD' };
}

const FIGURES = `select orders_count as orders, gross_minor::int as gross, refunded_minor::int as refunded, net_minor::int as net,
  purchase_days as days, first_order_day::text as first, last_order_day::text as last, goods_minor::int as goods
  from profile_metrics where shop_id = $SHOP`;

/** The figures of the one person after these batches. */
async function figuresAfter(...batches: RecordInput[][]) {
  const people = await makePeople(database, { timeZone: 'America/New_York' });
  await people.say([customer('C1', { email: 'one@x.test' })]);
  for (const batch of batches) await people.say(batch);
  return (await people.rows<Record<string, unknown>>(FIGURES))[0]!;
}

describe('figures of what should not be', () => {
  it('take a refund that comes before its order off it once the order comes', async () => {
    const late = await figuresAfter([refund('R1', 'O1', 400)], [order('O1')]);
    expect(late).toMatchObject({ orders: 1, gross: 1_000, refunded: 400, net: 600, goods: 600 });
    expect(late).toEqual(await figuresAfter([order('O1')], [refund('R1', 'O1', 400)]));
  });

  it('count test, cancelled and voided orders nowhere', async () => {
    const odd = [
      order('O2', { isTest: true }),
      order('O3', { status: 'cancelled', cancelledAt: AT }),
      order('O4', { status: 'voided' }),
    ];
    expect(await figuresAfter([order('O1'), ...odd])).toEqual(await figuresAfter([order('O1')]));
  });

  it('count an order in another currency as an order, not as money', async () => {
    expect(await figuresAfter([order('O1'), order('O2', { currency: 'CHF', totalMinor: 77_000 })])).toMatchObject({
      orders: 2,
      gross: 1_000,
      net: 1_000,
      goods: 1_000,
    });
  });

  it('hold an order that was free, and one of a negative total, without a division that fails', async () => {
    expect(await figuresAfter([order('O1', { totalMinor: 0 })])).toMatchObject({
      orders: 1,
      gross: 0,
      net: 0,
      days: 1,
    });
    expect(await figuresAfter([order('O1'), order('O2', { totalMinor: -300 })])).toMatchObject({ orders: 2, net: 700 });
  });

  it('put orders around the change of clocks on the day that it was in the shop', async () => {
    // New York goes from 1:59 EST to 3:00 EDT on 8 March, and from 1:59 EDT to 1:00 EST on 1 November 2026.
    const at = (instant: string) => new Date(instant);
    const figures = await figuresAfter([
      order('O1', { placedAt: at('2026-03-08T04:59:00Z') }),
      order('O2', { placedAt: at('2026-03-08T05:01:00Z') }),
      order('O3', { placedAt: at('2026-03-09T03:59:00Z') }),
      order('O4', { placedAt: at('2026-11-02T04:30:00Z') }),
    ]);
    expect(figures).toMatchObject({ orders: 4, days: 3, first: '2026-03-07', last: '2026-11-01' });
  });

  it('come out the same when years of history are imported after the orders of today', async () => {
    const old = [1, 2, 3].map((nth) => order(`H${nth}`, { placedAt: new Date(`202${nth}-06-01T12:00:00Z`) }));
    const late = await figuresAfter([order('O1')], old);
    expect(late).toEqual(await figuresAfter([...old, order('O1')]));
    expect(late).toMatchObject({ first: '2021-06-01', days: 4 });
  });
});

it('follows a journey from a look around online and through an order in another currency, none of whose money it adds', async () => {
  const people = await makePeople(database, { timeZone: 'America/New_York' });
  await people.say([customer('C1', { email: 'one@x.test' })]);
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
  const store = { externalId: 'S1', name: 'Harbour' };
  const lines = (title: string) => [{ externalId: '1', position: 1, title, quantity: 1, totalMinor: 1_000 }];
  await people.say([
    order('O1', { placedAt: ago(40), lines: lines('Kettle') }),
    order('O2', {
      placedAt: ago(20),
      channel: 'pos',
      store,
      currency: 'CHF',
      totalMinor: 77_000,
      lines: lines('Tea'),
    }),
    order('O3', { placedAt: ago(10), channel: 'pos', store, totalMinor: 500, lines: lines('Mug') }),
  ]);
  const { arrows, stores } = await withShop(people.shop.shopId, (tx) => readJourneys(tx, 365));
  expect(arrows.map(({ from, to, netMinor }) => [from, to, netMinor]).sort()).toEqual([
    ['first', 'online', 1_000],
    ['online', 'store', 0],
    ['store', 'store', 500],
  ]);
  expect(stores).toMatchObject([{ store: 'Harbour', people: 1, netMinor: 500 }]);
  await people.say([
    customer('C2', { email: 'two@x.test' }),
    {
      kind: 'interaction',
      externalId: 'V1',
      versionAt: AT,
      customerExternalId: 'C2',
      type: 'visit',
      status: 'product_viewed',
      happenedAt: ago(15),
    },
    order('O4', { customerExternalId: 'C2', placedAt: ago(12), channel: 'pos', store, totalMinor: 700 }),
  ]);
  const looked = await withShop(people.shop.shopId, (tx) => readJourneys(tx, 365));
  expect(looked.stores).toMatchObject([{ store: 'Harbour', people: 2, netMinor: 1_200 }]);
  expect(looked.arrows).toContainEqual(expect.objectContaining({ from: 'browse', to: 'store', netMinor: 700 }));
  const { steps } = await withShop(people.shop.shopId, readPaths);
  expect(steps.map(({ from, to, netMinor }) => [from, to, netMinor])).toEqual([
    ['Kettle', 'Tea', 0],
    ['Tea', 'Mug', 500],
  ]);
});

describe('shops that are too small or too plain for a model', () => {
  it.each([
    ['of twenty customers', 20, (ago: number) => ago],
    ['in which all bought once', 120, null],
  ])('%s: say so in words, and all pages still answer', async (_name, people, keep) => {
    const made = madeOrders(people, 9);
    const once = [...new Map(made.map((one) => [one.record_id, one])).values()];
    const shop = await makeBuyers(database, people, keep ? made : once);
    await fitValue(shop.shopId);
    const { model } = await readForecastPage(shop);
    expect(model).toMatchObject({ grade: 'none', state: 'ready' });
    expect(model!.gradeSentence).toMatch(/^Not enough data: \d+ customers, \d+ of whom came back\./);
    expect((await readWorthPage(shop, 1)).lines.length).toBeGreaterThan(0);
    const { groups } = await readGroupsPage(shop, 90);
    expect(groups.reduce((sum, group) => sum + group.people, 0)).toBe(people);
    for (const { causes } of (await readGoalsPage(shop, { days: 365, split: 'channel' })).changes) {
      for (const part of causes?.parts ?? []) expect(Number.isFinite(part.mix + part.behaviour)).toBe(true);
    }
    const { table } = await readCohorts(shop, 'month');
    expect(table.rows.reduce((sum, row) => sum + row.customers, 0)).toBeGreaterThan(0);
    const ask = readReportAsk(new URLSearchParams({ by: 'month', measures: 'net,orders', days: '3000' }));
    const report = await readReportPage(shop, ask);
    expect(report.total.orders).toBe(keep ? made.length : once.length);
  });
});

describe('a merge in the middle of a fit', () => {
  it('leaves the scores that a computation from nothing gives, and none of who is gone', async () => {
    const people = 80;
    const shop = await makeBuyers(database, people, madeOrders(people, 4));
    await fitValue(shop.shopId);
    const merge = () =>
      withShop(shop.shopId, async (tx) => {
        await lockShop(tx);
        await tx.run(
          sql`update profile_member set profile_id = 1 where shop_id = ${shop.shopId} and record_id between 2 and 20`,
        );
        const touched = Array.from({ length: 20 }, (_, index) => index + 1);
        await refreshProfiles(tx, touched, 'merged');
      });
    await Promise.all([fitValue(shop.shopId), merge()]);
    const scores = () =>
      withShop(shop.shopId, (tx) =>
        tx.rows<{ profile_id: number }>(
          sql`select * from value_score where shop_id = ${shop.shopId} order by profile_id`,
        ),
      );
    const kept = await scores();
    expect(kept.map((row) => row.profile_id)).toEqual([1, ...Array.from({ length: 60 }, (_, index) => index + 21)]);
    const all = Array.from({ length: people }, (_, index) => index + 1);
    await withShop(shop.shopId, async (tx) => {
      await tx.run(sql`delete from value_score where shop_id = ${shop.shopId}`);
      await refreshProfiles(tx, all, 'from nothing');
      await dropStrayScores(tx);
    });
    expect(await scores()).toEqual(kept);
  }, 150_000);
});
