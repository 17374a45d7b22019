import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';

const tables = ['segment_member', 'segment_event', 'segment_goal_person'] as const;

/** Removes a person from all segments, their history and their goals. */
export async function eraseSegments(tx: Tx, person: Person): Promise<number> {
  let erased = 0;
  for (const table of tables) {
    erased += await tx.run(
      sql`delete from ${raw(table)} where shop_id = ${tx.shopId} and profile_id = any(${[...person.profileIds]}::bigint[])`,
    );
  }
  return erased;
}
