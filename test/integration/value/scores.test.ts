import { beforeAll, describe, expect, it } from 'vitest';
import { readActiveModel } from '#app/metrics/value-model.server.ts';
import { fitValue } from '#app/pipeline/fit-value.server.ts';
import { refreshProfiles } from '#app/pipeline/refresh-derived.server.ts';
import { keepSegment } from '#app/pipeline/segment-pages.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { insertOrders, type MadeOrder, madeOrders, makeBuyers, seededRandom } from './make-buyers.ts';

const PEOPLE = 300;
/** Those to whom the random events happen: few, so that each event costs little and merges meet. */
const BUSY = 40;

type Score = {
  profile_id: number;
  rfm_group: string;
  predicted_value_minor: number | null;
  predicted_low_minor: number | null;
  predicted_high_minor: number | null;
  next_order_day: Date | null;
  spend_tier: string | null;
};

describe('a shop’s value model', () => {
  const database = useDatabase();
  let shop: Shop;
  let orders: MadeOrder[];

  beforeAll(async () => {
    orders = madeOrders(PEOPLE, 7);
    shop = await makeBuyers(database, PEOPLE, orders);
  });

  const scores = () =>
    withShop(shop.shopId, (tx) =>
      tx.rows<Score>(sql`select * from value_score where shop_id = ${shop.shopId} order by profile_id`),
    );

  it('scores nobody before it is fitted', async () => {
    expect(await scores()).toEqual([]);
  });

  it('is fitted, examined and scores every profile, prospects too', async () => {
    await fitValue(shop.shopId);
    const kept = await withShop(shop.shopId, readActiveModel);
    expect(kept).toMatchObject({ state: 'ready', scored: PEOPLE, toScore: PEOPLE });
    expect(kept?.body.model?.customers).toBeGreaterThan(250);
    expect(kept?.body.backTest.exams.length).toBe(3);
    const all = await scores();
    expect(all).toHaveLength(PEOPLE);
    for (const score of all.filter((one) => one.predicted_value_minor !== null)) {
      expect(score.predicted_low_minor!).toBeLessThanOrEqual(score.predicted_value_minor!);
      expect(score.predicted_high_minor!).toBeGreaterThanOrEqual(0);
    }
    expect(new Set(all.flatMap((one) => one.spend_tier ?? []))).toEqual(new Set(['HIGH', 'MEDIUM', 'LOW']));
    expect(new Set(all.map((one) => one.rfm_group)).size).toBeGreaterThan(4);
  });

  it('follows an order at once, by the model as it stands', async () => {
    const before = (await scores())[2]!;
    const order = { ...orders[0]!, id: orders.length + 1, record_id: 3, ago: 0, refunded_minor: 0 };
    await insertOrders(shop.shopId, [order]);
    orders.push(order);
    await withShop(shop.shopId, (tx) => refreshProfiles(tx, [3], 'an order'));
    const after = (await scores())[2]!;
    expect(after.next_order_day).not.toEqual(before.next_order_day);
  });

  it('lets segments ask for scores, and moves people as scores move', async () => {
    const segmentId = await keepSegment(
      shop.shopId,
      null,
      { name: 'Likely', description: '', ruleText: "predicted_spend_tier = 'HIGH'" },
      'staff:1',
    );
    await withShop(shop.shopId, (tx) => refreshProfiles(tx, [1, 2, 3, 4, 5, 6, 7, 8], 'a look'));
    const members = await withShop(shop.shopId, (tx) =>
      tx.rows<{ profile_id: number }>(
        sql`select profile_id from segment_member where shop_id = ${shop.shopId} and segment_id = ${segmentId} order by 1`,
      ),
    );
    const high = (await scores()).slice(0, 8).filter((one) => one.spend_tier === 'HIGH');
    expect(members.map((row) => row.profile_id)).toEqual(high.map((one) => one.profile_id));
  });

  it('holds the same figures after 10,000 random events, merges and splits as a computation from nothing', async () => {
    const random = seededRandom(31);
    const pick = (size: number) => 1 + Math.floor(random() * size);
    for (let batch = 0; batch < 40; batch++) {
      const touched = await randomEvents(shop.shopId, orders, { random, pick, count: 250 });
      await withShop(shop.shopId, (tx) => refreshProfiles(tx, touched, 'events'), { timeoutMs: 60_000 });
    }
    const kept = await derived();
    await withShop(
      shop.shopId,
      async (tx) => {
        await tx.run(sql`delete from profile_metrics where shop_id = ${shop.shopId}`);
        await tx.run(sql`delete from value_score where shop_id = ${shop.shopId}`);
        await refreshProfiles(
          tx,
          Array.from({ length: PEOPLE }, (_, index) => index + 1),
          'from nothing',
        );
      },
      { timeoutMs: 120_000 },
    );
    const rebuilt = await derived();
    expect(rebuilt.metrics.length).toBeLessThan(PEOPLE);
    expect(kept).toEqual(rebuilt);
  }, 150_000);

  const derived = () =>
    withShop(shop.shopId, async (tx) => ({
      metrics: await tx.rows(sql`select * from profile_metrics where shop_id = ${shop.shopId} order by profile_id`),
      scores: await tx.rows(sql`select * from value_score where shop_id = ${shop.shopId} order by profile_id`),
    }));
});

