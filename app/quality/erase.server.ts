import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Removes what repairs have kept of a person's values: their repairs cannot be taken back for them any more. */
export function eraseQuality(tx: Tx, person: Person): Promise<number> {
  return tx.run(sql`
    delete from quality_repair_change where shop_id = ${tx.shopId} and record_id = any(${[...person.recordIds]}::bigint[])`);
}
