import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Removes a person from all segments, their history and their goals. */
export async function eraseSegments(tx: Tx, person: Person): Promise<number> {
  const theirs = sql`shop_id = ${tx.shopId} and profile_id = any(${[...person.profileIds]}::bigint[])`;
  return (
    (await tx.run(sql`delete from segment_member where ${theirs}`)) +
    (await tx.run(sql`delete from segment_event where ${theirs}`)) +
    (await tx.run(sql`delete from segment_goal_person where ${theirs}`))
  );
}
