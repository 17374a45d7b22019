import { beforeAll, describe, expect, it } from 'vitest';
import type { Payback } from '#app/analytics/payback.ts';
import type { StaffMember } from '#app/governance/staff.ts';
import { saveMerchantTerms } from '#app/metrics/value-terms.server.ts';
import { DEFAULT_TERMS } from '#app/metrics/value-terms.ts';
import { dropCost, keepCost, readPaybackView } from '#app/pipeline/payback-pages.server.ts';
import { readCohorts } from '#app/pipeline/read-value-page.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { type MadeOrder, madeOrders, makeBuyers } from './make-buyers.ts';

const PEOPLE = 120;
const OWNER: StaffMember = { staffId: '1', name: 'Mia', isOwner: true, role: 'reader' };
const CAMPAIGNS = ['spring', 'autumn', null] as const;
const COSTS: Readonly<Record<string, number>> = { Kettle: 900, Tea: 300 };

const campaignOf = (order: MadeOrder): string => CAMPAIGNS[order.record_id % 3] ?? 'No campaign';
const monthOf = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 7);

describe('what customers cost and when it was back', () => {
  const database = useDatabase();
  let shop: Shop;
  let orders: MadeOrder[];
  const firsts = new Map<number, MadeOrder>();

  beforeAll(async () => {
    orders = madeOrders(PEOPLE, 11);
    shop = await makeBuyers(database, PEOPLE, orders);
    for (const order of orders) if (!firsts.has(order.record_id)) firsts.set(order.record_id, order);
    await withShop(shop.shopId, (tx) =>
      tx.run(sql`
        update sales_order set visit = jsonb_build_object('source', 'google / cpc', 'campaign',
          (array['spring', 'autumn', null])[1 + record_id % 3]) where shop_id = ${shop.shopId}`),
    );
  });

  const asking = () => ({ shop, staff: OWNER, actor: 'staff:1' });
  const keep = (month: string, split: string, value: string, amount: string) =>
    keepCost(asking(), { month, split, value, amount });
  const wonIn = (month: string, campaign: string | null) =>
    [...firsts.values()].filter(
      (first) => monthOf(first.ago) === month && (campaign === null || campaignOf(first) === campaign),
    );

  /** The month with the most buyers that is over, which has some of each campaign. */
  function busiest(): string {
    const sizes = new Map<string, number>();
    for (const { ago } of firsts.values()) sizes.set(monthOf(ago), (sizes.get(monthOf(ago)) ?? 0) + 1);
    sizes.delete(monthOf(0));
    return [...sizes].sort((left, right) => right[1] - left[1])[0]![0];
  }

  /** What customers brought, by hand: margin where a cost is known, the mean margin of those goods elsewhere. */
  function broughtBy(people: readonly MadeOrder[], inMargin: boolean): number {
    const kept = (list: readonly MadeOrder[], of: (order: MadeOrder) => number) =>
      list.reduce((sum, order) => sum + of(order), 0);
    const net = (order: MadeOrder) => order.total_minor - order.refunded_minor;
    const cost = (order: MadeOrder) => (net(order) / order.total_minor) * (COSTS[order.product] ?? 0);
    const costed = orders.filter((order) => order.product in COSTS);
    const margin = 1 - kept(costed, cost) / kept(costed, net);
    const ids = new Set(people.map((first) => first.record_id));
    const own = orders.filter((order) => ids.has(order.record_id));
    if (!inMargin) return kept(own, net);
    return kept(own, (order) => (order.product in COSTS ? net(order) - cost(order) : net(order) * margin));
  }

  const rowOf = async (match: Partial<Payback>): Promise<Payback> => {
    const { rows } = await readPaybackView(shop);
    return rows.find((row) => Object.entries(match).every(([key, value]) => row[key as keyof Payback] === value))!;
  };

  it('compares customers by campaign and by where they came from', async () => {
    const { table, comparison } = await readCohorts(shop, 'campaign');
    expect(comparison!.map((group) => group.value).sort()).toEqual(['No campaign', 'autumn', 'spring']);
    expect(comparison!.reduce((sum, group) => sum + group.customers, 0)).toBe(table.totals.customers);
    const { comparison: visits } = await readCohorts(shop, 'visit');
    expect(visits!.map((group) => group.value)).toEqual(['google / cpc']);
  });

  it('counts the customers a cost won and the margin they brought since, as done by hand', async () => {
    const month = busiest();
    await keep(month, 'campaign', 'spring', '1,000');
    await keep(month, 'month', '', '2500.50');
    const { basis, targets } = await readPaybackView(shop);
    expect(basis).toMatchObject({ kind: 'margin' });
    expect([...targets.campaign].sort()).toEqual(['autumn', 'spring']);
    for (const [split, campaign, amountMinor] of [
      ['campaign', 'spring', 100_000],
      ['month', null, 250_050],
    ] as const) {
      const row = await rowOf({ month, split });
      const people = wonIn(month, campaign);
      expect(row).toMatchObject({ customers: people.length, amountMinor });
      expect(row.costPerHeadMinor).toBeCloseTo(amountMinor / people.length, 6);
      // Each month of age is rounded to the cent for itself.
      expect(Math.abs(row.broughtPerHeadMinor! * row.customers - broughtBy(people, true))).toBeLessThanOrEqual(row.age);
      expect(row.months !== null).toBe(row.share >= 1);
    }
  });

  it('replaces a cost that is told again, and says at once that a small one is back and a large one is not', async () => {
    const month = busiest();
    await keep(month, 'campaign', 'spring', '1');
    expect((await rowOf({ month, split: 'campaign' })).months).toBe(1);
    await keep(month, 'campaign', 'spring', '90000000');
    const row = await rowOf({ month, split: 'campaign' });
    expect(row.months).toBeNull();
    expect(row.share).toBeGreaterThan(0);
    expect((await readPaybackView(shop)).rows).toHaveLength(2);
  });

  it('says that a name nobody came by won nobody, and forgets a cost', async () => {
    await keep(busiest(), 'campaign', 'sprnig', '10');
    const row = await rowOf({ value: 'sprnig' });
    expect(row).toMatchObject({ customers: 0, costPerHeadMinor: null, months: null });
    await dropCost(asking(), row.id);
    await dropCost(asking(), row.id);
    expect((await readPaybackView(shop)).rows).toHaveLength(2);
  });

  it('takes names that differ by capitals and spaces only for one', async () => {
    const month = busiest();
    const { targets } = await readPaybackView(shop);
    await withShop(shop.shopId, (tx) =>
      tx.run(sql`
        update sales_order set visit = jsonb_set(visit, '{campaign}', '" Spring"')
        where shop_id = ${shop.shopId} and visit ->> 'campaign' = 'spring' and record_id % 2 = 0`),
    );
    expect([...(await readPaybackView(shop)).targets.campaign].map((name) => name.trim().toLowerCase()).sort()).toEqual(
      [...targets.campaign].sort(),
    );
    const { comparison } = await readCohorts(shop, 'campaign');
    expect(comparison).toHaveLength(3);
    await keep(month, 'campaign', 'SPRING', '700');
    const { rows } = await readPaybackView(shop);
    expect(rows).toHaveLength(2);
    expect(rows.find((row) => row.split === 'campaign')).toMatchObject({
      value: 'SPRING',
      amountMinor: 70_000,
      customers: wonIn(month, 'spring').length,
    });
  });

  it('counts in revenue while no cost of goods is known, and in the merchant’s margin once he tells one', async () => {
    await withShop(shop.shopId, async (tx) => {
      await tx.run(sql`update product_variant set unit_cost_minor = null where shop_id = ${shop.shopId}`);
      await tx.run(
        sql`update profile_metrics set costed_goods_minor = 0, goods_cost_minor = 0 where shop_id = ${shop.shopId}`,
      );
    });
    const month = busiest();
    const people = wonIn(month, null);
    expect((await readPaybackView(shop)).basis).toEqual({ kind: 'revenue' });
    const revenue = await rowOf({ month, split: 'month' });
    expect(revenue.broughtPerHeadMinor! * people.length).toBeCloseTo(broughtBy(people, false), 3);
    await withShop(shop.shopId, (tx) => saveMerchantTerms(tx, { ...DEFAULT_TERMS, defaultMargin: 0.4 }, 'staff:1'));
    const margin = await rowOf({ month, split: 'month' });
    expect(margin.share / revenue.share).toBeCloseTo(0.4, 2);
  });

  it('refuses a month to come and whoever may not bring data in, naming field and remedy', async () => {
    await expect(keep('2999-01', 'month', '', '10')).rejects.toMatchObject({ field: 'month' });
    await expect(keep('2024-01', 'month', '', 'much')).rejects.toMatchObject({ field: 'amount' });
    const reader = { ...asking(), staff: { ...OWNER, isOwner: false } };
    await expect(dropCost(reader, 1)).rejects.toMatchObject({
      code: 'analytics.cost_role',
      remedy: expect.stringContaining('owner'),
    });
  });

  it('writes who told which cost into the log, by its id, and nothing typed by hand', async () => {
    const { rows } = await database.owner.query(
      "select subject, detail::text from audit_log where shop_id = $1 and action = 'cost.kept'",
      [shop.shopId],
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      expect(row.subject).toMatch(/^\d+$/);
      expect(row.detail).not.toMatch(/spring|sprnig/);
    }
  });
});
