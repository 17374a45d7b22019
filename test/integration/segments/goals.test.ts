import { describe, expect, it } from 'vitest';
import { tagDifference } from '#app/activation/difference.server.ts';
import { readMemberConsents, readMembers } from '#app/activation/read-members.server.ts';
import { endGoal, type GoalWish, keepGoalFigures, readGoalView, setGoal } from '#app/pipeline/segment-goals.server.ts';
import { removeSegment } from '#app/pipeline/segment-pages.server.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { rebuildMemberships, refreshMembership } from '#app/segments/refresh-membership.server.ts';
import { addToDay } from '#app/segments/rule-dates.ts';
import { saveSegment } from '#app/segments/segment-store.server.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
import { useDatabase } from '#test/support/database.ts';

const PEOPLE = 200;
const everybody = Array.from({ length: PEOPLE }, (_, index) => index + 1);
const today = new Date().toISOString().slice(0, 10);
const wish: GoalWish = {
  measure: 'reactivated_share',
  target: 20,
  windowDays: 30,
  holdoutPercent: 20,
  dueDay: addToDay(today, 90, 'd'),
};

describe('a goal of a segment', () => {
  const database = useDatabase();

  it('leaves the drawn ones out of files and tags, keeps who was drawn, and draws who enters later', async () => {
    const { shop, segmentId } = await segmentOfPeople();
    await setGoal(shop, segmentId, wish, 'a person');
    const drawn = await heldOut(shop.shopId);
    expect(drawn.length).toBeGreaterThan(PEOPLE / 10);
    expect(drawn.length).toBeLessThan(PEOPLE / 3);
    const range = { segmentId, reach: 'all' as const, afterId: 0, limit: 1_000, timeZone: 'UTC' };
    const inFile = await withShop(shop.shopId, (tx) => readMembers(tx, range));
    expect(inFile.map((one) => one.id).filter((id) => drawn.includes(id))).toEqual([]);
    expect(inFile.length).toBe(PEOPLE - drawn.length);
    expect(await withShop(shop.shopId, (tx) => readMemberConsents(tx, segmentId))).toMatchObject({
      members: inFile.length,
    });
    const tagged = await withShop(shop.shopId, (tx) => tx.rows<{ customer_id: string }>(tagDifference(tx, segmentId)));
    expect(tagged.map((row) => Number(row.customer_id)).toSorted((a, b) => a - b)).toEqual(inFile.map((one) => one.id));

    await withShop(shop.shopId, async (tx) => {
      await people(tx, PEOPLE + 1, PEOPLE + 100);
      await refreshMembership(
        tx,
        Array.from({ length: 100 }, (_, index) => PEOPLE + 1 + index),
        'later',
      );
    });
    const later = await heldOut(shop.shopId);
    expect(later.filter((id) => id <= PEOPLE)).toEqual(drawn);
    expect(later.length).toBeGreaterThan(drawn.length);

    await endGoal(shop.shopId, segmentId, 'a person');
    const after = await withShop(shop.shopId, (tx) => readMembers(tx, range));
    expect(after.length).toBe(PEOPLE + 100);
    const owner = { staffId: '1', name: 'Ada', isOwner: true, role: 'reader' as const };
    const reader = { ...owner, isOwner: false };
    await expect(removeSegment(shop.shopId, segmentId, { actor: 'staff:1', staff: reader })).rejects.toMatchObject({
      code: 'governance.role',
    });
    await removeSegment(shop.shopId, segmentId, { actor: 'staff:1', staff: owner });
    expect(await heldOut(shop.shopId)).toEqual([]);
  });

  it('counts orders of tills in each window, says what was before, and does not judge before windows close', async () => {
    const { shop, segmentId } = await segmentOfPeople();
    await withShop(shop.shopId, (tx) => buy(tx, [1, 2], 'online', -10));
    await setGoal(shop, segmentId, { ...wish, measure: 'store_visit_share' }, 'a person');
    await withShop(shop.shopId, (tx) => buy(tx, [1, 2, 3, 4], 'pos', 0));
    const early = await readGoalView(shop.shopId, segmentId);
    expect(early?.goal).toMatchObject({ baseline: 0, target: 0.2 });
    expect(early?.figures).toMatchObject({ joined: PEOPLE, closed: 0, value: null });
    expect(early?.figures?.soFar).toBeGreaterThan(0);
    expect(early?.verdict).toMatchObject({ says: 'cannot tell yet', addressed: 0, heldOut: 0 });

    await setGoal(shop, segmentId, wish, 'a person');
    expect((await readGoalView(shop.shopId, segmentId))?.goal.baseline).toBeCloseTo(4 / PEOPLE);
  });

  it('of many people is taken in and counted by the worker, and leaves alone from the first moment whom it will draw', async () => {
    const { shop, segmentId } = await segmentOfPeople();
    await withShop(shop.shopId, (tx) => buy(tx, [1, 2, 3, 4], 'online', -10));
    await setGoal(shop, segmentId, wish, 'a person', PEOPLE - 1);
    expect(await heldOut(shop.shopId)).toEqual([]);
    const range = { segmentId, reach: 'all' as const, afterId: 0, limit: 1_000, timeZone: 'UTC' };
    const before = await withShop(shop.shopId, (tx) => readMembers(tx, range));
    const view = () => readGoalView(shop.shopId, segmentId, PEOPLE - 1);
    expect(await view()).toMatchObject({ figures: null, verdict: null, asOf: null, goal: { state: 'joining' } });
    expect(await jobs(shop.shopId)).toEqual(['segment-goal']);

    await keepGoalFigures(shop.shopId, segmentId, 7);
    const drawn = await heldOut(shop.shopId);
    expect(before.map((one) => one.id)).toEqual(everybody.filter((id) => !drawn.includes(id)));
    expect(await withShop(shop.shopId, (tx) => readMembers(tx, range))).toEqual(before);
    const kept = await view();
    expect(kept).toMatchObject({
      figures: { joined: PEOPLE, heldOut: drawn.length },
      verdict: { says: 'cannot tell yet' },
      goal: { state: 'ready', baseline: 4 / PEOPLE },
    });
    // What is counted at each look, where people are few, is the same.
    expect(await readGoalView(shop.shopId, segmentId)).toEqual({ ...kept, asOf: null });

    await withShop(shop.shopId, (tx) => buy(tx, everybody, 'pos', 0));
    expect((await view())?.figures?.soFar).toBe(0);
    await keepGoalFigures(shop.shopId, segmentId);
    expect((await view())?.figures?.soFar).toBe(1);
    expect(await heldOut(shop.shopId)).toEqual(drawn);
  });

  it('tells an effect that is there once windows are closed, and none where there is none', async () => {
    const { shop, segmentId } = await segmentOfPeople(2_000);
    await setGoal(shop, segmentId, { ...wish, holdoutPercent: 50 }, 'a person');
    const drawn = new Set(await heldOut(shop.shopId));
    const buyers = Array.from({ length: 2_000 }, (_, index) => index + 1).filter(
      (id) => id % (drawn.has(id) ? 10 : 3) === 0,
    );
    await withShop(shop.shopId, async (tx) => {
      await tx.run(
        sql`update segment_goal_person set joined_at = now() - interval '31 days' where shop_id = ${tx.shopId}`,
      );
      await buy(tx, buyers, 'pos', -20);
    });
    const view = await readGoalView(shop.shopId, segmentId);
    expect(view?.verdict).toMatchObject({ says: 'more', heldOut: drawn.size });
    expect(view?.verdict?.low).toBeGreaterThan(0);
    expect(view?.figures?.value).toBeGreaterThan(0.3);
    // By what they spend at most as much is certain: the same people, another measure.
    await withShop(shop.shopId, (tx) =>
      tx.run(
        sql`update segment_goal set measure = 'revenue_per_member', most_minor = 3000 where shop_id = ${tx.shopId}`,
      ),
    );
    expect((await readGoalView(shop.shopId, segmentId))?.verdict?.says).toBe('more');
    await withShop(shop.shopId, (tx) =>
      tx.run(
        sql`update segment_goal set measure = 'online_order_share', most_minor = null where shop_id = ${tx.shopId}`,
      ),
    );
    expect((await readGoalView(shop.shopId, segmentId))?.verdict?.says).toBe('cannot tell yet');
  });

  it.each([
    ['measure', { measure: 'happiness' }],
    ['target', { target: 120 }],
    ['target', { target: Number.NaN }],
    ['windowDays', { windowDays: 7 }],
    ['holdoutPercent', { holdoutPercent: 90 }],
    ['dueDay', { dueDay: addToDay(today, 5, 'd') }],
    ['dueDay', { dueDay: '2099-02-31' }],
  ])('with a wrong %s is refused at that field: %o', async (field, wrong) => {
    const { shop, segmentId } = await segmentOfPeople(1);
    await expect(setGoal(shop, segmentId, { ...wish, ...wrong }, 'a person')).rejects.toMatchObject({ field });
    expect(await readGoalView(shop.shopId, segmentId)).toBeNull();
  });

  async function jobs(shopId: number): Promise<string[]> {
    const { rows } = await database.owner.query<{ name: string }>(
      `select t.identifier as name from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where (j.payload ->> 'shopId')::bigint = $1 and t.identifier like 'segment-goal%'`,
      [shopId],
    );
    return rows.map(({ name }) => name);
  }

  async function segmentOfPeople(count = PEOPLE) {
    const { shopId } = await database.makeShop();
    const segmentId = await withShop(shopId, async (tx) => {
      await tx.run(sql`
        insert into source (shop_id, id, kind, name, last_heard_at) overriding system value values (${shopId}, 1, 'shopify', 'Shopify', now())`);
      await people(tx, 1, count);
      const id = await saveSegment(tx, null, {
        name: 'Everybody',
        description: '',
        ruleText: 'number_of_records >= 0',
      });
      await rebuildMemberships(tx, [id], 'the rule');
      return id;
    });
    return { shop: await readShop(shopId), segmentId };
  }
});

