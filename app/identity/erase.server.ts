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
  rows += await tx.run(
    sql`delete from review_answer where shop_id = ${tx.shopId} and (record_a = any(${ids}) or record_b = any(${ids}))`,
  );
  rows += await tx.run(sql`delete from rehearsal_change where shop_id = ${tx.shopId} and record_ids && ${ids}`);
  // A value that others use too stays known as nobody's.
  rows += await tx.run(sql`
    delete from never_identifies n
    where n.shop_id = ${tx.shopId} and n.value = any(${[...person.contacts]}::text[])
      and not exists (select from identifier i where i.shop_id = ${tx.shopId} and i.kind = n.kind and i.value_normal = n.value
                                                 and i.record_id <> all(${ids}))`);
  rows += await tx.run(sql`delete from identity_difference where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from blocking_key where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from record_move where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from profile_member where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  return rows;
}
