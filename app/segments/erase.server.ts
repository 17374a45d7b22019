import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Removes a person from all segments and their history. */
export async function eraseSegments(tx: Tx, person: Person): Promise<number> {
  const ids = sql`${[...person.profileIds]}::bigint[]`;
  const members = await tx.run(
    sql`delete from segment_member where shop_id = ${tx.shopId} and profile_id = any(${ids})`,
  );
  return (
    members + (await tx.run(sql`delete from segment_event where shop_id = ${tx.shopId} and profile_id = any(${ids})`))
  );
}
