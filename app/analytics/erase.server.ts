import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Removes what was undertaken about a person. Figures hold sums only. */
export async function eraseAnalytics(tx: Tx, person: Person): Promise<number> {
  return tx.run(
    sql`delete from care_action where shop_id = ${tx.shopId} and profile_id = any(${[...person.profileIds]}::bigint[])`,
  );
}
