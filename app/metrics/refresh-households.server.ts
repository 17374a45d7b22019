import type { Tx } from '#app/platform/db.server.ts';
import { eventArray, eventPlan } from '#app/platform/event-plan.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import { Households, type Neighbours } from './households.ts';

/**
 * Finds the households of these profiles anew from the links that identity keeps, with what their people have spent, and of those with whom
 * they lived until now. The figures of these profiles are as they should be, and both ends of any link that changed are among them: then
 * everybody else's household is what it was. Returns whose household, or its figures, changed. One statement where nobody is linked, else
 * one a step of distance and one to write; O(people of the households), of whom there are at most `MOST_PEOPLE` in each. The caller holds
 * the shop's lock.
 */
export async function refreshHouseholds(tx: Tx, profileIds: readonly number[]): Promise<number[]> {
  if (profileIds.length === 0) {
    return [];
  }
  const around = await readAround(tx, profileIds);
  if (around.length === 0) {
    return [];
  }
  const known = new Set(profileIds);
  const former = around.flatMap((one) => (one.is_linked || known.has(one.b) ? [] : [one.b]));
  const households = new Households([...known, ...former]);
  const next = households.reach(around.filter((one) => one.is_linked));
  for (let asked = [...new Set([...former, ...next])]; asked.length > 0; ) {
    asked = households.reach(await readLinks(tx, asked));
  }
  return writeHouseholds(tx, households);
}

/** Who lives with these profiles, as it is written down, or is linked with them: whom it concerns if they go. */
export async function relativesOf(tx: Tx, profileIds: readonly number[]): Promise<number[]> {
  const own = new Set(profileIds);
  return [...new Set((await readAround(tx, profileIds)).map(({ b }) => b))].filter((id) => !own.has(id));
}

/** Whoever has a household is among them, if only with himself. Index probes for each profile and its records. */
function readAround(tx: Tx, profileIds: readonly number[]): Promise<(Neighbours & { is_linked: boolean })[]> {
  const ids = eventArray(profileIds, profileIds.length);
  return tx.rows(
    sql`
    select own.profile_id as a, other.profile_id as b, false as is_linked
    from profile_household own
    join profile_household other on other.shop_id = ${tx.shopId} and other.household_id = own.household_id
    where own.shop_id = ${tx.shopId} and own.profile_id = any(${ids})
    union all
    select l.a, l.b, true from (${linksOf(tx, ids)}) l`,
    eventPlan('households-around', profileIds.length),
  );
}

function readLinks(tx: Tx, profileIds: readonly number[]): Promise<Neighbours[]> {
  const statement = linksOf(tx, eventArray(profileIds, profileIds.length));
  return tx.rows(statement, eventPlan('households-links', profileIds.length));
}

/** Links of these profiles' records; with whoever has no profile yet, they begin when it comes. */
function linksOf(tx: Tx, ids: Sql): Sql {
  return sql`
    select own.profile_id as a, other.profile_id as b
    from profile_member own
    join household_link l on l.shop_id = ${tx.shopId} and l.record_a = own.record_id
    join profile_member other on other.shop_id = ${tx.shopId} and other.record_id = l.record_b
    join profile p on p.shop_id = ${tx.shopId} and p.id = other.profile_id
    where own.shop_id = ${tx.shopId} and own.profile_id = any(${ids}) and other.profile_id <> own.profile_id
    union
    select own.profile_id, other.profile_id
    from profile_member own
    join household_link l on l.shop_id = ${tx.shopId} and l.record_b = own.record_id
    join profile_member other on other.shop_id = ${tx.shopId} and other.record_id = l.record_a
    join profile p on p.shop_id = ${tx.shopId} and p.id = other.profile_id
    where own.shop_id = ${tx.shopId} and own.profile_id = any(${ids}) and other.profile_id <> own.profile_id`;
}

/** Writes only what differs; a household of which somebody was met is replaced as a whole. */
async function writeHouseholds(tx: Tx, households: Households): Promise<number[]> {
  const found = households.found();
  const list = (ids: readonly number[]) => sql`${`{${ids.join(',')}}`}::bigint[]`;
  const changed = await tx.rows<{ id: number }>(sql`
    with wanted as materialized (
      select * from unnest(${list(found.map((one) => one.profileId))}, ${list(found.map((one) => one.householdId))}) as w (profile_id, household_id)
    ),
    figure as (
      select w.household_id, count(*)::integer as people, (count(*) filter (where m.orders_count > 0))::integer as buyers,
             coalesce(sum(m.orders_count), 0)::integer as orders_count, coalesce(sum(m.net_minor), 0)::bigint as net_minor,
             max(m.last_order_at) as last_order_at
      from wanted w left join profile_metrics m on m.shop_id = ${tx.shopId} and m.profile_id = w.profile_id
      group by w.household_id
    ),
    gone as (
      delete from profile_household h
      where h.shop_id = ${tx.shopId} and not exists (select from wanted w where w.profile_id = h.profile_id)
        and h.household_id in (
          select household_id from profile_household where shop_id = ${tx.shopId} and profile_id = any(${list(households.met())}))
      returning h.profile_id
    ),
    written as (
      insert into profile_household as h (shop_id, profile_id, household_id, people, buyers, orders_count, net_minor, last_order_at)
      select ${tx.shopId}::bigint, w.profile_id, f.household_id, f.people, f.buyers, f.orders_count, f.net_minor, f.last_order_at
      from wanted w join figure f using (household_id)
      on conflict (shop_id, profile_id) do update set
        household_id = excluded.household_id, people = excluded.people, buyers = excluded.buyers, orders_count = excluded.orders_count,
        net_minor = excluded.net_minor, last_order_at = excluded.last_order_at
      where (h.household_id, h.people, h.buyers, h.orders_count, h.net_minor, h.last_order_at) is distinct from
        (excluded.household_id, excluded.people, excluded.buyers, excluded.orders_count, excluded.net_minor, excluded.last_order_at)
      returning h.profile_id
    )
    select profile_id as id from gone union all select profile_id from written`);
  return changed.map(({ id }) => id);
}
