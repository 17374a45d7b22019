import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Removes the profile rows of a person, and guesses that name it. */
export async function eraseProfiles(tx: Tx, person: Person): Promise<number> {
  const guesses = await tx.run(
    sql`delete from probable_owner where shop_id = ${tx.shopId} and record_id = any(${[...person.recordIds]}::bigint[])`,
  );
  const rows = await tx.run(
    sql`delete from profile where shop_id = ${tx.shopId} and id = any(${[...person.profileIds]}::bigint[])`,
  );
  return guesses + rows;
}
