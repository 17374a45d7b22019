import { KEPT_DAYS, ON_ITS_WAY_HOURS } from '#app/governance/kept-days.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import { pruneHeld } from './hold-source.server.ts';

const BROKEN_OFF =
  'The file did not come whole: the connection, or the process that took it, ended before. Upload it again.';

/** Ends uploads that are on their way for too long: whoever took them is gone. What came of them is removed. */
export async function endBrokenOff(tx: Tx, now: Date): Promise<number> {
  const ended = await tx.rows<{ id: number }>(sql`
    update upload set state = 'failed', failure = ${BROKEN_OFF}, finished_at = ${now}
    where shop_id = ${tx.shopId} and state = 'receiving' and created_at < ${now}::timestamptz - ${ON_ITS_WAY_HOURS}::int * interval '1 hour'
    returning id`);
  await tx.run(sql`
    delete from upload_chunk where shop_id = ${tx.shopId} and upload_id = any(${ended.map((one) => one.id)}::bigint[])`);
  return ended.length;
}

/** Uploads that ended so many days ago. */
function endedBefore(tx: Tx, days: number): Sql {
  return sql`u.shop_id = ${tx.shopId} and u.state in ('done', 'failed', 'cancelled', 'undone', 'refused')
    and u.finished_at < now() - ${days}::int * interval '1 day'`;
}

/**
 * Lets go of what imports that ended long ago have left: files that were not imported whole, cells of refused rows, samples. What became
 * of each row stays, with its reason.
 */
export async function pruneUploads(tx: Tx): Promise<void> {
  await pruneHeld(tx);
  await tx.run(sql`
    delete from upload_chunk c using upload u
    where c.shop_id = ${tx.shopId} and u.id = c.upload_id and ${endedBefore(tx, KEPT_DAYS.brokenOffFile)}`);
  const long = endedBefore(tx, KEPT_DAYS.refusedRows);
  await tx.run(sql`
    update upload_row_issue i set cells = '[]', corrected = null, continues = null from upload u
    where i.shop_id = ${tx.shopId} and u.id = i.upload_id and ${long} and (i.cells <> '[]' or i.corrected is not null or i.continues is not null)`);
  await tx.run(sql`
    update upload u set detection = jsonb_set(u.detection, '{sample}', '[]'), dry_run = null
    where ${long} and (u.detection -> 'sample' <> '[]' or u.dry_run is not null)`);
}
