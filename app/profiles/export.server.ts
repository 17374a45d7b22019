import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** The golden fields of a person with where each came from. */
export async function exportProfiles(tx: Tx, person: Person): Promise<Record<string, object[]>> {
  return {
    profiles: await tx.rows(
      sql`select * from profile where shop_id = ${tx.shopId} and id = any(${[...person.profileIds]}::bigint[])`,
    ),
    probableReceipts: await tx.rows(
      sql`select order_id, confidence, reasons from probable_owner
          where shop_id = ${tx.shopId} and record_id = any(${[...person.recordIds]}::bigint[])`,
    ),
  };
}
