import type { Tx } from '#app/platform/db.server.ts';
import { join, raw, sql } from '#app/platform/sql.ts';
import { CUSTOMER_COLUMNS, type Origin } from './cleaned.ts';
import { type Conflict, conflictsOf } from './import-conflicts.ts';
import { LINE_COLUMNS } from './order-lines.ts';
import { type Entry, replay, type StatementBody, type Subject } from './replay.ts';
import { replayCustomer, rowOf } from './replay-customer.ts';
import { forgetStatements, readHistories, SUBJECTS } from './statement-history.server.ts';
import { ORDER_COLUMNS } from './store-orders.server.ts';
import { REFUND_COLUMNS } from './store-refunds.server.ts';
import { reapplyTagChanges } from './tag-changes.server.ts';

/** What hangs on others comes before what it hangs on. */
export const UNDO_ORDER = [
  'consent',
  'feedback',
  'interaction',
  'loyalty',
  'refund',
  'order',
  'customer',
] as const satisfies readonly Subject[];

/** Columns that a row is set back to. */
const COLUMNS: Record<Subject, readonly string[]> = {
  customer: [
    ...CUSTOMER_COLUMNS,
    ...['kind', 'provenance', 'version_at', 'content_hash', 'said_columns', 'older_columns', 'deleted_at'],
  ],
  order: ORDER_COLUMNS,
  refund: REFUND_COLUMNS.filter((column) => column !== 'external_id'),
  interaction: [
    ...['record_id', 'type', 'direction', 'subject', 'body', 'status', 'staff', 'order_external_id', 'closed_at'],
    ...['happened_at', 'custom'],
  ],
  feedback: [
    ...['record_id', 'type', 'rating', 'rating_max', 'title', 'body', 'product_external_id', 'product_title'],
    ...['verified_purchase', 'happened_at', 'custom'],
  ],
  loyalty: [
    ...[
      'record_id',
      'entry',
      'member_number',
      'programme',
      'tier',
      'status',
      'points',
      'points_earned',
      'points_spent',
    ],
    ...['happened_at', 'expires_at', 'reason', 'version_at'],
  ],
  consent: ['state', 'stated_at', 'version_at', 'method', 'evidence', 'recorded_at'],
};

const DAYS: Partial<Record<Subject, string>> = { order: 'placed_at', refund: 'refunded_at' };

/** What a part of an undoing came to. */
export type Undone = {
  removed: number;
  restored: number;
  /** Records whose figures or fields differ now. */
  touched: number[];
  /** External ids of orders whose refunds have to be summed anew. */
  orders: string[];
  conflicts: number;
  isMore: boolean;
};

/**
 * Sets up to `most` rows of a subject back to what they would be had the import never been: what others have said of them
 * since stays, and where that is what the import had said too, or instead of it, it is kept as a conflict. Customers that
 * nobody else speaks of are left to removeCustomers. O(rows). The caller holds the shop's lock.
 */
export async function undoStatements(
  tx: Tx,
  origin: Origin,
  subject: Subject,
  uploadId: number,
  most: number,
): Promise<Undone> {
  const histories = await readHistories(tx, subject, origin, most);
  if (histories.size > 0) {
    const conflicts = [...histories.values()].flatMap((entries) => conflictsOf(subject, entries, origin.origin));
    await keepConflicts(tx, uploadId, conflicts);
    const back = [...histories].map(([key, entries]) => ({ key, row: without(subject, entries, origin.origin) }));
    const restored = await setBack(tx, origin, subject, back);
    const gone = back.filter((one) => one.row === null).map((one) => one.key);
    const removed = await remove(tx, origin, subject, sql`${raw(SUBJECTS[subject].key)} = any(${gone}::text[])`);
    await forgetStatements(tx, subject, origin, [...histories.keys()]);
    return {
      removed: removed.keys.length,
      restored: restored.keys.length,
      touched: [...restored.records, ...removed.records],
      orders: [...restored.orders, ...removed.orders],
      conflicts: conflicts.length,
      isMore: true,
    };
  }
  if (subject === 'customer') {
    return { removed: 0, restored: 0, touched: [], orders: [], conflicts: 0, isMore: false };
  }
  const { table, key } = SUBJECTS[subject];
  const own = sql`${raw(key)} = any(array(
    select ${raw(key)} from ${raw(table)} t where t.shop_id = ${tx.shopId} and t.origin = ${origin.origin} limit ${most}))`;
  const removed = await remove(tx, origin, subject, sql`t.origin = ${origin.origin} and ${own}`);
  return {
    removed: removed.keys.length,
    restored: 0,
    touched: removed.records,
    orders: removed.orders,
    conflicts: 0,
    isMore: removed.keys.length > 0,
  };
}

