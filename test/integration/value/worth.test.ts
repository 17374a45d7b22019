import { beforeAll, describe, expect, it } from 'vitest';
import type { TypedTerms } from '#app/metrics/value-terms.ts';
import { fitValue } from '#app/pipeline/fit-value.server.ts';
import { readForecastPage, readProfileForecast } from '#app/pipeline/read-value-page.server.ts';
import { refreshProfiles } from '#app/pipeline/refresh-derived.server.ts';
import { keepTerms, readWorthPage } from '#app/pipeline/worth-pages.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { type MadeOrder, madeOrders, makeBuyers } from './make-buyers.ts';

const PEOPLE = 120;
const COSTS: Readonly<Record<string, number>> = { Kettle: 900, Tea: 300 };

const TYPED: TypedTerms = {
  weights: {
    spend: '0',
    margin: '2',
    frequency: '1',
    categories: '0',
    channels: '0',
    returns: '1',
    serviceCost: '0',
    advocacy: '0',
  },
  margin: '40',
  discount: '12',
  requestCostMinor: 450,
};

describe('value with more than spend', () => {
  const database = useDatabase();
  let shop: Shop;
  let orders: MadeOrder[];

  beforeAll(async () => {
    orders = madeOrders(PEOPLE, 11);
    shop = await makeBuyers(database, PEOPLE, orders);
    await fitValue(shop.shopId);
  });

  it('lists all who bought, the highest score first, and each score is the sum of its parts', async () => {
    const seen: number[] = [];
    for (let page = 1, more = true; more; page++) {
      const { lines, hasNext } = await readWorthPage(shop, page);
      for (const line of lines) {
        expect(line.parts.reduce((sum, part) => sum + part.points, 0)).toBeCloseTo(line.score, 1);
        seen.push(line.score);
      }
      more = hasNext;
    }
    expect(seen).toHaveLength(PEOPLE);
    expect(seen).toEqual([...seen].sort((left, right) => right - left));
  });

  it('takes the cost of goods where it is known, less what was given back, and the margin of those goods elsewhere', async () => {
    const { goods } = await readWorthPage(shop, 1);
    const kept = orders.map((order) => ({ ...order, share: 1 - order.refunded_minor / order.total_minor }));
    const sum = (of: (order: (typeof kept)[number]) => number) => kept.reduce((all, order) => all + of(order), 0);
    const isCosted = (order: MadeOrder) => order.product in COSTS;
    const near = (value: number) => ({ from: value - PEOPLE, to: value + PEOPLE });
    const within = (value: number, expected: number) => {
      const { from, to } = near(expected);
      expect(value).toBeGreaterThan(from);
      expect(value).toBeLessThan(to);
    };
    within(
      goods.goods,
      sum((order) => order.share * order.total_minor),
    );
    within(
      goods.costed,
      sum((order) => (isCosted(order) ? order.share * order.total_minor : 0)),
    );
    within(
      goods.cost,
      sum((order) => order.share * (COSTS[order.product] ?? 0)),
    );
  });

  it('refuses weights that leave nothing, and a share that is none, and names the field', async () => {
    const none = Object.fromEntries(Object.keys(TYPED.weights).map((part) => [part, '0'])) as TypedTerms['weights'];
    await expect(keepTerms(shop.shopId, { ...TYPED, weights: none }, 'staff:1')).rejects.toMatchObject({
      code: 'metrics.weights_empty',
    });
    await expect(keepTerms(shop.shopId, { ...TYPED, margin: '140' }, 'staff:1')).rejects.toMatchObject({
      field: 'defaultMargin',
    });
    await expect(keepTerms(shop.shopId, { ...TYPED, discount: 'much' }, 'staff:1')).rejects.toMatchObject({
      field: 'discount',
    });
  });

  it('follows the merchant’s weights and terms: in the list, on the person’s page and in the worth of a forecast', async () => {
    const before = await readForecastPage(shop);
    await keepTerms(shop.shopId, TYPED, 'staff:1');
    expect((await readWorthPage(shop, 1)).isFollowing).toBe(true);
    await fitValue(shop.shopId);
    const { lines, isFollowing, terms } = await readWorthPage(shop, 1);
    expect(isFollowing).toBe(false);
    expect(terms).toMatchObject({ defaultMargin: 0.4, yearlyDiscount: 0.12, requestCostMinor: 450 });
    const weighed = lines[0]!.parts.filter((part) => part.level !== null).map((part) => part.part);
    expect(weighed).toEqual(['margin', 'frequency', 'returns']);
    const [id] = await withShop(shop.shopId, (tx) =>
      tx.rows<{ id: number }>(
        sql`select id from profile where shop_id = ${shop.shopId} and public_id = ${lines[0]!.publicId}::uuid`,
      ),
    );
    const person = await readProfileForecast(shop, id!.id);
    expect(person!.worth!.parts).toEqual(lines[0]!.parts);
    expect(person!.requestCostMinor).toBe(450);
    const after = await readForecastPage(shop);
    expect(after.model!.body.terms.margin).toBeLessThan(1);
    expect(after.model!.body.terms.monthlyDiscountRate).toBeCloseTo(1 - 0.88 ** (1 / 12), 10);
    expect(after.totals.predictedMinor).toBe(before.totals.predictedMinor);
    expect(after.totals.worth36Minor).toBeLessThan(before.totals.worth36Minor);
  });

  it('reckons anew at night whoever bought a product whose cost is told later, as a computation from nothing would', async () => {
    const sums = () =>
      withShop(shop.shopId, (tx) =>
        tx.rows(sql`
          select profile_id, goods_minor, costed_goods_minor, goods_cost_minor, categories_count from profile_metrics
          where shop_id = ${shop.shopId} order by 1`),
      );
    const before = await sums();
    await withShop(shop.shopId, async (tx) => {
      await tx.run(
        sql`update product_variant set unit_cost_minor = 500 where shop_id = ${shop.shopId} and external_id = 'v-Mug'`,
      );
      await tx.run(sql`
        update product set goods_changed_at = now() where shop_id = ${shop.shopId} and external_id = 'Mug'`);
    });
    await fitValue(shop.shopId);
    const followed = await sums();
    expect(followed).not.toEqual(before);
    const ids = Array.from({ length: PEOPLE }, (_, index) => index + 1);
    await withShop(shop.shopId, (tx) => refreshProfiles(tx, ids, 'from nothing'), { timeoutMs: 60_000 });
    expect(await sums()).toEqual(followed);
  });
});
