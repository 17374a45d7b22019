import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Removes the profile rows of a person. */
export async function eraseProfiles(tx: Tx, person: Person): Promise<number> {
  return tx.run(
    sql`delete from profile where shop_id = ${tx.shopId} and id = any(${[...person.profileIds]}::bigint[])`,
  );
}
