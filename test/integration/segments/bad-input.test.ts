import { describe, expect, it } from 'vitest';
import { previewSegment } from '#app/pipeline/preview-segment.server.ts';
import { readWhyPage } from '#app/pipeline/segment-insight.server.ts';
import { keepSegment, readSegmentPage, rebuildSegment } from '#app/pipeline/segment-pages.server.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import { quoteText } from '#app/segments/grammar/tokens.ts';
import { rebuildMemberships, refreshMembership } from '#app/segments/refresh-membership.server.ts';
import { failSegment, readSegment, saveSegment } from '#app/segments/segment-store.server.ts';
import { useDatabase } from '#test/support/database.ts';

const hostile = "'; drop table segment; --";

describe('bad input to segments', () => {
  const database = useDatabase();
  const keep = (shopId: number, ruleText: string, name = 'Any') =>
    keepSegment(shopId, null, { name, description: '', ruleText }, 'a person');

  it.each([
    ['a field nobody has', 'amount_spend > 5', /amount_spent/],
    ['a field of their own that no source brings', "custom.tier = 'gold'", /no field custom\.tier/],
    ['a number where a date belongs', 'last_order_date > 5', /date/],
    ['a word where a number belongs', "number_of_orders > 'many'", /number/],
    ['an operator the type does not have', 'amount_spent CONTAINS 5', /CONTAINS/],
    ['a day no calendar has', 'last_order_date > 2026-02-30', /2026-02-30/],
    ['a time no clock shows', 'last_order_date > 2026-02-03T25:00:00', /25:00:00|time/],
    ['a segment that is not there', "IN SEGMENT 'nobody'", /nobody/],
    ['a function that does not exist', 'orders_plaiced MATCHES (count > 1)', /orders_placed/],
    ['entries of no segment in particular', 'count(segment_events) > 1', /which segment/],
    ['an unclosed text', "country = 'DE", /no end|starts here/],
    ['nothing at all', '   ', /./],
  ])('%s is refused with a sentence', async (_what, rule, sentence) => {
    const { shopId } = await database.makeShop();
    const refused = await keep(shopId, rule).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ message: expect.stringMatching(sentence), field: 'rule' });
    expect(await withShop(shopId, (tx) => tx.rows(sql`select 1 from segment where shop_id = ${shopId}`))).toEqual([]);
  });

  it('more conditions than a rule may have are refused, the most it may have are kept and computed', async () => {
    const { shopId } = await database.makeShop();
    const rule = (clauses: number) =>
      Array.from({ length: clauses }, (_, index) => `amount_spent = ${index}.5`).join(' OR ');
    await expect(keep(shopId, rule(5_001))).rejects.toThrow(/5001 conditions; 5000 are the most/);
    const id = await keep(shopId, rule(5_000));
    await withShop(shopId, (tx) => buy(tx, 1, 49_950));
    await rebuildSegment(shopId, id);
    expect(await withShop(shopId, (tx) => readSegment(tx, id))).toMatchObject({ state: 'ready', membersCount: 1 });
    await withShop(shopId, (tx) => refreshMembership(tx, [1], 'again'));
    expect(await withShop(shopId, (tx) => readSegment(tx, id))).toMatchObject({ membersCount: 1 });
  });

  it('segments that would ask for each other in a circle are refused, by members and by movements', async () => {
    const { shopId } = await database.makeShop();
    const first = await keep(shopId, 'amount_spent > 1', 'First');
    await keep(shopId, "IN SEGMENT 'first'", 'Second');
    const change = (ruleText: string) =>
      keepSegment(shopId, first, { name: 'First', description: '', ruleText }, 'a person');
    await expect(change("IN SEGMENT 'second'")).rejects.toThrow(/first → second → first/);
    await expect(change("IN SEGMENT 'first'")).rejects.toThrow(/first → first/);
    await expect(change("left_segment MATCHES (segment = 'second')")).rejects.toThrow(/first → second → first/);
  });

  it('a rule that changes moves the people of segments that ask for it, too', async () => {
    const { shopId } = await database.makeShop();
    const [asked, asking] = await withShop(shopId, async (tx) => {
      await buy(tx, 1, 500);
      const one = await saveSegment(tx, null, { name: 'Asked', description: '', ruleText: 'amount_spent > 1' });
      const two = await saveSegment(tx, null, { name: 'Asking', description: '', ruleText: "IN SEGMENT 'asked'" });
      await rebuildMemberships(tx, [one, two], 'the rule');
      return [one, two];
    });
    const members = () => withShop(shopId, async (tx) => (await readSegment(tx, asking))?.membersCount);
    expect(await members()).toBe(1);
    await keepSegment(shopId, asked, { name: 'Asked', description: '', ruleText: 'amount_spent > 9' }, 'a person');
    await rebuildSegment(shopId, asked);
    expect(await members()).toBe(0);
  });

  it('a field that is no longer mapped leaves its segments standing, unknown for everybody, and says so', async () => {
    const { shopId } = await database.makeShop();
    const id = await withShop(shopId, async (tx) => {
      await buy(tx, 1, 500);
      await tx.run(sql`
        insert into source (shop_id, id, kind, name, last_heard_at) overriding system value values (${shopId}, 1, 'csv', 'File', now())`);
      await tx.run(sql`
        insert into customer_record (shop_id, id, source_id, external_id, custom, version_at) overriding system value
        values (${shopId}, 1, 1, 'a', '{"tier": "gold"}', now())`);
      await tx.run(sql`insert into profile_member (shop_id, record_id, profile_id) values (${shopId}, 1, 1)`);
      const kept = await saveSegment(tx, null, { name: 'Gold', description: '', ruleText: "custom.tier = 'gold'" });
      await rebuildMemberships(tx, [kept], 'the rule');
      return kept;
    });
    expect((await readSegmentPage(shopId, id, 'UTC'))?.segment.membersCount).toBe(1);
    await withShop(shopId, async (tx) => {
      await tx.run(sql`update customer_record set custom = '{}' where shop_id = ${shopId}`);
      await refreshMembership(tx, [1], 'the mapping');
    });
    const page = await readSegmentPage(shopId, id, 'UTC');
    expect(page).toMatchObject({ goneFields: ['custom.tier'], segment: { membersCount: 0 } });
    const why = await readWhyPage(shopId, id, '00000000-0000-7000-8000-000000000001');
    expect(why).toMatchObject({ isMember: false });
    await expect(keep(shopId, "custom.tier = 'silver'")).rejects.toThrow(/no field custom\.tier/);
  });

  it.each([
    `country = ${quoteText(hostile)}`,
    `customer_tags CONTAINS ${quoteText(hostile)}`,
    `products_purchased MATCHES (title = ${quoteText(hostile)})`,
    `products_purchased MATCHES (id = ${quoteText(hostile)})`,
    `last(orders.store) = ${quoteText(hostile)}`,
    `interactions_had MATCHES (subject != ${quoteText(hostile)})`,
    `country IN ('$1', ${quoteText('\\')}, '%_', ${quoteText(hostile)})`,
  ])('what would be a statement stays a value: %s', async (rule) => {
    const { shopId } = await database.makeShop();
    const { signal } = new AbortController();
    expect(await previewSegment(shopId, rule, signal)).toMatchObject({ ok: true, counts: { members: 0 } });
    const id = await keep(shopId, rule);
    await rebuildSegment(shopId, id);
    await withShop(shopId, async (tx) => {
      await buy(tx, 1, 1);
      await refreshMembership(tx, [1], 'a purchase');
      expect(await readSegment(tx, id)).toMatchObject({ state: 'ready' });
    });
  });

  it('another time zone of the shop moves people whose day is another there', async () => {
    const { shopId } = await database.makeShop({ timeZone: 'UTC' });
    await withShop(shopId, async (tx) => {
      await buy(tx, 1, 500);
      await tx.run(sql`update profile_metrics set first_order_at = '2026-07-01T23:30:00Z' where shop_id = ${shopId}`);
      const id = await saveSegment(tx, null, {
        name: 'July',
        description: '',
        ruleText: 'first_order_date = 2026-07-01',
      });
      await rebuildMemberships(tx, [id], 'the rule');
      expect((await readSegment(tx, id))?.membersCount).toBe(1);
      await tx.run(sql`update shop set time_zone = 'Europe/Berlin' where shop_id = ${shopId}`);
      await refreshMembership(tx, [1], 'another time zone');
      expect((await readSegment(tx, id))?.membersCount).toBe(0);
    });
  });

  it('a rule that takes too long says so until it is changed', async () => {
    const { shopId } = await database.makeShop();
    const id = await keep(shopId, 'amount_spent > 1');
    await withShop(shopId, (tx) => failSegment(tx, id, 'Finding its people takes too long.'));
    await rebuildSegment(shopId, id);
    expect(await withShop(shopId, (tx) => readSegment(tx, id))).toMatchObject({
      state: 'failed',
      failure: 'Finding its people takes too long.',
    });
    await keepSegment(shopId, id, { name: 'Any', description: '', ruleText: 'amount_spent > 2' }, 'a person');
    await rebuildSegment(shopId, id);
    expect(await withShop(shopId, (tx) => readSegment(tx, id))).toMatchObject({ state: 'ready', failure: null });
  });
});

async function buy(tx: Tx, id: number, netMinor: number): Promise<void> {
  await tx.run(sql`
    insert into profile (shop_id, id, public_id, display_name, first_seen_at)
    values (${tx.shopId}, ${id}, ${`00000000-0000-7000-8000-${String(id).padStart(12, '0')}`}::uuid, 'Person', now())`);
  await tx.run(sql`
    insert into profile_metrics (shop_id, profile_id, orders_count, net_minor) values (${tx.shopId}, ${id}, 1, ${netMinor})`);
}
