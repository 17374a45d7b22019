import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { BooksSubject } from './books.ts';
import type { BooksRun } from './books-run.server.ts';

/** One day of a source's books: what is here, what the source counts, and what was found between. */
export type BooksDay = {
  day: string;
  subject: BooksSubject;
  hereCount: number;
  hereMinor: number;
  thereCount: number;
  thereMinor: number;
  checkedAt: Date;
  /** Differences named for the day, and how many of them are neither healed nor harmless. */
  found: number;
  open: number;
};

/**
 * Writes the days of a run's window: counts and sums here, and of what the run has read. An object that changed here after
 * the reading began counts as it stands here on both sides. O(objects of the window).
 */
export async function writeDays(tx: Tx, run: BooksRun, timeZone: string): Promise<void> {
  const began = run.startedAt ?? new Date();
  await tx.run(sql`
    delete from books_day where shop_id = ${tx.shopId} and source_id = ${run.sourceId} and day between ${run.from}::date and ${run.to}::date`);
  await tx.run(sql`
    insert into books_day (shop_id, source_id, day, subject, here_count, here_minor, there_count, there_minor, run_id)
    with here as (
      select 'order' as subject, o.external_id, o.day, o.total_minor as minor, o.version_at > ${began} as newer from sales_order o
      where o.shop_id = ${tx.shopId} and o.source_id = ${run.sourceId} and o.deleted_at is null and o.placed_at < ${began}
        and o.day between ${run.from}::date and ${run.to}::date
      union all
      select 'refund', f.external_id, f.day, f.amount_minor, false from refund f
      where f.shop_id = ${tx.shopId} and f.source_id = ${run.sourceId} and f.refunded_at < ${began}
        and f.day between ${run.from}::date and ${run.to}::date
      union all
      select 'customer', r.external_id, (r.created_at_source at time zone ${timeZone})::date,
             coalesce((r.totals ->> 'spentMinor')::bigint, 0), (r.totals ->> 'at')::timestamptz > ${began} from customer_record r
      where r.shop_id = ${tx.shopId} and r.source_id = ${run.sourceId} and r.kind = 'customer' and r.deleted_at is null
        and r.created_at_source < ${began}
        and (r.created_at_source at time zone ${timeZone})::date between ${run.from}::date and ${run.to}::date
    ),
    there as (
      select e.subject, e.external_id, (e.happened_at at time zone ${timeZone})::date as day, e.amount_minor as minor
      from books_entry e
      where e.shop_id = ${tx.shopId} and e.run_id = ${run.id} and e.happened_at < ${began}
        and (e.happened_at at time zone ${timeZone})::date between ${run.from}::date and ${run.to}::date
    ),
    paired as (
      select coalesce(h.day, t.day) as day, coalesce(h.subject, t.subject) as subject, h.minor as here,
             case when h.newer and t.minor is not null then h.minor else t.minor end as there
      from here h full join there t on t.subject = h.subject and t.external_id = h.external_id and t.day = h.day
    )
    select ${tx.shopId}, ${run.sourceId}, day, subject, count(here), coalesce(sum(here), 0), count(there), coalesce(sum(there), 0), ${run.id}
    from paired group by day, subject`);
}

/** A day's totals as a source's own file gives them, beside what is here. */
export type ToldDay = { day: string; subject: 'order' | 'refund'; count: number | null; minor: number };

/** Writes days for which a file gives the totals. A file without counts is compared by its sums. */
export async function writeToldDays(tx: Tx, run: BooksRun, told: readonly ToldDay[]): Promise<void> {
  const rows = told.map(({ day, subject, count, minor }) => ({ day, subject, n: count, minor }));
  await tx.run(sql`
    insert into books_day (shop_id, source_id, day, subject, here_count, here_minor, there_count, there_minor, run_id)
    with here as (
      select 'order' as subject, o.day, count(*) as n, sum(o.total_minor) as minor from sales_order o
      where o.shop_id = ${tx.shopId} and o.source_id = ${run.sourceId} and o.deleted_at is null and o.status <> 'voided'
        and o.day between ${run.from}::date and ${run.to}::date group by o.day
      union all
      select 'refund', f.day, count(*), sum(f.amount_minor) from refund f
      where f.shop_id = ${tx.shopId} and f.source_id = ${run.sourceId} and f.day between ${run.from}::date and ${run.to}::date group by f.day
    )
    select ${tx.shopId}, ${run.sourceId}, t.day, t.subject, coalesce(h.n, 0), coalesce(h.minor, 0), coalesce(t.n, h.n, 0), t.minor, ${run.id}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (day date, subject text, n bigint, minor bigint)
    left join here h on h.day = t.day and h.subject = t.subject
    on conflict (shop_id, source_id, day, subject) do update set
      here_count = excluded.here_count, here_minor = excluded.here_minor, there_count = excluded.there_count,
      there_minor = excluded.there_minor, run_id = excluded.run_id, checked_at = now()`);
}

/** Forgets what a run has read. */
export async function dropBooksEntries(tx: Tx, runId: number): Promise<void> {
  await tx.run(sql`delete from books_entry where shop_id = ${tx.shopId} and run_id = ${runId}`);
}

/** The days of a source's books, the latest first. */
export function readDays(tx: Tx, sourceId: number, most = 400): Promise<BooksDay[]> {
  return tx.rows<BooksDay>(sql`
    select b.day::text as day, b.subject, b.here_count as "hereCount", b.here_minor as "hereMinor", b.there_count as "thereCount",
           b.there_minor as "thereMinor", b.checked_at as "checkedAt", coalesce(d.found, 0)::integer as found, coalesce(d.open, 0)::integer as open
    from books_day b
    left join (
      select day, subject, count(*) as found, count(*) filter (where state in ('found', 'open')) as open
      from books_difference where shop_id = ${tx.shopId} and source_id = ${sourceId} group by day, subject
    ) d on d.day = b.day and d.subject = b.subject
    where b.shop_id = ${tx.shopId} and b.source_id = ${sourceId} order by b.day desc, b.subject limit ${most}`);
}

/** How the books of each source stand: days that agree, days that do not, what is open. */
export type BooksStanding = {
  sourceId: number;
  days: number;
  unbalanced: number;
  open: number;
  checkedAt: Date | null;
};

export function readBooksStandings(tx: Tx): Promise<BooksStanding[]> {
  return tx.rows<BooksStanding>(sql`
    select s.id as "sourceId", count(distinct b.day) as days,
           count(distinct b.day) filter (where (b.here_count, b.here_minor) <> (b.there_count, b.there_minor)) as unbalanced,
           (select count(*) from books_difference d where d.shop_id = s.shop_id and d.source_id = s.id and d.state = 'open') as open,
           max(b.checked_at) as "checkedAt"
    from source s left join books_day b on b.shop_id = s.shop_id and b.source_id = s.id
    where s.shop_id = ${tx.shopId} group by s.shop_id, s.id order by s.id`);
}