/** A row as it would stand without an origin's statements. */
function without(subject: Subject, entries: readonly Entry[], origin: string): StatementBody | null {
  const others = entries.filter((entry) => entry.origin !== origin);
  if (subject !== 'customer') {
    return replay(subject, others);
  }
  const state = replayCustomer(others);
  return state && { ...rowOf(state), identifiers: state.identifiers };
}

type Rows = { keys: string[]; records: number[]; orders: string[] };

function toRows(rows: readonly { key: string; record: number | null; order: string | null }[]): Rows {
  return {
    keys: rows.map((row) => row.key),
    records: rows.map((row) => row.record).filter((id) => id !== null),
    orders: rows.map((row) => row.order).filter((id) => id !== null),
  };
}

/** SQL: the order that a row of this subject is about. */
function orderOf(subject: Subject): string {
  return subject === 'order' ? 't.external_id' : subject === 'refund' ? 't.order_external_id' : 'null::text';
}

/** The rows of this source, by alias `t`; consents have no source of their own, their keys name a record. */
function ofSource(subject: Subject, { sourceId }: Origin) {
  return subject === 'consent' ? sql`true` : sql`t.source_id = ${sourceId}`;
}

async function setBack(
  tx: Tx,
  origin: Origin,
  subject: Subject,
  back: readonly { key: string; row: StatementBody | null }[],
): Promise<Rows> {
  const rows = back.filter((one) => one.row !== null);
  const { table, change, key, record } = SUBJECTS[subject];
  const set = [...COLUMNS[subject], 'origin'].map((column) => raw(`${column} = b.${column}`));
  const instant = DAYS[subject];
  if (instant) {
    set.push(sql`day = (${raw(`b.${instant}`)} at time zone ${origin.timeZone})::date`);
  }
  const bodies = JSON.stringify(rows.map((one) => ({ key: one.key, body: one.row })));
  const stood = await tx.rows<{ record: number | null; order: string | null }>(sql`
    select ${raw(record)} as record, ${raw(orderOf(subject))} as "order" from ${raw(table)} t
    where t.shop_id = ${tx.shopId} and ${ofSource(subject, origin)} and ${raw(key)} = any(${rows.map((one) => one.key)}::text[])`);
  const changed = toRows(
    await tx.rows(sql`
      ${raw(change)} set ${join(set)}
      from jsonb_to_recordset(${bodies}::jsonb) as w (key text, body jsonb)
      cross join lateral jsonb_populate_record(null::${raw(table)}, w.body - 'lines' - 'identifiers' ${raw(subject === 'refund' ? "|| jsonb_build_object('lines', w.body -> 'lines')" : '')}) b
      where t.shop_id = ${tx.shopId} and ${ofSource(subject, origin)} and ${raw(key)} = w.key
      returning ${raw(key)} as key, ${raw(record)} as record, ${raw(orderOf(subject))} as "order"`),
  );
  if (subject === 'order') {
    await setLinesBack(tx, origin, bodies);
  } else if (subject === 'customer') {
    await setIdentifiersBack(tx, bodies, changed.records);
  }
  const before = toRows(stood.map((row) => ({ key: '', ...row })));
  return {
    ...changed,
    records: [...new Set([...changed.records, ...before.records])],
    orders: [...new Set([...changed.orders, ...before.orders])],
  };
}

async function setLinesBack(tx: Tx, origin: Origin, bodies: string): Promise<void> {
  const orders = sql`
    jsonb_to_recordset(${bodies}::jsonb) as w (key text, body jsonb)
    join sales_order o on o.shop_id = ${tx.shopId} and o.source_id = ${origin.sourceId} and o.external_id = w.key`;
  await tx.run(sql`
    delete from order_line l where l.shop_id = ${tx.shopId} and l.order_id in (select o.id from ${orders})`);
  const columns = LINE_COLUMNS.join(', ');
  await tx.run(sql`
    insert into order_line (shop_id, order_id, ${raw(columns)})
    select ${tx.shopId}, o.id, ${raw(LINE_COLUMNS.map((column) => `l.${column}`).join(', '))} from ${orders}
    cross join lateral jsonb_populate_recordset(null::order_line, case when jsonb_typeof(w.body -> 'lines') = 'array' then w.body -> 'lines' else '[]' end) l`);
}

