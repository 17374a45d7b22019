import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { BooksEntry, BooksWindow, DifferenceKind } from './books.ts';
import type { ChangedSubject, ChangesCursor } from './shopify/read-changes.server.ts';

/** How far a run has read: a subject is done when its place is null. */
export type BooksCursor = Partial<Record<ChangedSubject, ChangesCursor | null>> & {
  /** Customers of changed orders have been looked up. */
  buyers?: boolean;
};

export type BooksRun = {
  id: number;
  sourceId: number;
  kind: 'nightly' | 'asked' | 'file';
  from: string;
  to: string;
  state: 'waiting' | 'reading' | 'healing' | 'done' | 'failed';
  askedBy: string;
  askedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  cursor: BooksCursor;
  objectsRead: number;
  objectsDue: number | null;
  /** Differences by kind, counted when the run closed. */
  found: Partial<Record<DifferenceKind, number>>;
  healed: number;
  failure: string | null;
};

const SELECT = sql`
  select id, source_id as "sourceId", kind, from_day::text as "from", to_day::text as "to", state, asked_by as "askedBy",
         asked_at as "askedAt", started_at as "startedAt", finished_at as "finishedAt", cursor, objects_read as "objectsRead",
         objects_due as "objectsDue", found, healed, failure
  from books_run`;

/** Writes down that the books of a source are to be compared. Returns the run's id; of two that wait for the same, one. */
export async function openBooksRun(
  tx: Tx,
  given: { sourceId: number; kind: BooksRun['kind']; window: BooksWindow; askedBy: string },
): Promise<number> {
  const [waiting] = await tx.rows<{ id: number }>(sql`
    select id from books_run
    where shop_id = ${tx.shopId} and source_id = ${given.sourceId} and state in ('waiting', 'reading', 'healing')
      and from_day = ${given.window.from}::date and to_day = ${given.window.to}::date
    order by id desc limit 1`);
  if (waiting) {
    return waiting.id;
  }
  const [made] = await tx.rows<{ id: number }>(sql`
    insert into books_run (shop_id, source_id, kind, from_day, to_day, asked_by)
    values (${tx.shopId}, ${given.sourceId}, ${given.kind}, ${given.window.from}::date, ${given.window.to}::date, ${given.askedBy})
    returning id`);
  return made!.id;
}

export async function readBooksRun(tx: Tx, runId: number): Promise<BooksRun | null> {
  const [row] = await tx.rows<BooksRun>(sql`${SELECT} where shop_id = ${tx.shopId} and id = ${runId}`);
  return row ?? null;
}

/** The latest runs of a source, the newest first. */
export function latestBooksRuns(tx: Tx, sourceId: number, most = 10): Promise<BooksRun[]> {
  return tx.rows<BooksRun>(sql`
    ${SELECT} where shop_id = ${tx.shopId} and source_id = ${sourceId} order by id desc limit ${most}`);
}

export type BooksChange = Partial<
  Pick<BooksRun, 'state' | 'startedAt' | 'finishedAt' | 'cursor' | 'objectsDue' | 'found' | 'healed' | 'failure'>
> & { readMore?: number };

export async function changeBooksRun(tx: Tx, runId: number, change: BooksChange): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await tx.run(sql`
    update books_run set
      state = coalesce(${change.state ?? null}, state), started_at = coalesce(started_at, ${change.startedAt ?? null}),
      finished_at = coalesce(${change.finishedAt ?? null}, finished_at), cursor = coalesce(${json(change.cursor)}::jsonb, cursor),
      objects_read = objects_read + ${change.readMore ?? 0}, objects_due = coalesce(${change.objectsDue ?? null}, objects_due),
      found = coalesce(${json(change.found)}::jsonb, found), healed = coalesce(${change.healed ?? null}, healed),
      failure = ${change.failure ?? null}
    where shop_id = ${tx.shopId} and id = ${runId}`);
}

/** Keeps what the source said, until the run closes. The later word on an object counts. */
export async function keepBooksEntries(tx: Tx, runId: number, entries: readonly BooksEntry[]): Promise<void> {
  const latest = [...new Map(entries.map((entry) => [`${entry.subject}:${entry.externalId}`, entry])).values()];
  const rows = latest.map((entry) => ({
    subject: entry.subject,
    external_id: entry.externalId,
    order_external_id: entry.orderExternalId ?? null,
    name: entry.name ?? null,
    happened_at: entry.happenedAt,
    version_at: entry.versionAt,
    amount_minor: entry.amountMinor,
    state: entry.state ?? '',
    said: entry.said ?? {},
  }));
  await tx.run(sql`
    insert into books_entry (shop_id, run_id, subject, external_id, order_external_id, name, happened_at, version_at, amount_minor, state, said)
    select ${tx.shopId}, ${runId}, e.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (
      subject text, external_id text, order_external_id text, name text, happened_at timestamptz, version_at timestamptz,
      amount_minor bigint, state text, said jsonb)
    on conflict (shop_id, run_id, subject, external_id) do update set
      order_external_id = excluded.order_external_id, name = excluded.name, happened_at = excluded.happened_at,
      version_at = excluded.version_at, amount_minor = excluded.amount_minor, state = excluded.state, said = excluded.said`);
}

/** Customers whom the orders of a run name and who are not among its entries. */
export async function buyersNotRead(tx: Tx, runId: number): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select distinct e.said ->> 'customer' as id from books_entry e
    where e.shop_id = ${tx.shopId} and e.run_id = ${runId} and e.subject = 'order' and e.said ->> 'customer' is not null
      and not exists (select from books_entry c where c.shop_id = ${tx.shopId} and c.run_id = ${runId}
                      and c.subject = 'customer' and c.external_id = e.said ->> 'customer')`);
  return rows.map((row) => row.id);
}
