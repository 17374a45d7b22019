import fc from 'fast-check';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { HouseholdFacts } from '#app/segments/facts.ts';

type Pair = readonly [number, number];

/** Pairs of people of whom one or both are among `some`, out of a shop of `size` people numbered from 1; the same for the same seed. */
export function randomPairs(some: readonly number[], size: number, seed: number): Pair[] {
  const pair = fc
    .tuple(fc.constantFrom(...some), fc.integer({ min: 1, max: size }))
    .filter(([a, b]) => a !== b)
    .map(([a, b]): Pair => [a, b]);
  const [pairs = []] = fc.sample(fc.array(pair, { maxLength: Math.ceil(some.length / 2), size: 'max' }), {
    seed,
    numRuns: 1,
  });
  return pairs;
}

/** Links people as identity does, by a record of each; whoever has no record is linked with nobody. Returns who is linked now. */
export async function linkPeople(tx: Tx, pairs: readonly Pair[]): Promise<number[]> {
  const rows = await tx.rows<{ a: number; b: number }>(sql`
    with one as (select profile_id, min(record_id) as record_id from profile_member where shop_id = ${tx.shopId} group by profile_id),
    pair as (
      select x.profile_id as a, y.profile_id as b, least(x.record_id, y.record_id) as record_a, greatest(x.record_id, y.record_id) as record_b
      from unnest(${pairs.map(([a]) => a)}::bigint[], ${pairs.map(([, b]) => b)}::bigint[]) as p (a, b)
      join one x on x.profile_id = p.a join one y on y.profile_id = p.b
    ),
    kept as (
      insert into household_link (shop_id, record_a, record_b, bits)
      select distinct on (record_a, record_b) ${tx.shopId}::bigint, record_a, record_b, 9 from pair on conflict do nothing
    )
    select a, b from pair`);
  return rows.flatMap(({ a, b }) => [a, b]);
}

/** Takes these people's links away; returns who was linked with them. To be called while they still have their records. */
export async function unlinkPeople(tx: Tx, ids: readonly number[]): Promise<number[]> {
  const rows = await tx.rows<{ profile_id: number }>(sql`
    with own as (select record_id from profile_member where shop_id = ${tx.shopId} and profile_id = any(${[...ids]}::bigint[])),
    gone as (
      delete from household_link where shop_id = ${tx.shopId}
        and (record_a in (select record_id from own) or record_b in (select record_id from own)) returning record_a, record_b
    )
    select distinct m.profile_id from gone join profile_member m on m.shop_id = ${tx.shopId} and m.record_id in (gone.record_a, gone.record_b)`);
  return rows.map((row) => row.profile_id);
}

type Figures = { id: number; ordersCount: number; netMinor: number; lastOrderAt: Date | null };

/** Everybody's household as a reader of links and figures would work it out: labels spread until nothing changes. */
export async function householdsByHand(tx: Tx): Promise<Map<number, HouseholdFacts>> {
  const people = await tx.rows<Figures>(sql`
    select p.id, coalesce(m.orders_count, 0) as "ordersCount", coalesce(m.net_minor, 0) as "netMinor", m.last_order_at as "lastOrderAt"
    from profile p left join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id where p.shop_id = ${tx.shopId}`);
  const links = await tx.rows<{ a: number; b: number }>(sql`
    select x.profile_id as a, y.profile_id as b from household_link l
    join profile_member x on x.shop_id = l.shop_id and x.record_id = l.record_a
    join profile_member y on y.shop_id = l.shop_id and y.record_id = l.record_b
    where l.shop_id = ${tx.shopId}`);
  const labels = new Map(people.map(({ id }) => [id, id]));
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    for (const { a, b } of links) {
      const least = Math.min(labels.get(a)!, labels.get(b)!);
      isMoving ||= labels.get(a) !== labels.get(b);
      labels.set(a, least).set(b, least);
    }
  }
  const groups = [...new Set(labels.values())].map((label) => people.filter(({ id }) => labels.get(id) === label));
  return new Map(
    groups
      .filter((group) => group.length >= 2 && group.length <= 20)
      .flatMap((group) => group.map(({ id }): [number, HouseholdFacts] => [id, figuresOf(group)])),
  );
}

function figuresOf(group: readonly Figures[]): HouseholdFacts {
  const sum = (of: (one: Figures) => number) => group.reduce((total, one) => total + of(one), 0);
  const last = Math.max(...group.map((one) => one.lastOrderAt?.getTime() ?? -Infinity));
  return {
    people: group.length,
    buyers: group.filter((one) => one.ordersCount > 0).length,
    ordersCount: sum((one) => one.ordersCount),
    netMinor: sum((one) => one.netMinor),
    lastOrderAt: Number.isFinite(last) ? new Date(last) : null,
  };
}
