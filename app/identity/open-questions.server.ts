import type { Tx } from '#app/platform/db.server.ts';
import { eventPlan } from '#app/platform/event-plan.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Pairs of records that may be one person, or are one household; ids, bits and, for questions, why they stayed apart. */
export type PairNote = { a: number; b: number; bits: number; reason: string };

/**
 * Replaces what is open about these records: questions for a person, and households. What stays as it is is not written. One statement;
 * O(notes).
 */
export async function keepQuestions(
  tx: Tx,
  recordIds: readonly number[],
  questions: readonly PairNote[],
  households: readonly PairNote[],
): Promise<void> {
  const ids = sql`${[...recordIds]}::bigint[]`;
  await tx.run(
    sql`
    with question as materialized (
      select distinct on (least(q.a, q.b), greatest(q.a, q.b)) least(q.a, q.b) as a, greatest(q.a, q.b) as b, q.bits, q.reason
      from jsonb_to_recordset(${JSON.stringify(questions)}::jsonb) as q (a bigint, b bigint, bits real, reason text)
    ),
    household as materialized (
      select distinct on (least(h.a, h.b), greatest(h.a, h.b)) least(h.a, h.b) as a, greatest(h.a, h.b) as b, h.bits
      from jsonb_to_recordset(${JSON.stringify(households)}::jsonb) as h (a bigint, b bigint, bits real)
    ),
    answered as (
      delete from review_item i
      where i.shop_id = ${tx.shopId} and (i.record_a = any(${ids}) or i.record_b = any(${ids}))
        and not exists (select from question q where q.a = i.record_a and q.b = i.record_b)
    ),
    dissolved as (
      delete from household_link l
      where l.shop_id = ${tx.shopId} and (l.record_a = any(${ids}) or l.record_b = any(${ids}))
        and not exists (select from household h where h.a = l.record_a and h.b = l.record_b)
    ),
    asked as (
      insert into review_item as i (shop_id, record_a, record_b, bits, reason)
      select ${tx.shopId}::bigint, a, b, bits, reason from question
      on conflict (shop_id, record_a, record_b) do update set bits = excluded.bits, reason = excluded.reason
      where (i.bits, i.reason) is distinct from (excluded.bits, excluded.reason)
    )
    insert into household_link as l (shop_id, record_a, record_b, bits)
    select ${tx.shopId}::bigint, a, b, bits from household
    on conflict (shop_id, record_a, record_b) do update set bits = excluded.bits where l.bits is distinct from excluded.bits`,
    eventPlan('identity-keep-questions', recordIds.length),
  );
}

/** How many questions about people wait for an answer. */
export async function countQuestions(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`select count(*) as n from review_item where shop_id = ${tx.shopId}`);
  return row?.n ?? 0;
}
