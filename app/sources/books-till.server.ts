import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Difference } from './books.ts';
import type { BooksRun } from './books-run.server.ts';

/**
 * Why the days of a source that gives totals only do not agree, as far as what is here can tell: sales that stand here twice
 * (same receipt, instant and total), and rows of its files that were refused on that day. O(orders of the days that differ).
 */
export function explainTillDays(tx: Tx, run: BooksRun): Promise<Difference[]> {
  return tx.rows<Difference>(sql`
    with unequal as (
      select day, subject, there_count - here_count as missing from books_day
      where shop_id = ${tx.shopId} and source_id = ${run.sourceId} and run_id = ${run.id}
        and (here_count, here_minor) <> (there_count, there_minor)
    ),
    twice as (
      select o.*, row_number() over (partition by coalesce(o.name, ''), o.placed_at, o.total_minor, o.store_id order by o.id) as nth
      from sales_order o
      where o.shop_id = ${tx.shopId} and o.source_id = ${run.sourceId} and o.deleted_at is null
        and o.day in (select day from unequal where subject = 'order' and missing < 0)
    ),
    refused as (
      select i.upload_id, i.row_number, i.reason, u.file_name
      from upload_row_issue i join upload u on u.shop_id = i.shop_id and u.id = i.upload_id
      where i.shop_id = ${tx.shopId} and u.source_id = ${run.sourceId} and i.severity = 'refused' and u.state = 'done'
    )
    select 'order' as subject, 'doubled' as kind, t.external_id as "externalId", t.name, 'stands here twice' as message, t.day::text as day,
           jsonb_build_object('total', jsonb_build_array(t.total_minor, null)) as detail, 'open' as state
    from twice t where t.nth > 1
    union all
    select d.subject, case when d.missing < 0 then 'doubled' when d.missing > 0 then 'missed' else 'changed' end,
           concat('day ', d.day), null, 'daily total', d.day::text,
           jsonb_build_object('missing', d.missing, 'refused', (
             select coalesce(jsonb_agg(jsonb_build_object('file', r.file_name, 'upload', r.upload_id, 'row', r.row_number, 'reason', r.reason)), '[]')
             from (select * from refused r order by r.upload_id desc, r.row_number limit 20) r)), 'open'
    from unequal d`);
}
