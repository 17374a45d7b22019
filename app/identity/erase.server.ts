import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Removes what identity keeps of a person: memberships, evidence, decisions. The log of merges holds ids only. */
export async function eraseIdentity(tx: Tx, person: Person): Promise<number> {
  const ids = sql`${[...person.recordIds]}::bigint[]`;
  let rows = await tx.run(
    sql`delete from match_edge where shop_id = ${tx.shopId} and (record_a = any(${ids}) or record_b = any(${ids}))`,
  );
  rows += await tx.run(
    sql`delete from identity_decision where shop_id = ${tx.shopId} and (record_a = any(${ids}) or record_b = any(${ids}))`,
  );
  rows += await tx.run(
    sql`delete from review_item where shop_id = ${tx.shopId} and (record_a = any(${ids}) or record_b = any(${ids}))`,
  );
  rows += await tx.run(
    sql`delete from household_link where shop_id = ${tx.shopId} and (record_a = any(${ids}) or record_b = any(${ids}))`,
  );
  rows += await tx.run(sql`delete from blocking_key where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from profile_member where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  return rows;
}