async function setIdentifiersBack(tx: Tx, bodies: string, ids: readonly number[]): Promise<void> {
  await tx.run(sql`delete from identifier where shop_id = ${tx.shopId} and record_id = any(${[...ids]}::bigint[])`);
  await tx.run(sql`
    insert into identifier (shop_id, record_id, kind, value_normal, verified)
    select ${tx.shopId}, r.id, i.kind, i.value, bool_or(i.verified)
    from customer_record r
    join jsonb_to_recordset(${bodies}::jsonb) as w (key text, body jsonb) on w.key = r.external_id
    cross join lateral jsonb_to_recordset(w.body -> 'identifiers') as i (kind text, value text, verified boolean)
    where r.shop_id = ${tx.shopId} and r.id = any(${[...ids]}::bigint[])
    group by r.id, i.kind, i.value`);
  await reapplyTagChanges(tx, ids);
}

async function remove(tx: Tx, origin: Origin, subject: Subject, which: ReturnType<typeof sql>): Promise<Rows> {
  const { remove: removal, key, record } = SUBJECTS[subject];
  if (subject === 'order') {
    await tx.run(sql`
      delete from order_line l using sales_order t
      where l.shop_id = ${tx.shopId} and t.shop_id = ${tx.shopId} and t.id = l.order_id and ${ofSource(subject, origin)} and ${which}`);
  }
  if (subject === 'customer') {
    return { keys: [], records: [], orders: [] };
  }
  return toRows(
    await tx.rows(sql`
      ${raw(removal)} where t.shop_id = ${tx.shopId} and ${ofSource(subject, origin)} and ${which}
      returning ${raw(key)} as key, ${raw(record)} as record, ${raw(orderOf(subject))} as "order"`),
  );
}

/** Records that an import made and of whom nobody else has spoken. */
export type Orphans = {
  /** Nothing of anybody hangs on them. */
  gone: number[];
  /** Others' sales or visits name them: they stay, empty. */
  emptied: number[];
};

/** Up to `most` of them, the oldest first. */
export async function findOrphans(tx: Tx, { origin }: Origin, most: number): Promise<Orphans> {
  const rows = await tx.rows<{ id: number; is_named: boolean }>(sql`
    select r.id, exists (select from sales_order x where x.shop_id = r.shop_id and x.record_id = r.id)
      or exists (select from interaction x where x.shop_id = r.shop_id and x.record_id = r.id)
      or exists (select from feedback x where x.shop_id = r.shop_id and x.record_id = r.id)
      or exists (select from loyalty_entry x where x.shop_id = r.shop_id and x.record_id = r.id)
      or exists (select from consent_statement x where x.shop_id = r.shop_id and x.record_id = r.id) as is_named
    from (select shop_id, id from customer_record where shop_id = ${tx.shopId} and origin = ${origin} order by id limit ${most}) r`);
  return {
    gone: rows.filter((row) => !row.is_named).map((row) => row.id),
    emptied: rows.filter((row) => row.is_named).map((row) => row.id),
  };
}

/** Removes records, or leaves of them only the id by which others name them. */
export async function removeOrphans(tx: Tx, { gone, emptied }: Orphans): Promise<void> {
  const all = [...gone, ...emptied];
  await tx.run(sql`delete from identifier where shop_id = ${tx.shopId} and record_id = any(${all}::bigint[])`);
  await tx.run(sql`delete from customer_record where shop_id = ${tx.shopId} and id = any(${gone}::bigint[])`);
  const blank = CUSTOMER_COLUMNS.map((column) => {
    const list = column === 'tags' || column === 'emails' || column === 'phones';
    return `${column} = ${list || column === 'custom' ? `'{}'` : 'null'}`;
  });
  await tx.run(sql`
    update customer_record set ${raw(blank.join(', '))}, version_at = '-infinity', content_hash = '', said_columns = 0,
      older_columns = '{}', deleted_at = null, origin = '', kind = 'customer', provenance = 'imported'
    where shop_id = ${tx.shopId} and id = any(${emptied}::bigint[])`);
}

async function keepConflicts(tx: Tx, uploadId: number, conflicts: readonly Conflict[]): Promise<void> {
  const rows = conflicts.map(({ recordId, keptFrom, ...one }) => ({
    ...one,
    record_id: recordId,
    kept_from: keptFrom,
  }));
  await tx.run(sql`
    insert into import_conflict (shop_id, upload_id, subject, key, record_id, field, before, imported, kept, kept_from)
    select ${tx.shopId}, ${uploadId}, c.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as c (subject text, key text, record_id bigint, field text, before text, imported text, kept text, kept_from text)`);
}

/** What was kept against the import when it was undone, at most `most`. */
export function readConflicts(tx: Tx, uploadId: number, most = 200): Promise<Conflict[]> {
  return tx.rows(sql`
    select subject, key, record_id as "recordId", field, before, imported, kept, kept_from as "keptFrom" from import_conflict
    where shop_id = ${tx.shopId} and upload_id = ${uploadId} order by id limit ${most}`);
}
