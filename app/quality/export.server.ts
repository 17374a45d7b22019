import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** What repairs have changed of a person's values. */
export async function exportQuality(tx: Tx, person: Person): Promise<Record<string, object[]>> {
  return {
    repairs: await tx.rows(sql`
      select q.check_key as check, c.field, c.before, c.after, q.state, q.asked_at from quality_repair_change c
      join quality_repair q on q.shop_id = c.shop_id and q.id = c.repair_id
      where c.shop_id = ${tx.shopId} and c.record_id = any(${[...person.recordIds]}::bigint[])`),
  };
}
