import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { eventArray, eventPlan } from '#app/platform/event-plan.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { OrderReceiver } from '#app/records/order-receiver.ts';
import { recordsByKey, someKeysOf } from './blocking-index.server.ts';
import { KEY_KINDS } from './blocking-keys.ts';
import { type Comparable, toComparable } from './comparable.ts';
import { readComparables } from './read-comparables.server.ts';
import { isAnotherPerson, isReceiver } from './receiver-match.ts';
import type { RecordSet } from './record-set.ts';
import { buildRecordSet } from './record-set-builder.ts';

/** Kinds of key by which a receiver is looked for: a number, or a name at a postcode. */
const KINDS = KEY_KINDS.flatMap(({ name }, kind) => (name === 'phone' || name === 'name + postcode' ? [kind] : []));

/** An order whose receiver has to be placed anew; `receiver` null = it names none (any more). */
type Concerned = {
  orderId: number;
  payerId: number | null;
  receiver: Partial<OrderReceiver> | null;
  wasPlaced: boolean;
  formerPayer: number | null;
  formerProfile: number | null;
};

/** Where an order went: to another than its payer, and to which profile, if that is known. */
type Placed = { orderId: number; payerId: number; profileId: number | null; keys: number[] };

/**
 * Who received the orders that these profiles paid for, and which orders they received themselves: an order that names another than its
 * payer goes to the one profile with that name at that address or number, to nobody in particular if there is none or more than one.
 * A relation and never an identifier: who was sent something has no record by that. Depends only on records and clusters, not on the
 * order in which they came. Returns the further profiles whose figures are other now. A statement that finds nothing for nearly all
 * events; O(orders to others × their candidates). The caller holds the shop's lock.
 */
export async function placeReceivers(tx: Tx, profileIds: readonly number[]): Promise<number[]> {
  const concerned = profileIds.length === 0 ? [] : await ordersConcerned(tx, profileIds);
  if (concerned.length === 0) {
    return [];
  }
  const placed = await placeEach(tx, concerned);
  await keepPlaced(tx, concerned, placed);
  const asked = new Set(profileIds);
  const now = new Map(placed.map((one) => [one.orderId, one]));
  const touched = concerned.flatMap(({ orderId, formerPayer, formerProfile, payerId }) => {
    const profileId = now.get(orderId)?.profileId ?? null;
    return profileId === formerProfile && payerId === formerPayer ? [] : [profileId, formerProfile, payerId];
  });
  return [...new Set(touched)].filter((id) => id !== null).filter((id) => !asked.has(id));
}

function ordersConcerned(tx: Tx, profileIds: readonly number[]): Promise<Concerned[]> {
  const size = profileIds.length;
  return tx.rows<Concerned>(
    sql`
    with member as materialized (
      select m.record_id from profile_member m
      where m.shop_id = ${tx.shopId} and m.profile_id = any(${eventArray(profileIds, size)})
    ),
    concerned as (
      select o.id from member m
      join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = m.record_id and o.receiver is not null
      union
      select k.order_id from member m
      join blocking_key b on b.shop_id = ${tx.shopId} and b.record_id = m.record_id and b.kind = any(${KINDS}::smallint[])
      join receiver_key k on k.shop_id = ${tx.shopId} and k.key = b.key
      where exists (select from receiver_key s where s.shop_id = ${tx.shopId})
      union
      select r.order_id from order_receiver r
      where r.shop_id = ${tx.shopId} and r.profile_id = any(${eventArray(profileIds, size)})
      union
      select r.order_id from order_receiver r
      where r.shop_id = ${tx.shopId} and r.payer_id = any(${eventArray(profileIds, size)})
    )
    select c.id as "orderId", p.profile_id as "payerId", o.receiver, r.order_id is not null as "wasPlaced",
           r.payer_id as "formerPayer", r.profile_id as "formerProfile"
    from concerned c
    left join sales_order o on o.shop_id = ${tx.shopId} and o.id = c.id
    left join profile_member p on p.shop_id = ${tx.shopId} and p.record_id = o.record_id
    left join order_receiver r on r.shop_id = ${tx.shopId} and r.order_id = c.id
    order by c.id`,
    eventPlan('identity-orders-concerned', size),
  );
}

async function placeEach(tx: Tx, concerned: readonly Concerned[]): Promise<Placed[]> {
  const named = concerned.flatMap(({ orderId, payerId, receiver }) =>
    payerId === null || receiver === null ? [] : [{ orderId, payerId, receiver: comparableOf(orderId, receiver) }],
  );
  if (named.length === 0) {
    return [];
  }
  const keys = someKeysOf(
    named.map((one) => one.receiver),
    KINDS,
  );
  const byKey = await recordsByKey(tx, [...new Set(keys.flat())]);
  const candidates = new Set([...byKey.values()].flat());
  const profiles = await profilesOf(tx, [...candidates], [...new Set(named.map((one) => one.payerId))]);
  const records = await readComparables(tx, [...new Set([...candidates, ...profiles.keys()])]);
  const set = buildRecordSet([...records, ...named.map((one) => one.receiver)]);
  const rows = new Map(records.map((record, row) => [record.id, row]));
  const payers = rowsByProfile(records, profiles);
  return named.flatMap(({ orderId, payerId, receiver }, at) => {
    const row = records.length + at;
    const isForgotten = receiver.given.length === 0 && receiver.family.length === 0;
    if (!isForgotten && !isAnotherPerson(set, row, payers.get(payerId) ?? [])) return [];
    const near = keys[at]!.flatMap((key) => byKey.get(key) ?? []).flatMap((id) => rows.get(id) ?? []);
    return [{ orderId, payerId, profileId: theOnly(set, row, near, profiles), keys: keys[at]! }];
  });
}

