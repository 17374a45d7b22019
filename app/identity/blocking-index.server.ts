import { copyRows, stagingTable } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { eventArray, eventPlan } from '#app/platform/event-plan.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import { blockingKeys, KEY_KINDS } from './blocking-keys.ts';
import type { Comparable } from './comparable.ts';
import { buildRecordSet } from './record-set-builder.ts';

/** Holders of a crowded value that are still looked at, to tell how many people use it. */
const MOST_HOLDERS = 64;
/** Kinds whose key is one value: e-mail, phone, identifier. Their holders tell whether the value is shared. */
const VALUE_KINDS = 3;

export type KindOfKey = { key: number; kind: number };

/** What became of the keys of some records. */
export type IndexedKeys = {
  /** Keys that some of them had before and have no more. */
  lost: KindOfKey[];
  /** None of them had any key before. */
  isNew: boolean;
};

/**
 * Replaces the keys by which these records are found; records that are no longer comparable lose theirs. One statement; O(records).
 */
export async function indexKeys(
  tx: Tx,
  recordIds: readonly number[],
  records: readonly Comparable[],
): Promise<IndexedKeys> {
  const { keys, ids, kinds } = keysOf(records);
  const rows = recordIds.length;
  const found = await tx.rows<KindOfKey & { isLost: boolean }>(
    sql`
    with wanted as materialized (
      select key, record_id, kind
      from unnest(${eventArray(keys, rows)}, ${eventArray(ids, rows)}, ${eventArray(kinds, rows, 'smallint')}) as w (key, record_id, kind)
    ),
    before as materialized (
      select b.key, b.record_id, b.kind from blocking_key b
      where b.shop_id = ${tx.shopId} and b.record_id = any(${eventArray(recordIds, rows)})
    ),
    written as (
      insert into blocking_key (shop_id, key, record_id, kind)
      select ${tx.shopId}::bigint, key, record_id, kind from wanted order by key, record_id on conflict do nothing
    ),
    lost as (
      delete from blocking_key b using before o
      where b.shop_id = ${tx.shopId} and b.key = o.key and b.record_id = o.record_id
        and not exists (select from wanted w where w.key = o.key and w.record_id = o.record_id)
      returning b.key, b.kind
    )
    select key, kind, true as "isLost" from lost
    union all
    (select key, kind, false from before limit 1)`,
    eventPlan('identity-index-keys', rows),
  );
  const lost = found.filter(({ isLost }) => isLost).map(({ key, kind }) => ({ key, kind }));
  return { lost, isNew: found.length === 0 };
}

const STAGE = 'stage_blocking_key';
const COLUMNS = ['key', 'record_id', 'kind'] as const;
/**
 * The same for very many records, whose neighbours are found otherwise: their keys are set aside by COPY, some thousand records at a
 * time, and then take the place of those they had, in the order of the index. O(keys); constant memory.
 */
export async function beginManyKeys(tx: Tx): Promise<void> {
  await stagingTable(tx, STAGE, 'blocking_key', COLUMNS);
  await tx.client.query(`truncate ${STAGE}`);
}

export async function setKeysAside(tx: Tx, records: readonly Comparable[]): Promise<void> {
  await copyRows(tx, STAGE, COLUMNS, keyRows(records));
}

/** What was set aside are the keys of these records from now on. */
export async function indexKeysAside(tx: Tx, recordIds: readonly number[]): Promise<void> {
  await tx.client.query(`analyze ${STAGE}`);
  await tx.run(sql`
    delete from blocking_key b
    where b.shop_id = ${tx.shopId} and b.record_id = any(${eventArray(recordIds, recordIds.length)})
      and not exists (select from ${raw(STAGE)} w where w.key = b.key and w.record_id = b.record_id)`);
  await tx.run(sql`
    insert into blocking_key (shop_id, key, record_id, kind)
    select ${tx.shopId}::bigint, w.key, w.record_id, w.kind from ${raw(STAGE)} w
    where not exists (select from blocking_key b where b.shop_id = ${tx.shopId} and b.key = w.key and b.record_id = w.record_id)
    order by w.key, w.record_id`);
}

function* keyRows(records: readonly Comparable[]): Generator<[number, number, number]> {
  const { keys, ids, kinds } = keysOf(records);
  for (let at = 0; at < keys.length; at++) {
    yield [keys[at]!, ids[at]!, kinds[at]!];
  }
}

