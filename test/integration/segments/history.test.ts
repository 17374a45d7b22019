import { describe, expect, it } from 'vitest';
import { previewSegment } from '#app/pipeline/preview-segment.server.ts';
import { readHistoryPage, readOverlapPage, readWhyPage } from '#app/pipeline/segment-insight.server.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { rebuildMemberships } from '#app/segments/refresh-membership.server.ts';
import { readMembersOn } from '#app/segments/segment-history.server.ts';
import { saveSegment } from '#app/segments/segment-store.server.ts';
import { useDatabase } from '#test/support/database.ts';

describe('the history of segments', () => {
  const database = useDatabase();

  it('gives the size of each day, the members of a past one, and who moved between two', async () => {
    const { shopId } = await database.makeShop({ timeZone: 'Europe/Berlin' });
    const { spenders, buyers } = await withShop(shopId, async (tx) => {
      await people(tx, [1, 2, 3]);
      return {
        spenders: await segmentOf(tx, 'Spenders', 'amount_spent >= 10'),
        buyers: await segmentOf(tx, 'Buyers', 'amount_spent > 9.99'),
      };
    });
    // One entered ten days ago, two was in until five days ago and came back, three came two days ago.
    await withShop(shopId, async (tx) => {
      await tx.run(sql`delete from segment_event where shop_id = ${shopId}`);
      await step(tx, spenders, 1, 'entered', 10);
      await step(tx, spenders, 2, 'entered', 9);
      await step(tx, spenders, 2, 'left', 5);
      await step(tx, spenders, 2, 'entered', 1);
      await step(tx, spenders, 3, 'entered', 2);
    });
    const days = await database.owner.query(
      "select ((now() at time zone 'Europe/Berlin')::date - n)::text as day from generate_series(0, 11) n",
    );
    const ago = (n: number): string => days.rows[n].day;
    const shop = { shopId, timeZone: 'Europe/Berlin' };
    const page = await readHistoryPage(shop, spenders, ago(6));
    expect(page?.sizes.slice(-12).map(({ size }) => size)).toEqual([0, 1, 2, 2, 2, 2, 1, 1, 1, 2, 3, 3]);
    expect(page?.on?.count).toBe(2);
    expect(page?.movements[0]).toMatchObject({ kind: 'entered', cause: 'a test' });
    const on = await withShop(shopId, (tx) => readMembersOn(tx, spenders, ago(4), 'Europe/Berlin', 10));
    expect(on.some.map(({ name }) => name)).toEqual(['Person 1']);
    const overlap = await readOverlapPage(shop, [spenders, buyers], { from: ago(4), to: ago(0) });
    expect(overlap.combinations).toEqual([{ segments: [spenders, buyers], people: 3 }]);
    expect(overlap.duplicates).toEqual([{ a: spenders, b: buyers, shared: 3, alike: 1 }]);
    expect(overlap.flows).toContainEqual({ from: spenders, to: spenders, people: 1 });
  });

  it('explains a membership with what was found and the least that would change it', async () => {
    const { shopId } = await database.makeShop();
    const segment = await withShop(shopId, async (tx) => {
      await people(tx, [1]);
      return segmentOf(tx, 'Big', 'amount_spent >= 50 AND number_of_orders >= 1');
    });
    const page = await readWhyPage(shopId, segment, publicId(1));
    expect(page).toMatchObject({ isMember: false, root: { group: 'all', holds: false } });
    expect(page?.flip?.[0]).toMatchObject({ found: 'amount spent: 20.00 USD', gap: '30.00 USD more' });
    expect(await readWhyPage(shopId, segment + 99, publicId(1))).toBeNull();
    const { signal } = new AbortController();
    const preview = await previewSegment(shopId, 'amount_spent >= 20', signal);
    expect(preview).toMatchObject({
      ok: true,
      counts: { members: 1 },
      total: 1,
      sample: [{ display_name: 'Person 1' }],
    });
    const wrong = await previewSegment(shopId, 'amount_spend >= 20', signal);
    expect(wrong).toMatchObject({ ok: false, sentence: expect.stringContaining('amount_spent') });
  });
});

function publicId(id: number): string {
  return `00000000-0000-7000-8000-${String(id).padStart(12, '0')}`;
}

async function people(tx: Tx, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    await tx.run(sql`
      insert into profile (shop_id, id, public_id, display_name, first_seen_at)
      values (${tx.shopId}, ${id}, ${publicId(id)}::uuid, ${`Person ${id}`}, now())`);
    await tx.run(
      sql`insert into profile_metrics (shop_id, profile_id, orders_count, net_minor) values (${tx.shopId}, ${id}, 1, 2000)`,
    );
  }
}

async function segmentOf(tx: Tx, name: string, ruleText: string): Promise<number> {
  const id = await saveSegment(tx, null, { name, description: '', ruleText });
  await rebuildMemberships(tx, [id], 'the rule');
  return id;
}

async function step(tx: Tx, segmentId: number, profileId: number, kind: string, daysAgo: number): Promise<void> {
  await tx.run(sql`
    insert into segment_event (shop_id, segment_id, profile_id, kind, cause, happened_at)
    values (${tx.shopId}, ${segmentId}, ${profileId}, ${kind}, 'a test',
            ((((now() at time zone 'Europe/Berlin')::date - ${daysAgo}::integer)::timestamp + interval '12 hours') at time zone 'Europe/Berlin'))`);
}
