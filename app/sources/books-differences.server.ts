import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Difference, DifferenceKind } from './books.ts';
import type { BooksRun } from './books-run.server.ts';

/** A difference as it is kept. */
export type KeptDifference = Difference & { id: number; foundAt: Date; settledAt: Date | null };

/** Writes differences down; one that was known before is taken up again with what is found now. */
export async function keepDifferences(tx: Tx, run: BooksRun, found: readonly Difference[]): Promise<void> {
  const rows = found.map((one) => ({ ...one, external_id: one.externalId }));
  await tx.run(sql`
    insert into books_difference as d (shop_id, run_id, source_id, day, subject, kind, external_id, name, message, detail, state, settled_at)
    select distinct on (s.subject, s.kind, s.external_id, s.message)
           ${tx.shopId}, ${run.id}, ${run.sourceId}, s.day, s.subject, s.kind, s.external_id, s.name, s.message, s.detail, s.state,
           case when s.state = 'harmless' then now() end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (
      day date, subject text, kind text, external_id text, name text, message text, detail jsonb, state text)
    on conflict on constraint books_difference_once do update set
      run_id = excluded.run_id, day = excluded.day, name = coalesce(excluded.name, d.name), detail = excluded.detail,
      state = excluded.state, settled_at = excluded.settled_at, found_at = now()
    where excluded.state <> 'harmless'`);
}

/** What a run has found and still has to heal: external ids by subject. A refund is healed with its order. */
export async function toHeal(tx: Tx, runId: number): Promise<{ orders: string[]; customers: string[] }> {
  const rows = await tx.rows<{ subject: string; id: string }>(sql`
    select distinct case subject when 'customer' then 'customer' else 'order' end as subject,
           case subject when 'refund' then detail ->> 'order' else external_id end as id
    from books_difference where shop_id = ${tx.shopId} and run_id = ${runId} and state = 'found' order by 1, 2`);
  const of = (subject: string) => rows.filter((row) => row.subject === subject && row.id).map((row) => row.id);
  return { orders: of('order'), customers: of('customer') };
}

/** After healing: what is found no more is healed, what still differs is left to a person. Returns how many were healed. */
export async function settleDifferences(
  tx: Tx,
  runId: number,
  still: readonly Pick<Difference, 'subject' | 'kind' | 'externalId' | 'message'>[],
): Promise<number> {
  const keys = still.map((one) => `${one.subject} ${one.kind} ${one.externalId} ${one.message}`);
  await tx.run(sql`
    update books_difference set state = 'open' where shop_id = ${tx.shopId} and run_id = ${runId} and state = 'found'
      and concat_ws(' ', subject, kind, external_id, message) = any(${keys}::text[])`);
  return tx.run(sql`
    update books_difference set state = 'healed', settled_at = now()
    where shop_id = ${tx.shopId} and run_id = ${runId} and state = 'found'`);
}

/** Differences of a run by kind. */
export async function countDifferences(tx: Tx, runId: number): Promise<Partial<Record<DifferenceKind, number>>> {
  const rows = await tx.rows<{ kind: DifferenceKind; n: number }>(sql`
    select kind, count(*) as n from books_difference where shop_id = ${tx.shopId} and run_id = ${runId} group by kind`);
  return Object.fromEntries(rows.map((row) => [row.kind, row.n]));
}

/** Forgets what was said of a run's days before: totals that come again are judged anew. */
export async function dropDayDifferences(tx: Tx, run: BooksRun): Promise<void> {
  await tx.run(sql`
    delete from books_difference where shop_id = ${tx.shopId} and source_id = ${run.sourceId}
      and day between ${run.from}::date and ${run.to}::date`);
}

/** What webhooks missed since an instant: objects that had to be fetched, and those that a later message brought after all. */
export async function missedSince(
  tx: Tx,
  sourceId: number,
  since: Date,
): Promise<{ fetched: number; saidAgain: number }> {
  const [row] = await tx.rows<{ fetched: number; saidAgain: number }>(sql`
    select count(*) filter (where kind in ('missed', 'changed') and state <> 'harmless') as fetched,
           count(*) filter (where kind = 'missed' and state = 'harmless') as "saidAgain"
    from books_difference where shop_id = ${tx.shopId} and source_id = ${sourceId} and found_at >= ${since}`);
  return row ?? { fetched: 0, saidAgain: 0 };
}

const MOST_SHOWN = 500;

/** Differences of one day, or of all days of a source; the newest first, at most 500. */
export function readDifferences(tx: Tx, sourceId: number, day: string | null): Promise<KeptDifference[]> {
  return tx.rows<KeptDifference>(sql`
    select d.id, d.subject, d.kind, d.external_id as "externalId", coalesce(d.name, o.name, nullif(concat_ws(' ', r.given_name, r.family_name), '')) as name,
           d.message, d.day::text as day, d.detail, d.state, d.found_at as "foundAt", d.settled_at as "settledAt"
    from books_difference d
    left join sales_order o on o.shop_id = d.shop_id and o.source_id = d.source_id and d.subject = 'order' and o.external_id = d.external_id
    left join customer_record r on r.shop_id = d.shop_id and r.source_id = d.source_id and d.subject = 'customer' and r.external_id = d.external_id
    where d.shop_id = ${tx.shopId} and d.source_id = ${sourceId} and (${day}::date is null or d.day = ${day}::date)
    order by d.day desc, d.state = 'open' desc, d.id desc limit ${MOST_SHOWN}`);
}
