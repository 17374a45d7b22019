import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** The figures and forecasts of a person and of the household. */
export async function exportMetrics(tx: Tx, person: Person): Promise<Record<string, object[]>> {
  return {
    metrics: await tx.rows(
      sql`select * from profile_metrics where shop_id = ${tx.shopId} and profile_id = any(${[...person.profileIds]}::bigint[])`,
    ),
    households: await tx.rows(
      sql`select * from profile_household where shop_id = ${tx.shopId} and profile_id = any(${[...person.profileIds]}::bigint[])`,
    ),
    valueScores: await tx.rows(
      sql`select * from value_score where shop_id = ${tx.shopId} and profile_id = any(${[...person.profileIds]}::bigint[])`,
    ),
  };
}
