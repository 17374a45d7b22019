import { expect, it } from 'vitest';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type CopyLimits, comparePeople, countPeople, prepareCounting } from '#app/segments/count-people.server.ts';
import {
  compareMembers,
  countMembers,
  type MemberCounts,
  type SampledMember,
  sampleMembers,
} from '#app/segments/preview-statements.ts';
import type { TraitCount } from '#app/segments/rank-differences.ts';
import { noteTouched } from '#app/segments/touched-profiles.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { ensureScores, makeStore, readRule } from './make-store.ts';

/** A copy of a shop in memory, from the first count to the copy that takes its place. */
const database = useDatabase();
const LIMITS: CopyLimits = { manyPeople: 5, mostChanged: 20_000, oldestMs: 3_600_000 };
const rule = readRule('number_of_orders >= 3');

async function makeShop(seed: number) {
  await ensureScores(database.owner);
  const { context, people } = await makeStore(database, seed);
  const within = <T>(work: (tx: Tx) => Promise<T>) => withShop(context.shopId, work);
  const count = (limits = LIMITS) => within((tx) => countPeople(tx, rule, context, limits));
  const inDatabase = () => within((tx) => tx.rows<MemberCounts>(countMembers(rule, context)));
  /** Counts until a copy answers that was opened after this instant. */
  const countedOnCopy = (since: Date, limits = LIMITS) =>
    expect
      .poll(async () => ((await count(limits)).asOf ?? new Date(0)).getTime(), { timeout: 20_000 })
      .toBeGreaterThan(since.getTime());
  return { context, people, within, count, inDatabase, countedOnCopy };
}

it('is made ready for whoever is about to write a rule, and counts what the database counts', async () => {
  const shop = await makeShop(301);
  expect(await shop.count({ ...LIMITS, manyPeople: 1_000_000 })).toMatchObject({ asOf: null });
  const before = new Date(Date.now() - 1);
  await shop.within((tx) => prepareCounting(tx, [rule], shop.context, LIMITS));
  await shop.countedOnCopy(before);
  const { counts, all } = await shop.count();
  expect([counts]).toEqual(await shop.inDatabase());
  expect(all.members).toBe(shop.people.length);
});

it('counts people touched since as they are now, and answers until the copy after it is ready', async () => {
  const shop = await makeShop(302);
  await shop.countedOnCopy(new Date(Date.now() - 1));
  const [{ counts, asOf }, [one]] = [await shop.count(), shop.people];
  await shop.within(async (tx) => {
    await tx.run(sql`
      insert into profile_metrics (shop_id, profile_id, orders_count) values (${tx.shopId}, ${one!.id}, 9)
      on conflict (shop_id, profile_id) do update set orders_count = 9`);
    await noteTouched(tx, [one!.id]);
  });
  const touched = await shop.count();
  expect(touched.asOf).toEqual(asOf);
  expect([touched.counts]).toEqual(await shop.inDatabase());
  expect(touched.counts.members).toBeGreaterThanOrEqual(counts.members);
  // Too old: the same copy still answers, and one opened later comes after it.
  const old = await shop.count({ ...LIMITS, oldestMs: -1 });
  expect(old.asOf).toEqual(asOf);
  await shop.countedOnCopy(asOf!, { ...LIMITS, oldestMs: -1 });
  expect([(await shop.count()).counts]).toEqual(await shop.inDatabase());
});

it('shows the people and what sets them apart as the database does, those touched since as they are now', async () => {
  const shop = await makeShop(304);
  await shop.countedOnCopy(new Date(Date.now() - 1));
  const compare = () => shop.within((tx) => comparePeople(tx, rule, shop.context, LIMITS));
  const inDatabase = () => shop.within((tx) => tx.rows<TraitCount>(compareMembers(rule, shop.context)));
  const byName = (traits: TraitCount[]) => new Map(traits.map((one) => [`${one.trait} ${one.value}`, one]));
  const sample = () => shop.within((tx) => tx.rows<SampledMember>(sampleMembers(rule, shop.context, 5)));
  // What people are like is read the first time it is asked for.
  await compare();
  expect(byName(await compare())).toEqual(byName(await inDatabase()));
  expect((await shop.count()).sample).toEqual(await sample());
  const ids = shop.people.slice(0, 3).map(({ id }) => id);
  await shop.within(async (tx) => {
    await tx.run(sql`update profile set country = 'IS' where shop_id = ${tx.shopId} and id = any(${ids}::bigint[])`);
    await tx.run(sql`
      insert into profile_metrics (shop_id, profile_id, orders_count, net_minor)
      select ${tx.shopId}::bigint, id, 5, 77777777 from unnest(${ids}::bigint[]) as id
      on conflict (shop_id, profile_id) do update set orders_count = 5, net_minor = 77777777`);
    await noteTouched(tx, ids);
  });
  expect(byName(await compare())).toEqual(byName(await inDatabase()));
  expect(byName(await compare()).get('country IS')?.inside).toBe(3);
  expect((await shop.count()).sample).toEqual(await sample());
});

it('leaves the answer to the database where more have changed than it may ask about', async () => {
  const shop = await makeShop(303);
  await shop.countedOnCopy(new Date(Date.now() - 1));
  await shop.within((tx) =>
    noteTouched(
      tx,
      shop.people.map(({ id }) => id),
    ),
  );
  expect((await shop.count({ ...LIMITS, mostChanged: 1 })).asOf).toBeNull();
});
