import type { Tx } from '#app/platform/db.server.ts';
import { eventPlan } from '#app/platform/event-plan.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Pairs of records that may be one person, or are one household; ids, bits and, for questions, why they stayed apart. */
export type PairNote = { a: number; b: number; bits: number; reason: string };

/**
 * Replaces what is open about these records: questions for a person, and households. What stays as it is is not written. Returns the records
 * at either end of a household's link that came or went. One statement; O(notes).
 */
export async function keepQuestions(
  tx: Tx,
  recordIds: readonly number[],
  questions: readonly PairNote[],
  households: readonly PairNote[],
): Promise<number[]> {
  const ids = sql`${[...recordIds]}::bigint[]`;
  const ends = await tx.rows<{ id: number }>(
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
      returning l.record_a as a, l.record_b as b
    ),
    come as (
      select h.a, h.b from household h
      where not exists (select from household_link l where l.shop_id = ${tx.shopId} and l.record_a = h.a and l.record_b = h.b)
    ),
    asked as (
      insert into review_item as i (shop_id, record_a, record_b, bits, reason)
      select ${tx.shopId}::bigint, a, b, bits, reason from question
      on conflict (shop_id, record_a, record_b) do update set bits = excluded.bits, reason = excluded.reason
      where (i.bits, i.reason) is distinct from (excluded.bits, excluded.reason)
    ),
    kept as (
      insert into household_link as l (shop_id, record_a, record_b, bits)
      select ${tx.shopId}::bigint, a, b, bits from household
      on conflict (shop_id, record_a, record_b) do update set bits = excluded.bits where l.bits is distinct from excluded.bits
    )
    select a as id from (select * from dissolved union all select * from come) moved
    union
    select b from (select * from dissolved union all select * from come) moved`,
    eventPlan('identity-keep-questions', recordIds.length),
  );
  return ends.map(({ id }) => id);
}

/** How many questions about people wait for an answer. */
export async function countQuestions(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`select count(*) as n from review_item where shop_id = ${tx.shopId}`);
  return row?.n ?? 0;
}
