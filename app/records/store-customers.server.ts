import { type Stage, stageRows } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { eventArray, eventPlan } from '#app/platform/event-plan.server.ts';
import { raw, type Sql, sql } from '#app/platform/sql.ts';
import { type CleanCustomer, CUSTOMER_COLUMNS, type Origin } from './cleaned.ts';
import { type IdentifierChange, replaceIdentifiers } from './replace-identifiers.server.ts';
import { customerBody } from './replay-customer.ts';
import { keepStatements } from './statement-history.server.ts';
import { reapplyTagChanges } from './tag-changes.server.ts';
import { earliest, emptyOf, type Folded, foldStatements, type Standing, weigh } from './weigh-statement.ts';

const STAGE: Stage = {
  name: 'stage_customer',
  like: 'customer_record',
  columns: [
    'id',
    'external_id',
    'kind',
    'provenance',
    'version_at',
    'content_hash',
    'said_columns',
    'older_columns',
    'deleted_at',
    ...CUSTOMER_COLUMNS,
  ],
  further: { takes: 'bigint', is_newer: 'boolean' },
};

/** How many records were new, changed or already so. */
export type StoreCounts = { created: number; changed: number; unchanged: number };

export type StoredCustomers = StoreCounts & {
  /** Ids of records that are new or changed. */
  touched: number[];
};

/**
 * Writes customers' records of one source: new ones are inserted, known ones changed in those columns of which the statement
 * is the latest word (weigh-statement.ts). Idempotent, and for versioned statements independent of their order. A handful of
 * statements for any number of rows; O(rows). The caller holds the shop's lock.
 */
export async function storeCustomers(
  tx: Tx,
  origin: Origin,
  customers: readonly CleanCustomer[],
): Promise<StoredCustomers> {
  const folded = foldStatements(customers);
  if (folded.length === 0) {
    return { created: 0, changed: 0, unchanged: 0, touched: [] };
  }
  const known = await readKnown(tx, origin, folded);
  const plans = folded.map((one) => planOf(one, known.get(one.row.externalId), origin));
  const heard = folded.filter((one) => known.get(one.row.externalId)?.isHeard);
  if (heard.length > 0) {
    const ids = heard.map((one) => known.get(one.row.externalId)!.id);
    await keepStatements(tx, origin, 'customer', sql`t.id = any(${ids}::bigint[])`, () =>
      heard.map((one, index) => ({ key: one.row.externalId, recordId: ids[index]!, body: customerBody(one) })),
    );
  }
  const created = await write(
    tx,
    origin,
    plans.filter((plan) => plan.writes),
  );
  const touched = touchedBy(plans, created);
  const made = new Set(created.values());
  await replaceIdentifiers(tx, touched, made);
  // A record that is new has no single changes of tags behind it.
  await reapplyTagChanges(
    tx,
    touched.map((change) => change.recordId).filter((id) => !made.has(id)),
  );
  return {
    ...countsOf(plans, created.size),
    touched: touched.map((change) => change.recordId),
  };
}

/** Writes what is taken over; the records that are new, by external id. */
async function write(tx: Tx, origin: Origin, plans: readonly Plan[]): Promise<Map<string, number>> {
  if (plans.length === 0) {
    return new Map();
  }
  const staged = await stageRows(tx, STAGE, plans.map(toStage));
  if (plans.some((plan) => plan.id !== null)) {
    await changeKnown(tx, origin, staged, plans.length);
  }
  return plans.some((plan) => plan.id === null) ? insertNew(tx, origin, staged, plans.length) : new Map();
}

/** A record counts as new when it is first told of, and once as changed, however many batches of one import speak of it. */
function countsOf(plans: readonly Plan[], inserted: number): StoreCounts {
  const touched = plans.filter((plan) => plan.touches);
  const created = inserted + touched.filter((plan) => plan.before === 'named').length;
  const changed = touched.filter((plan) => plan.before === 'known').length;
  return { created, changed, unchanged: plans.length - touched.length };
}

type Known = { id: number; isHeard: boolean; origin: string; standing: Standing; deletedAt: Date | null };

/** What stands behind the records that are here already. */
async function readKnown(tx: Tx, origin: Origin, folded: readonly Folded[]): Promise<Map<string, Known>> {
  const named = folded.map((one) => one.row.externalId);
  const rows = await tx.rows<{
    id: number;
    external_id: string;
    is_heard: boolean;
    version_at: Date | null;
    content_hash: string;
    said_columns: number;
    older_columns: Record<string, string>;
    deleted_at: Date | null;
    origin: string;
  }>(
    sql`
    select id, external_id, origin, version_at is distinct from '-infinity' as is_heard, nullif(version_at, '-infinity') as version_at,
           content_hash, said_columns, older_columns, deleted_at
    from customer_record
    where shop_id = ${tx.shopId} and source_id = ${origin.sourceId} and external_id = any(${eventArray(named, named.length, 'text')})`,
    eventPlan('records-known-customers', named.length),
  );
  return new Map(
    rows.map((row) => [
      row.external_id,
      {
        id: row.id,
        isHeard: row.is_heard,
        origin: row.origin,
        standing: { version: row.version_at, hash: row.content_hash, said: row.said_columns, older: row.older_columns },
        deletedAt: row.deleted_at,
      },
    ]),
  );
}

/** What a statement does to its record. */
type Plan = {
  row: CleanCustomer;
  id: number | null;
  takes: number;
  isNewer: boolean;
  standing: Standing;
  writes: boolean;
  /** Whether anything that others build on differs; a statement that only says the same again, later, changes nothing. */
  touches: boolean;
  /** What was here: nothing, an id that others name, the record, or the record as this origin has left it. */
  before: 'nothing' | 'named' | 'known' | 'own';
};

