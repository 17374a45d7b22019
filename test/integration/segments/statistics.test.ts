import { expect, it } from 'vitest';
import { keepSegment, rebuildSegment } from '#app/pipeline/segment-pages.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();

/** A shop in which everybody is in one segment. */
async function shopOf(people: number): Promise<number> {
  const { shopId } = await database.makeShop();
  await withShop(shopId, (tx) =>
    tx.run(sql`
      insert into profile (shop_id, id, public_id, first_seen_at)
      select ${shopId}::bigint, n, gen_random_uuid(), now() from generate_series(1, ${people}::integer) n`),
  );
  const draft = { name: 'Everybody', description: '', ruleText: 'number_of_orders = 0' };
  const id = await keepSegment(shopId, null, draft, 'a person');
  await rebuildSegment(shopId, id);
  return shopId;
}

/** How many memberships the planner expects of a shop. */
async function expected(shopId: number): Promise<number> {
  const { rows } = await database.owner.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    `explain (format json) select from segment_member where shop_id = ${shopId}`,
  );
  return rows[0]!['QUERY PLAN'][0].Plan['Plan Rows'];
}

it('of memberships know a shop whose segment has just been built, beside one that was there before', async () => {
  await shopOf(3_000);
  const later = await shopOf(400);
  expect(await expected(later)).toBeGreaterThan(200);
});
