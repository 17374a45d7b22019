import { KEPT_DAYS } from '#app/governance/kept-days.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Forgets deliveries that were worked off long ago; what waits or failed stays. Returns how many went. */
export function pruneInbox(tx: Tx): Promise<number> {
  return tx.run(sql`
    delete from inbox_event where shop_id = ${tx.shopId} and state in ('processed', 'ignored')
      and processed_at < now() - ${KEPT_DAYS.message}::int * interval '1 day'`);
}
