import { copyRows, stagingTable } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import { type CleanCustomer, CUSTOMER_COLUMNS, latestByExternalId, type Origin } from './cleaned.ts';

const STAGE = 'stage_customer';
const STAGE_COLUMNS = [
  'external_id',
  'kind',
  'provenance',
  'version_at',
  'content_hash',
  'deleted_at',
  ...CUSTOMER_COLUMNS,
] as const;

/** How many records were new, changed or already so. */
export type StoreCounts = { created: number; changed: number; unchanged: number };

export type StoredCustomers = StoreCounts & {
  /** Ids of records that are new or changed. */
  touched: number[];
};

/**
 * Writes customers' records of one source: new ones are inserted, known ones changed where the statement is not older than
 * what is kept. Idempotent. Three statements for any number of rows; O(rows). The caller holds the shop's lock.
 */
export async function storeCustomers(
  tx: Tx,
  origin: Origin,
  customers: readonly CleanCustomer[],
): Promise<StoredCustomers> {
  const rows = latestByExternalId(customers, (row) => ({
    id: row.externalId,
    version: row.version,
    hash: row.contentHash,
  }));
  if (rows.length === 0) {
    return { created: 0, changed: 0, unchanged: 0, touched: [] };
  }
  await stagingTable(tx, STAGE, 'customer_record', STAGE_COLUMNS, 'null::text[] as said');
  await tx.client.query(`truncate ${STAGE}`);
  await copyRows(tx, STAGE, [...STAGE_COLUMNS, 'said'], rows.map(toStage));
  const changed = await changeKnown(tx, origin);
  const created = await insertNew(tx, origin);
  const touched = [...changed, ...created];
  await replaceIdentifiers(tx, touched, rows);
  await reapplyTagChanges(tx, touched);
  return {
    created: created.length,
    changed: changed.length,
    unchanged: rows.length - touched.length,
    touched: touched.map((row) => row.id),
  };
}

type Touched = { id: number; external_id: string };

function toStage(row: CleanCustomer) {
  return [
    row.externalId,
    row.recordKind,
    row.provenance,
    row.version,
    row.contentHash,
    row.deletedAt,
    ...CUSTOMER_COLUMNS.map((column) => row.values[column] ?? null),
    Object.keys(row.values),
  ];
}

/** A tombstone stays: nothing that was said before the deletion brings a record back. */
async function changeKnown(tx: Tx, origin: Origin): Promise<Touched[]> {
  const assignments = CUSTOMER_COLUMNS.map((column) => {
    const value = column === 'custom' ? "r.custom || coalesce(s.custom, '{}')" : notNull(column, `s.${column}`);
    return `${column} = case when '${column}' = any(s.said) then ${value} else r.${column} end`;
  });
  return tx.rows<Touched>(sql`
    update customer_record r
    set ${raw(assignments.join(', '))},
        kind = case when r.kind = 'guest' then s.kind else r.kind end,
        provenance = s.provenance, version_at = s.version_at, content_hash = s.content_hash,
        deleted_at = coalesce(r.deleted_at, s.deleted_at), origin = ${origin.origin}, changed_at = now()
    from ${raw(STAGE)} s
    where r.shop_id = ${tx.shopId} and r.source_id = ${origin.sourceId} and r.external_id = s.external_id
      and r.content_hash <> s.content_hash
      and (s.version_at is null or r.version_at is null or (s.version_at, s.content_hash) >= (r.version_at, r.content_hash))
    returning r.id, r.external_id`);
}

async function insertNew(tx: Tx, origin: Origin): Promise<Touched[]> {
  const columns = CUSTOMER_COLUMNS.join(', ');
  const values = CUSTOMER_COLUMNS.map((column) => notNull(column, `s.${column}`)).join(', ');
  return tx.rows<Touched>(sql`
    insert into customer_record (shop_id, source_id, external_id, kind, provenance, version_at, content_hash, deleted_at, origin,
                                 ${raw(columns)})
    select ${tx.shopId}, ${origin.sourceId}, s.external_id, s.kind, s.provenance, s.version_at, s.content_hash, s.deleted_at,
           ${origin.origin}, ${raw(values)}
    from ${raw(STAGE)} s
    where not exists (select from customer_record r
                      where r.shop_id = ${tx.shopId} and r.source_id = ${origin.sourceId} and r.external_id = s.external_id)
    order by s.created_at_source nulls last, s.external_id
    returning id, external_id`);
}