const EVERYTHING = -1;

function planOf({ row, standing }: Folded, known: Known | undefined, { origin }: Origin): Plan {
  if (!known?.isHeard) {
    const before = known ? 'named' : 'nothing';
    return {
      row,
      id: known?.id ?? null,
      takes: EVERYTHING,
      isNewer: true,
      standing,
      writes: true,
      touches: true,
      before,
    };
  }
  const { takes: claims, isNewer, after } = weigh(known.standing, standing);
  const isTwin = after.version === null && known.origin === origin && origin !== '';
  const takes = isTwin ? claims & ~emptyOf(row) : claims;
  const deletes = earliest(known.deletedAt, row.deletedAt)?.getTime() !== known.deletedAt?.getTime();
  const restates = standing.hash === known.standing.hash && standing.said === known.standing.said;
  return {
    row,
    id: known.id,
    takes,
    isNewer,
    standing: after,
    writes: takes !== 0 || deletes,
    touches: (takes !== 0 && !restates) || deletes,
    before: known.origin === origin && origin !== '' ? 'own' : 'known',
  };
}

function toStage({ row, id, takes, isNewer, standing }: Plan) {
  return [
    id,
    row.externalId,
    row.recordKind,
    row.provenance,
    standing.version,
    standing.hash,
    standing.said,
    standing.older,
    row.deletedAt,
    ...CUSTOMER_COLUMNS.map((column) => row.values[column] ?? null),
    takes,
    isNewer,
  ];
}

/** A deletion stays: nothing that is said before or after it brings a record back. */
async function changeKnown(tx: Tx, origin: Origin, staged: Sql, rows: number): Promise<void> {
  const assignments = CUSTOMER_COLUMNS.map((column, index) => {
    const taken = `(s.takes & ${2 ** index}) <> 0`;
    return `${column} = case when ${taken} then ${mergedValue(column)} else r.${column} end`;
  });
  await tx.run(
    sql`
    update customer_record r
    set ${raw(assignments.join(', '))},
        kind = case when s.is_newer and r.kind = 'guest' or r.version_at = '-infinity' then s.kind else r.kind end,
        provenance = case when s.is_newer then s.provenance else r.provenance end,
        version_at = s.version_at, content_hash = s.content_hash, said_columns = s.said_columns, older_columns = s.older_columns,
        deleted_at = least(r.deleted_at, s.deleted_at), origin = ${origin.origin}, changed_at = now()
    from ${staged} s
    where r.shop_id = ${tx.shopId} and r.id = s.id`,
    eventPlan('records-change-customers', rows),
  );
}

function mergedValue(column: string): string {
  switch (column) {
    case 'custom':
      return `case when s.is_newer then r.custom || coalesce(s.custom, '{}') else coalesce(s.custom, '{}') || r.custom end`;
    case 'totals':
      // The source's summary has an instant of its own: a later one can have come by itself.
      return `case when r.totals ->> 'at' > s.totals ->> 'at' then r.totals else s.totals end`;
    default:
      return notNull(column, `s.${column}`);
  }
}

async function insertNew(tx: Tx, origin: Origin, staged: Sql, rows: number): Promise<Map<string, number>> {
  const columns = CUSTOMER_COLUMNS.join(', ');
  const values = CUSTOMER_COLUMNS.map((column) => notNull(column, `s.${column}`)).join(', ');
  const created = await tx.rows<{ id: number; external_id: string }>(
    sql`
    insert into customer_record (shop_id, source_id, external_id, kind, provenance, version_at, content_hash, said_columns, older_columns,
                                 deleted_at, origin, ${raw(columns)})
    select ${tx.shopId}, ${origin.sourceId}, s.external_id, s.kind, s.provenance, s.version_at, s.content_hash, s.said_columns,
           s.older_columns, s.deleted_at, ${origin.origin}, ${raw(values)}
    from ${staged} s where s.id is null
    order by s.created_at_source nulls last, s.external_id
    returning id, external_id`,
    eventPlan('records-insert-customers', rows),
  );
  return new Map(created.map((row) => [row.external_id, row.id]));
}

/** Lists and the map of custom fields are never null. */
function notNull(column: string, expression: string): string {
  if (column === 'tags' || column === 'emails' || column === 'phones') {
    return `coalesce(${expression}, '{}')`;
  }
  return column === 'custom' ? `coalesce(${expression}, '{}'::jsonb)` : expression;
}

function touchedBy(plans: readonly Plan[], created: ReadonlyMap<string, number>): IdentifierChange[] {
  return plans
    .filter((plan) => plan.touches)
    .map((plan) => ({ recordId: plan.id ?? created.get(plan.row.externalId)!, row: plan.row, takes: plan.takes }));
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
  const found = await tx.rows<{ id: number; external_id: string }>(sql`
    select id, external_id from customer_record
    where shop_id = ${tx.shopId} and source_id = ${origin.sourceId} and external_id = any(${wanted}::text[])`);
  const ids = new Map(found.map((row) => [row.external_id, row.id]));
  const missing = wanted.filter((one) => !ids.has(one));
  if (missing.length > 0) {
    const made = await tx.rows<{ id: number; external_id: string }>(sql`
      insert into customer_record (shop_id, source_id, external_id, version_at, origin)
      select ${tx.shopId}, ${origin.sourceId}, w.external_id, '-infinity', ${origin.origin}
      from unnest(${missing}::text[]) as w (external_id)
      returning id, external_id`);
    for (const row of made) {
      ids.set(row.external_id, row.id);
    }
  }
  return ids;
}
