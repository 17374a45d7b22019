import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Which records were taken for one person, why, and what people decided about it. */
export async function exportIdentity(tx: Tx, person: Person): Promise<Record<string, object[]>> {
  const ids = sql`${[...person.recordIds]}::bigint[]`;
  return {
    members: await tx.rows(sql`select * from profile_member where shop_id = ${tx.shopId} and record_id = any(${ids})`),
    moves: await tx.rows(
      sql`select record_id, from_profile, to_profile, cause, moved_at from record_move
          where shop_id = ${tx.shopId} and record_id = any(${ids}) order by id`,
    ),
    evidence: await tx.rows(
      sql`select * from match_edge where shop_id = ${tx.shopId} and (record_a = any(${ids}) or record_b = any(${ids}))`,
    ),
    questions: await tx.rows(
      sql`select * from review_item where shop_id = ${tx.shopId} and (record_a = any(${ids}) or record_b = any(${ids}))`,
    ),
    households: await tx.rows(
      sql`select * from household_link where shop_id = ${tx.shopId} and (record_a = any(${ids}) or record_b = any(${ids}))`,
    ),
    answers: await tx.rows(
      sql`select id, record_a, record_b, kind, reason, decided_at, withdrawn_at from review_answer
          where shop_id = ${tx.shopId} and (record_a = any(${ids}) or record_b = any(${ids}))`,
    ),
    decisions: await tx.rows(
      sql`select * from identity_decision where shop_id = ${tx.shopId} and (record_a = any(${ids}) or record_b = any(${ids}))`,
    ),
  };
}
