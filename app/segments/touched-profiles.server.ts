import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Notes which profiles a batch touched, in the batch's own transaction. */
export async function noteTouched(tx: Tx, profileIds: readonly number[]): Promise<void> {
  await tx.run(
    sql`insert into segment_touch (shop_id, profile_ids) values (${tx.shopId}, ${[...profileIds]}::bigint[])`,
  );
}

/** The last note there is, to ask from later. Older ones than a day are thrown away: no copy is kept that long. */
export async function lastTouch(tx: Tx): Promise<number> {
  await tx.run(sql`delete from segment_touch where shop_id = ${tx.shopId} and touched_at < now() - interval '1 day'`);
  const [row] = await tx.rows<{ id: number }>(
    sql`select coalesce(max(id), 0) as id from segment_touch where shop_id = ${tx.shopId}`,
  );
  return row?.id ?? 0;
}

/**
 * Profiles touched since a note; null if they are more than `most`. A batch that was still under way when the note was asked
 * for has a smaller number than later ones: those of a quarter of an hour before count as well.
 */
export async function touchedSince(tx: Tx, note: number, at: Date, most: number): Promise<number[] | null> {
  const rows = await tx.rows<{ id: number }>(sql`
    select distinct touched.id
    from segment_touch t cross join unnest(t.profile_ids) as touched (id)
    where t.shop_id = ${tx.shopId} and (t.id > ${note} or t.touched_at > ${at.toISOString()}::timestamptz - interval '15 minutes')
    limit ${most + 1}`);
  return rows.length > most ? null : rows.map((row) => row.id);
}