type Chance = { random: () => number; pick: (size: number) => number; count: number };

/** New orders, refunds, cancellations, deletions, and records that move to another profile; the profiles that they touch. */
async function randomEvents(shopId: number, orders: MadeOrder[], { random, pick, count }: Chance): Promise<number[]> {
  const busy = orders.filter((order) => order.record_id <= BUSY);
  const added: MadeOrder[] = [];
  const changes: { id: number; refund: number; status: string }[] = [];
  const moves: { record: number; profile: number }[] = [];
  for (let event = 0; event < count; event++) {
    const kind = random();
    if (kind < 0.4) {
      const like = orders[pick(orders.length) - 1]!;
      const record_id = pick(BUSY);
      added.push({ ...like, id: orders.length + added.length + 1, record_id, ago: pick(500) - 1 });
    } else if (kind < 0.8) {
      const status = random() < 0.2 ? 'cancelled' : 'paid';
      changes.push({ id: busy[pick(busy.length) - 1]!.id, refund: random() < 0.5 ? 0 : random(), status });
    } else {
      moves.push({ record: pick(BUSY), profile: pick(BUSY) });
    }
  }
  await insertOrders(shopId, added);
  orders.push(...added);
  return withShop(shopId, (tx) => changeAndMove(tx, changes, moves, added));
}

async function changeAndMove(
  tx: Parameters<Parameters<typeof withShop>[1]>[0],
  changes: readonly { id: number; refund: number; status: string }[],
  moves: readonly { record: number; profile: number }[],
  added: readonly MadeOrder[],
): Promise<number[]> {
  await tx.run(sql`
    update sales_order o set status = c.status, refunded_minor = round(o.total_minor * c.refund),
      net_minor = o.total_minor - round(o.total_minor * c.refund)
    from (select distinct on (id) * from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(id bigint, refund float8, status text)
          order by id, refund) c
    where o.shop_id = ${tx.shopId} and o.id = c.id`);
  const lastMoves = [...new Map(moves.map((move) => [move.record, move])).values()];
  const touched = await tx.rows<{ profile_id: number }>(sql`
    select distinct m.profile_id from profile_member m
    where m.shop_id = ${tx.shopId} and (m.record_id = any(${lastMoves.map((move) => move.record)}::bigint[])
      or m.record_id = any(${added.map((order) => order.record_id)}::bigint[])
      or m.record_id in (select record_id from sales_order where shop_id = ${tx.shopId} and id = any(${changes.map((one) => one.id)}::bigint[])))`);
  await tx.run(sql`
    update profile_member m set profile_id = v.profile
    from jsonb_to_recordset(${JSON.stringify(lastMoves)}::jsonb) as v(record bigint, profile bigint)
    where m.shop_id = ${tx.shopId} and m.record_id = v.record`);
  return [...new Set([...touched.map((row) => row.profile_id), ...lastMoves.map((move) => move.profile)])];
}
