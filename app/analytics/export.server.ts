import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** What was undertaken about a person. */
export async function exportAnalytics(tx: Tx, person: Person): Promise<Record<string, object[]>> {
  return {
    careActions: await tx.rows(
      sql`select * from care_action where shop_id = ${tx.shopId} and profile_id = any(${[...person.profileIds]}::bigint[])`,
    ),
  };
}
