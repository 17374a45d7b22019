import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** How long single customers of a finished change are kept; the change itself, with its figures, stays. */
const KEPT_DAYS = 30;

/**
 * Lets go of the customers of old changes, but for what an undo would need: the last finished change of each segment. Told
 * workflows go after as long; which entries were told is kept by number. Returns how many rows went.
 */
export async function pruneActivation(tx: Tx): Promise<number> {
  const old = sql`now() - ${KEPT_DAYS}::integer * interval '1 day'`;
  const changes = await tx.run(sql`
    delete from activation_change c using activation_run r
    where c.shop_id = ${tx.shopId} and r.shop_id = c.shop_id and r.id = c.run_id
      and r.state in ('done', 'dropped') and r.finished_at < ${old}
      and r.id not in (
        select distinct on (segment_id) id from activation_run
        where shop_id = ${tx.shopId} and state = 'done' and cause <> 'erased' order by segment_id, id desc)`);
  const told = await tx.run(sql`
    delete from flow_outbox where shop_id = ${tx.shopId} and state in ('done', 'failed', 'doubtful') and changed_at < ${old}`);
  return changes + told;
}