async function heldOut(shopId: number): Promise<number[]> {
  const rows = await withShop(shopId, (tx) =>
    tx.rows<{ id: number }>(sql`
      select profile_id as id from segment_goal_person where shop_id = ${shopId} and is_held_out order by profile_id`),
  );
  return rows.map((row) => row.id);
}

/** People who are customers in Shopify, profile, record and customer of one number. */
async function people(tx: Tx, from: number, to: number): Promise<void> {
  const series = sql`generate_series(${from}::bigint, ${to}::bigint) n`;
  await tx.run(sql`
    insert into customer_record (shop_id, id, source_id, external_id, kind, version_at) overriding system value
    select ${tx.shopId}::bigint, n, 1, n::text, 'customer', now() from ${series}`);
  await tx.run(sql`
    insert into profile (shop_id, id, public_id, display_name, first_seen_at)
    select ${tx.shopId}::bigint, n, gen_random_uuid(), 'Person ' || n, now() from ${series}`);
  await tx.run(
    sql`insert into profile_member (shop_id, record_id, profile_id) select ${tx.shopId}::bigint, n, n from ${series}`,
  );
  await tx.run(sql`insert into profile_metrics (shop_id, profile_id) select ${tx.shopId}::bigint, n from ${series}`);
}

async function buy(tx: Tx, ids: readonly number[], channel: string, daysFromNow: number): Promise<void> {
  await tx.run(sql`
    insert into sales_order (shop_id, source_id, external_id, record_id, channel, placed_at, day, currency, total_minor, net_minor)
    select ${tx.shopId}::bigint, 1, id || ${channel}::text || ${daysFromNow}::text, id, ${channel}::text,
           now() + ${daysFromNow}::integer * interval '1 day', current_date, s.currency, 2000, 2000
    from unnest(${[...ids]}::bigint[]) id, shop s where s.shop_id = ${tx.shopId}`);
}
