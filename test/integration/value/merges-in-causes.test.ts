import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KPI_SPLITS, type KpiPage, readKpiPage } from '#app/analytics/read-kpis.server.ts';
import { forgetOldMoves, movedSince } from '#app/identity/record-moves.server.ts';
import { writeClusters } from '#app/identity/write-clusters.server.ts';
import { todayIn } from '#app/metrics/value-model.server.ts';
import { refreshProfiles } from '#app/pipeline/refresh-derived.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { madeOrders, makeBuyers } from './make-buyers.ts';

const PEOPLE = 40;
const IDS = Array.from({ length: PEOPLE }, (_, index) => index + 1);

/** Records by the number of the cluster they are in. */
function clustersOf(numbers: readonly number[]): number[][] {
  const clusters = new Map<number, number[]>();
  numbers.forEach((number, index) => {
    clusters.set(number, [...(clusters.get(number) ?? []), index + 1]);
  });
  return [...clusters.values()];
}

describe('causes by merges and splits', () => {
  const database = useDatabase();
  let shop: Shop;

  beforeAll(async () => {
    shop = await makeBuyers(database, PEOPLE, madeOrders(PEOPLE, 21));
  });
  beforeEach(() => cluster(IDS));

  /** Which profile each record belongs to, with all that follows from it. */
  async function cluster(numbers: readonly number[]): Promise<void> {
    await withShop(shop.shopId, async (tx) => {
      const { changed } = await writeClusters(tx, clustersOf(numbers), 'test');
      await refreshProfiles(tx, changed, 'test');
    });
  }

  /** As if all that moved until now had moved before both times. */
  const forgetMoves = () => database.owner.query('delete from record_move where shop_id = $1', [shop.shopId]);
  const read = (split: (typeof KPI_SPLITS)[number]): Promise<KpiPage> =>
    withShop(shop.shopId, (tx) => readKpiPage(tx, { today: todayIn(shop.timeZone), days: 90, split }));
  const toldOf = (page: KpiPage) => page.changes.map(({ kpi, before }) => [kpi, before]);

  it('leave the figure of the time before as it was told, and are a part of their own; all parts sum to the change', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(PEOPLE - 1), { minLength: PEOPLE, maxLength: PEOPLE }),
        fc.array(fc.nat(PEOPLE / 4), { minLength: PEOPLE, maxLength: PEOPLE }),
        fc.constantFrom(...KPI_SPLITS),
        async (first, second, split) => {
          await cluster(first);
          await forgetMoves();
          const told = await read(split);
          await cluster(second);
          const page = await read(split);
          expect(toldOf(page)).toEqual(toldOf(told));
          expect(page.before).toEqual(told.before);
          for (const { before, after, causes } of page.changes) {
            const parts = causes!.parts.reduce((sum, part) => sum + part.mix + part.behaviour, causes!.restatement);
            expect(parts).toBeCloseTo(after! - before!, 6);
          }
          await forgetMoves();
          const anew = await read(split);
          for (const [at, { causes }] of page.changes.entries()) {
            expect(causes!.restatement).toBeCloseTo(anew.changes[at]!.before! - page.changes[at]!.before!, 9);
          }
          expect(page.revenue).toEqual(anew.revenue);
        },
      ),
      { numRuns: 12, seed: 4 },
    );
  });

  it('name how many more orders each buyer seems to have after pairs were merged, and nothing once they are split again', async () => {
    await forgetMoves();
    const told = await read('channel');
    await cluster(IDS.map((id) => Math.ceil(id / 2)));
    const of = (page: KpiPage) => page.changes.find(({ kpi }) => kpi === 'orders_each')!;
    const merged = of(await read('channel'));
    expect(merged.before).toBe(of(told).before);
    expect(merged.causes!.restatement).toBeGreaterThan(0);
    await cluster(IDS);
    expect(of(await read('channel'))).toEqual(of(told));
  });

  it('keep no move that no page asks for', async () => {
    await cluster(IDS.map(() => 1));
    const count = async () =>
      (await database.owner.query('select from record_move where shop_id = $1', [shop.shopId])).rowCount;
    await database.owner.query("update record_move set moved_at = now() - interval '399 days' where shop_id = $1", [
      shop.shopId,
    ]);
    await withShop(shop.shopId, (tx) => forgetOldMoves(tx, new Date()));
    expect(await count()).toBeGreaterThan(0);
    await withShop(shop.shopId, (tx) => forgetOldMoves(tx, new Date(Date.now() + 2 * 86_400_000)));
    expect(await count()).toBe(0);
  });

  it('find each record where it was at any instant, whatever moved since', async () => {
    const instants: { at: Date; members: string }[] = [];
    const members = async () =>
      JSON.stringify(
        (
          await database.owner.query(
            'select record_id::int, profile_id::int from profile_member where shop_id = $1 order by 1',
            [shop.shopId],
          )
        ).rows,
      );
    for (const sizes of [3, 7, 2, 20, 5]) {
      await cluster(IDS.map((id) => (id * id) % sizes));
      const { rows } = await database.owner.query<{ at: Date }>(
        "select clock_timestamp() + interval '1 millisecond' as at",
      );
      instants.push({ at: rows[0]!.at, members: await members() });
      await database.owner.query('select pg_sleep(0.01)');
    }
    for (const { at, members: then } of instants) {
      const rows = await withShop(shop.shopId, (tx) =>
        tx.rows(sql`
          with moved as (${movedSince(tx, sql`${at}::timestamptz`)})
          select m.record_id, coalesce(v.profile_id, m.profile_id) as profile_id
          from profile_member m left join moved v using (record_id) where m.shop_id = ${tx.shopId} order by 1`),
      );
      expect(JSON.stringify(rows)).toBe(then);
    }
  });
});
