import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Pairs of records that may be one person, or are one household; ids, bits and, for questions, why they stayed apart. */
export type PairNote = { a: number; b: number; bits: number; reason: string };

/** Replaces what is open about these records: questions for a person, and households. */
export async function keepQuestions(
  tx: Tx,
  recordIds: readonly number[],
  questions: readonly PairNote[],
  households: readonly PairNote[],
): Promise<void> {
  const ids = sql`${[...recordIds]}::bigint[]`;
  await tx.run(
    sql`delete from review_item where shop_id = ${tx.shopId} and (record_a = any(${ids}) or record_b = any(${ids}))`,
  );
  await tx.run(
    sql`delete from household_link where shop_id = ${tx.shopId} and (record_a = any(${ids}) or record_b = any(${ids}))`,
  );
  await tx.run(sql`
    insert into review_item (shop_id, record_a, record_b, bits, reason)
    select ${tx.shopId}, least(q.a, q.b), greatest(q.a, q.b), q.bits, q.reason
    from jsonb_to_recordset(${JSON.stringify(questions)}::jsonb) as q (a bigint, b bigint, bits real, reason text)
    on conflict do nothing`);
  await tx.run(sql`
    insert into household_link (shop_id, record_a, record_b, bits)
    select ${tx.shopId}, least(h.a, h.b), greatest(h.a, h.b), h.bits
    from jsonb_to_recordset(${JSON.stringify(households)}::jsonb) as h (a bigint, b bigint, bits real)
    on conflict do nothing`);
}

/** How many questions about people wait for an answer. */
export async function countQuestions(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`select count(*) as n from review_item where shop_id = ${tx.shopId}`);
  return row?.n ?? 0;
}