/** Lists and the map of custom fields are never null. */
function notNull(column: string, expression: string): string {
  if (column === 'tags' || column === 'emails' || column === 'phones') {
    return `coalesce(${expression}, '{}')`;
  }
  return column === 'custom' ? `coalesce(${expression}, '{}'::jsonb)` : expression;
}

/** Identifiers are a set per record, as of its latest statement. */
async function replaceIdentifiers(tx: Tx, touched: readonly Touched[], rows: readonly CleanCustomer[]): Promise<void> {
  if (touched.length === 0) {
    return;
  }
  const ids = touched.map((row) => row.id);
  await tx.run(sql`delete from identifier where shop_id = ${tx.shopId} and record_id = any(${ids}::bigint[])`);
  const idOf = new Map(touched.map((row) => [row.external_id, row.id]));
  const staged: { recordId: number; kind: string; value: string; verified: boolean }[] = [];
  for (const row of rows) {
    const recordId = idOf.get(row.externalId);
    if (recordId !== undefined) {
      staged.push(...row.identifiers.map((one) => ({ recordId, ...one })));
    }
  }
  await tx.run(sql`
    insert into identifier (shop_id, record_id, kind, value_normal, verified)
    select ${tx.shopId}, i.record_id, i.kind, i.value_normal, bool_or(i.verified)
    from unnest(${staged.map((i) => i.recordId)}::bigint[], ${staged.map((i) => i.kind)}::text[],
                ${staged.map((i) => i.value)}::text[], ${staged.map((i) => i.verified)}::boolean[])
         as i (record_id, kind, value_normal, verified)
    group by i.record_id, i.kind, i.value_normal`);
}

/** A full list of tags is as old as its record's version: single changes after that stand. */
async function reapplyTagChanges(tx: Tx, touched: readonly Touched[]): Promise<void> {
  await tx.run(sql`
    update customer_record r set tags = array(
      select t from unnest(r.tags) t where not exists (
        select from jsonb_each(r.tag_changes) c (tag, word)
        where c.tag = t and not (c.word ->> 1)::boolean and (c.word ->> 0)::timestamptz > coalesce(r.version_at, '-infinity'))
      union
      select c.tag from jsonb_each(r.tag_changes) c (tag, word)
      where (c.word ->> 1)::boolean and (c.word ->> 0)::timestamptz > coalesce(r.version_at, '-infinity')
      order by 1)
    where r.shop_id = ${tx.shopId} and r.id = any(${touched.map((row) => row.id)}::bigint[]) and r.tag_changes <> '{}'`);
}

/**
 * Ids of the records with these external ids; records that are not known yet are made, empty, to be filled by what the
 * source says of them later. Returns a map from external id to record id.
 */
export async function recordIds(tx: Tx, origin: Origin, externalIds: readonly string[]): Promise<Map<string, number>> {
  const wanted = [...new Set(externalIds)];
  if (wanted.length === 0) {
    return new Map();
  }
  await tx.run(sql`
    insert into customer_record (shop_id, source_id, external_id, version_at, origin)
    select ${tx.shopId}, ${origin.sourceId}, w.external_id, '-infinity', ${origin.origin}
    from unnest(${wanted}::text[]) as w (external_id)
    on conflict (shop_id, source_id, external_id) do nothing`);
  const found = await tx.rows<Touched>(sql`
    select id, external_id from customer_record
    where shop_id = ${tx.shopId} and source_id = ${origin.sourceId} and external_id = any(${wanted}::text[])`);
  return new Map(found.map((row) => [row.external_id, row.id]));
}
