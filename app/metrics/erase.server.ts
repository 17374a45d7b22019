import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Removes the figures and forecasts of a person. */
export async function eraseMetrics(tx: Tx, person: Person): Promise<number> {
  const ids = sql`${[...person.profileIds]}::bigint[]`;
  const scores = await tx.run(sql`delete from value_score where shop_id = ${tx.shopId} and profile_id = any(${ids})`);
  return (
    scores + (await tx.run(sql`delete from profile_metrics where shop_id = ${tx.shopId} and profile_id = any(${ids})`))
  );
}