function keysOf(records: readonly Comparable[]): { keys: number[]; ids: number[]; kinds: number[] } {
  const set = buildRecordSet(records);
  const found = { keys: [] as number[], ids: [] as number[], kinds: [] as number[] };
  for (let row = 0; row < set.size; row++) {
    const seen = new Set<number>();
    for (const { kind, key } of blockingKeys(set, row)) {
      if (!seen.has(key)) {
        seen.add(key);
        found.keys.push(key);
        found.ids.push(records[row]!.id);
        found.kinds.push(kind);
      }
    }
  }
  return found;
}

/** What shares a key with some records. */
export type Neighbourhood = {
  /** By key that is not crowded: the records that have it. */
  groups: number[][];
  /** Keys that too many records share to say anything. */
  crowded: Set<number>;
  /** By key that is one value: the records that hold it, those of a crowded one up to `MOST_HOLDERS`. */
  holders: number[][];
  /** Keys on the brink: crowded through one of the records asked for, or no longer theirs. What links others may hang on it. */
  turned: number[][];
};

/**
 * Everything that shares a key with these records, or shared one that they have lost. One index probe a key.
 */
export async function neighbourhood(
  tx: Tx,
  recordIds: readonly number[],
  limits: readonly number[],
  lost: readonly KindOfKey[] = [],
): Promise<Neighbourhood> {
  const size = recordIds.length;
  const [lostKeys, lostKinds] = [lost.map(({ key }) => key), lost.map(({ kind }) => kind)];
  const most = KEY_KINDS.map((_kind, index) => limits[index] ?? 0);
  const read = KEY_KINDS.map((_kind, index) => Math.max(most[index]! + 1, index < VALUE_KINDS ? MOST_HOLDERS : 0));
  const rows = await tx.rows<KindOfKey & { members: string[] }>(
    sql`
    with mine as materialized (
      select key, kind from blocking_key where shop_id = ${tx.shopId} and record_id = any(${eventArray(recordIds, size)})
      union
      select key, kind
      from unnest(${eventArray(lostKeys, size)}, ${eventArray(lostKinds, size, 'smallint')}) as l (key, kind)
    )
    select k.key, k.kind, f.members
    from mine k cross join lateral (
      select array_agg(c.record_id) as members from (
        select b.record_id from blocking_key b where b.shop_id = ${tx.shopId} and b.key = k.key
        order by b.record_id limit (${read}::integer[])[k.kind + 1]) c
    ) f
    where f.members is not null`,
    eventPlan('identity-neighbourhood', size),
  );
  const found: Neighbourhood = { groups: [], crowded: new Set(), holders: [], turned: [] };
  const asked = new Set(recordIds);
  const gone = new Set(lost.map(({ key }) => key));
  for (const row of rows) {
    sort(found, row, { most: most[row.kind]!, asked, isLost: gone.has(row.key) });
  }
  return found;
}

type Brink = { most: number; asked: ReadonlySet<number>; isLost: boolean };

function sort(found: Neighbourhood, row: KindOfKey & { members: string[] }, { most, asked, isLost }: Brink): void {
  const members = row.members.map(Number);
  const isValue = row.kind < VALUE_KINDS;
  if (isLost && (members.length === most || (isValue && members.length < most))) {
    found.turned.push(members);
  }
  if (members.length < 2) {
    return;
  }
  if (isValue) {
    found.holders.push(members.slice(0, MOST_HOLDERS));
  }
  if (members.length <= most) {
    found.groups.push(members);
    return;
  }
  found.crowded.add(row.key);
  // Members come in order of id: a key that was crowded before shows older records only.
  if (members.slice(0, most + 1).some((id) => asked.has(id))) {
    found.turned.push(members.slice(0, most + 1));
  }
}

/** By record, in the order given: its keys of these kinds, as they would be kept. */
export function someKeysOf(records: readonly Comparable[], kinds: readonly number[]): number[][] {
  const set = buildRecordSet(records);
  return records.map((_record, row) => {
    const keys = blockingKeys(set, row).filter(({ kind }) => kinds.includes(kind));
    return [...new Set(keys.map(({ key }) => key))];
  });
}

/** By key: the records that have it, those of a crowded one up to `MOST_HOLDERS`. One index probe a key. */
export async function recordsByKey(tx: Tx, keys: readonly number[]): Promise<Map<number, number[]>> {
  const rows = await tx.rows<{ key: number; members: string[] }>(sql`
    select k.key, f.members from unnest(${[...keys]}::bigint[]) as k (key)
    cross join lateral (
      select array_agg(c.record_id) as members from (
        select b.record_id from blocking_key b where b.shop_id = ${tx.shopId} and b.key = k.key
        order by b.record_id limit ${MOST_HOLDERS}) c
    ) f
    where f.members is not null`);
  return new Map(rows.map(({ key, members }) => [key, members.map(Number)]));
}
