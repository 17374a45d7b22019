import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Removes the figures of a person. */
export async function eraseMetrics(tx: Tx, person: Person): Promise<number> {
  return tx.run(
    sql`delete from profile_metrics where shop_id = ${tx.shopId} and profile_id = any(${[...person.profileIds]}::bigint[])`,
  );
}
