import type { Tx } from '#app/platform/db.server.ts';
import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { Origin } from './cleaned.ts';
import type { Entry, StatementBody, Subject } from './replay.ts';

export type Statement = { key: string; recordId: number | null; body: StatementBody };

const LINES = `(select coalesce(jsonb_agg(to_jsonb(l) - 'shop_id' - 'order_id' order by l.position), '[]')
                from order_line l where l.shop_id = t.shop_id and l.order_id = t.id)`;
const IDENTIFIERS = `(select coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value_normal, 'verified', i.verified)), '[]')
                      from identifier i where i.shop_id = t.shop_id and i.record_id = t.id)`;

type Shape = { table: string; change: string; remove: string; key: string; record: string; more: string };

/** Where a subject's rows stand, how their key and their owner are written, and what belongs to a row beside its columns. */
export const SUBJECTS: Record<Subject, Shape> = {
  customer: {
    table: 'customer_record',
    change: 'update customer_record t',
    remove: 'delete from customer_record t',
    key: 't.external_id',
    record: 't.id',
    more: `|| jsonb_build_object('identifiers', ${IDENTIFIERS})`,
  },
  order: {
    table: 'sales_order',
    change: 'update sales_order t',
    remove: 'delete from sales_order t',
    key: 't.external_id',
    record: 't.record_id',
    more: `|| jsonb_build_object('lines', ${LINES})`,
  },
  refund: {
    table: 'refund',
    change: 'update refund t',
    remove: 'delete from refund t',
    key: 't.external_id',
    record: 'null::bigint',
    more: '',
  },
  interaction: {
    table: 'interaction',
    change: 'update interaction t',
    remove: 'delete from interaction t',
    key: 't.external_id',
    record: 't.record_id',
    more: '',
  },
  feedback: {
    table: 'feedback',
    change: 'update feedback t',
    remove: 'delete from feedback t',
    key: 't.external_id',
    record: 't.record_id',
    more: '',
  },
  loyalty: {
    table: 'loyalty_entry',
    change: 'update loyalty_entry t',
    remove: 'delete from loyalty_entry t',
    key: 't.external_id',
    record: 't.record_id',
    more: '',
  },
  consent: {
    table: 'consent_statement',
    change: 'update consent_statement t',
    remove: 'delete from consent_statement t',
    key: `concat_ws('|', t.record_id, t.channel, t.purpose, t.contact_normal)`,
    record: 't.record_id',
    more: '',
  },
};

/**
 * Keeps what is about to be said, where an import and somebody else have both had a word: call it before the rows are
 * written. Rows that are new, or that only this origin speaks of, cost one look. `filter`: which rows these statements are
 * about, in terms of the table's alias `t`. O(statements).
 */
export async function keepStatements(
  tx: Tx,
  origin: Origin,
  subject: Subject,
  filter: Sql,
  statements: () => Statement[],
): Promise<void> {
  const shape = SUBJECTS[subject];
  const byImport = origin.origin.startsWith('upload:');
  const shared = await tx.rows<{ key: string; has_history: boolean }>(sql`
    select ${raw(shape.key)} as key, h.has_history
    from ${raw(shape.table)} t
    cross join lateral (
      select exists (select from statement_history h where h.shop_id = t.shop_id and h.subject = ${subject}
                       and h.source_id = ${origin.sourceId} and h.key = ${raw(shape.key)}) as has_history) h
    where t.shop_id = ${tx.shopId} and ${filter}
      and (h.has_history or (t.origin <> ${origin.origin} and (${byImport} or t.origin like 'upload:%')))`);
  if (shared.length === 0) {
    return;
  }
  const fresh = shared.filter((row) => !row.has_history).map((row) => row.key);
  await tx.run(sql`
    insert into statement_history (shop_id, subject, source_id, key, origin, is_base, record_id, body)
    select ${tx.shopId}, ${subject}, ${origin.sourceId}, ${raw(shape.key)}, t.origin, true, ${raw(shape.record)},
           to_jsonb(t) - 'shop_id' ${raw(shape.more)}
    from ${raw(shape.table)} t
    where t.shop_id = ${tx.shopId} and ${filter} and ${raw(shape.key)} = any(${fresh}::text[])`);
  const wanted = new Set(shared.map((row) => row.key));
  const rows = statements().filter((one) => wanted.has(one.key));
  await tx.run(sql`
    insert into statement_history (shop_id, subject, source_id, key, origin, record_id, body)
    select ${tx.shopId}, ${subject}, ${origin.sourceId}, s.key, ${origin.origin}, s.record_id, s.body
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ key, recordId, body }, nth) => ({ key, record_id: recordId, body, nth })))}::jsonb)
         as s (key text, record_id bigint, body jsonb, nth integer)
    order by s.nth`);
}

/**
 * The same for orders that were changed by adding to them: keeps, after the rows were written, how they stand by now, where
 * several have a word on them. `keepStatements` without statements goes before the writing.
 */
export async function keepAsTheyStand(tx: Tx, origin: Origin, filter: Sql): Promise<void> {
  const { table, key, record, more } = SUBJECTS.order;
  await tx.run(sql`
    insert into statement_history (shop_id, subject, source_id, key, origin, record_id, body)
    select ${tx.shopId}, 'order', ${origin.sourceId}, ${raw(key)}, ${origin.origin}, ${raw(record)},
           to_jsonb(t) - 'shop_id' || '{"is_sum": true}' ${raw(more)}
    from ${raw(table)} t
    where t.shop_id = ${tx.shopId} and ${filter}
      and exists (select from statement_history h where h.shop_id = t.shop_id and h.subject = 'order'
                    and h.source_id = ${origin.sourceId} and h.key = ${raw(key)})`);
}

/** Whole histories of up to `most` rows of which an origin is a part, each in the order of arrival. */
export async function readHistories(
  tx: Tx,
  subject: Subject,
  { sourceId, origin }: Origin,
  most: number,
): Promise<Map<string, Entry[]>> {
  const entries = await tx.rows<Entry>(sql`
    with mine as (
      select distinct key from statement_history
      where shop_id = ${tx.shopId} and subject = ${subject} and origin = ${origin} and source_id = ${sourceId} limit ${most}
    )
    select h.key, h.seq, h.origin, h.is_base as "isBase", h.record_id as "recordId", h.body
    from statement_history h join mine m on m.key = h.key
    where h.shop_id = ${tx.shopId} and h.subject = ${subject} and h.source_id = ${sourceId} order by h.seq`);
  const histories = new Map<string, Entry[]>();
  for (const entry of entries) {
    histories.set(entry.key, [...(histories.get(entry.key) ?? []), entry]);
  }
  return histories;
}

/**
 * Strikes an origin's statements out of these rows' histories. Where no import is left among those who spoke, or one alone,
 * nothing needs to be told apart any more.
 */
export async function forgetStatements(
  tx: Tx,
  subject: Subject,
  { sourceId, origin }: Origin,
  keys: readonly string[],
): Promise<void> {
  const these = sql`shop_id = ${tx.shopId} and subject = ${subject} and source_id = ${sourceId} and key = any(${[...keys]}::text[])`;
  await tx.run(sql`delete from statement_history where ${these} and origin = ${origin}`);
  await tx.run(sql`
    delete from statement_history where ${these} and key in (
      select key from statement_history where ${these} group by key
      having not bool_or(origin like 'upload:%') or count(distinct origin) = 1)`);
}