function rowsByProfile(
  records: readonly Comparable[],
  profiles: ReadonlyMap<number, number>,
): ReadonlyMap<number, number[]> {
  const rows = new Map<number, number[]>();
  for (const [row, { id }] of records.entries()) {
    const profileId = profiles.get(id)!;
    const known = rows.get(profileId);
    if (known) known.push(row);
    else rows.set(profileId, [row]);
  }
  return rows;
}

/** A receiver as comparisons read a record. One who was erased is `{}`: still another than the payer, and nobody in particular. */
function comparableOf(orderId: number, receiver: Partial<OrderReceiver>): Comparable {
  return toComparable({
    id: -orderId,
    givenName: receiver.givenName ?? null,
    familyName: receiver.familyName ?? null,
    fullName: receiver.fullName ?? null,
    phones: receiver.phone ? [receiver.phone] : [],
    country: receiver.country ?? null,
    address: receiver,
  });
}

/** The profile of all the records among these that are the receiver; null = none, or several profiles. */
function theOnly(
  set: RecordSet,
  receiver: number,
  near: readonly number[],
  profiles: ReadonlyMap<number, number>,
): number | null {
  const found = new Set<number>();
  for (const row of near) {
    if (isReceiver(set, receiver, row)) found.add(profiles.get(set.ids[row]!)!);
  }
  return found.size === 1 ? [...found][0]! : null;
}

/** The profile of each of these records, and of each record of these profiles. */
async function profilesOf(
  tx: Tx,
  recordIds: readonly number[],
  profileIds: readonly number[],
): Promise<Map<number, number>> {
  const rows = await tx.rows<{ recordId: number; profileId: number }>(sql`
    select record_id as "recordId", profile_id as "profileId" from profile_member
    where shop_id = ${tx.shopId} and record_id = any(${[...recordIds]}::bigint[])
    union
    select record_id, profile_id from profile_member
    where shop_id = ${tx.shopId} and profile_id = any(${[...profileIds]}::bigint[])`);
  return new Map(rows.map((row) => [row.recordId, row.profileId]));
}

async function keepPlaced(tx: Tx, concerned: readonly Concerned[], placed: readonly Placed[]): Promise<void> {
  const stay = new Set(placed.map((one) => one.orderId));
  const gone = concerned.filter((one) => one.wasPlaced && !stay.has(one.orderId)).map((one) => one.orderId);
  if (gone.length > 0) {
    await tx.run(sql`
      with gone as (delete from order_receiver where shop_id = ${tx.shopId} and order_id = any(${gone}::bigint[]))
      delete from receiver_key where shop_id = ${tx.shopId} and order_id = any(${gone}::bigint[])`);
  }
  if (placed.length === 0) {
    return;
  }
  const orders = placed.map((one) => one.orderId);
  await tx.run(sql`
    insert into order_receiver (shop_id, order_id, payer_id, profile_id)
    select ${tx.shopId}, w.* from unnest(${orders}::bigint[], ${placed.map((one) => one.payerId)}::bigint[],
                                         ${placed.map((one) => one.profileId)}::bigint[]) as w
    on conflict (shop_id, order_id) do update set payer_id = excluded.payer_id, profile_id = excluded.profile_id
    where (order_receiver.payer_id, order_receiver.profile_id) is distinct from (excluded.payer_id, excluded.profile_id)`);
  const pairs = placed.flatMap(({ orderId, keys }) => keys.map((key) => ({ orderId, key })));
  await tx.run(sql`
    with wanted as materialized (
      select * from unnest(${pairs.map((pair) => pair.key)}::bigint[], ${pairs.map((pair) => pair.orderId)}::bigint[]) as w (key, order_id)
    ),
    stale as (
      delete from receiver_key k where k.shop_id = ${tx.shopId} and k.order_id = any(${orders}::bigint[])
        and not exists (select from wanted w where w.key = k.key and w.order_id = k.order_id)
    )
    insert into receiver_key (shop_id, key, order_id)
    select ${tx.shopId}, key, order_id from wanted order by key, order_id on conflict do nothing`);
}

/** Orders that these profiles received from others. */
export async function ordersReceivedBy(tx: Tx, profileIds: readonly number[]): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    select order_id as id from order_receiver
    where shop_id = ${tx.shopId} and profile_id = any(${[...profileIds]}::bigint[]) order by order_id`);
  return rows.map((row) => row.id);
}

/** Who received orders that these profiles paid for: whom it concerns if they go. */
export async function receiversOf(tx: Tx, profileIds: readonly number[]): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    select distinct profile_id as id from order_receiver
    where shop_id = ${tx.shopId} and payer_id = any(${[...profileIds]}::bigint[]) and profile_id is not null`);
  return rows.map((row) => row.id);
}

/** Forgets whom a person sent orders to. That others sent him some stays true of them, whoever it was. */
export async function eraseReceivers(tx: Tx, person: Person): Promise<number> {
  const orders = await tx.rows<{ id: number }>(sql`
    with sent as (
      delete from order_receiver where shop_id = ${tx.shopId} and payer_id = any(${[...person.profileIds]}::bigint[])
      returning order_id
    ),
    received as (
      update order_receiver set profile_id = null
      where shop_id = ${tx.shopId} and order_id = any(${[...person.receivedOrders]}::bigint[])
        and payer_id <> all(${[...person.profileIds]}::bigint[])
      returning order_id
    )
    select order_id as id from sent union select order_id from received`);
  await tx.run(sql`
    delete from receiver_key where shop_id = ${tx.shopId} and order_id = any(${orders.map((row) => row.id)}::bigint[])`);
  return orders.length;
}
