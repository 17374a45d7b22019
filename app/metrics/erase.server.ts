import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Removes the figures and forecasts of a person; those of the household are its others', who are to be renewed. */
export async function eraseMetrics(tx: Tx, person: Person): Promise<number> {
  const ids = sql`${[...person.profileIds]}::bigint[]`;
  const statements = [
    sql`delete from value_score where shop_id = ${tx.shopId} and profile_id = any(${ids})`,
    sql`delete from profile_household where shop_id = ${tx.shopId} and profile_id = any(${ids})`,
    sql`delete from profile_metrics where shop_id = ${tx.shopId} and profile_id = any(${ids})`,
  ];
  let rows = 0;
  for (const statement of statements) {
    rows += await tx.run(statement);
  }
  return rows;
}
