import { copyRows, stagingTable } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { blockingKeys, KEY_KINDS } from './blocking-keys.ts';
import type { Comparable } from './comparable.ts';
import { buildRecordSet } from './record-set-builder.ts';

const STAGE = 'stage_blocking_key';

/** Holders of a crowded key that are still looked at, to tell how many people use its value. */
const MOST_HOLDERS = 64;
/** Kinds whose key is one value: e-mail, phone, identifier. Their holders tell whether the value is shared. */
const VALUE_KINDS = 3;

/** Replaces the keys by which these records are found; records that are no longer comparable lose theirs. O(records). */
export async function indexKeys(tx: Tx, recordIds: readonly number[], records: readonly Comparable[]): Promise<void> {
  await tx.run(
    sql`delete from blocking_key where shop_id = ${tx.shopId} and record_id = any(${[...recordIds]}::bigint[])`,
  );
  await stagingTable(tx, STAGE, 'blocking_key', ['shop_id', 'key', 'record_id', 'kind']);
  await tx.client.query(`truncate ${STAGE}`);
  await copyRows(tx, STAGE, ['shop_id', 'key', 'record_id', 'kind'], keyRows(tx.shopId, records));
  await tx.client.query(
    `insert into blocking_key (shop_id, key, record_id, kind) select * from ${STAGE} on conflict do nothing`,
  );
}

function* keyRows(shopId: number, records: readonly Comparable[]): Generator<number[]> {
  const set = buildRecordSet(records);
  for (let row = 0; row < set.size; row++) {
    const id = records[row]!.id;
    const seen = new Set<number>();
    for (const { kind, key } of blockingKeys(set, row)) {
      if (!seen.has(key)) {
        seen.add(key);
        yield [shopId, key, id, kind];
      }
    }
  }
}

/** What shares a key with some records. */
export type Neighbourhood = {
  /** By key that is not crowded: the records that have it. */
  groups: number[][];
  /** Keys that too many records share to say anything. */
  crowded: Set<number>;
  /** Records that hold the same e-mail address, phone number or identifier, crowded or not. */
  holders: Set<number>;
};

/** Everything that shares a key with these records. One index probe a key. */
export async function neighbourhood(
  tx: Tx,
  recordIds: readonly number[],
  limits: readonly number[],
): Promise<Neighbourhood> {
  const most = KEY_KINDS.map((_kind, index) => limits[index] ?? 0);
  const rows = await tx.rows<{ key: number; kind: number; members: string[] }>(sql`
    with mine as materialized (
      select distinct key, kind from blocking_key where shop_id = ${tx.shopId} and record_id = any(${[...recordIds]}::bigint[])
    )
    select k.key, k.kind, f.members
    from mine k cross join lateral (
      select array_agg(c.record_id) as members from (
        select b.record_id from blocking_key b where b.shop_id = ${tx.shopId} and b.key = k.key
        order by b.record_id limit greatest((${most}::integer[])[k.kind + 1] + 1, ${MOST_HOLDERS})) c
    ) f
    where cardinality(f.members) > 1`);
  const found: Neighbourhood = { groups: [], crowded: new Set(), holders: new Set() };
  for (const row of rows) {
    const members = row.members.map(Number);
    if (row.kind < VALUE_KINDS) {
      for (const id of members.slice(0, MOST_HOLDERS)) {
        found.holders.add(id);
      }
    }
    if (members.length > most[row.kind]!) {
      found.crowded.add(row.key);
    } else {
      found.groups.push(members);
    }
  }
  return found;
}
