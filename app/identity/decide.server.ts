import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';

export type DecisionKind = 'must_link' | 'cannot_link';

type Pairs = readonly (readonly [number, number])[];

/** What a person said: about two records, with all pairs of records that it decides. */
export type Answer = {
  kind: DecisionKind;
  a: number;
  b: number;
  pairs: Pairs;
  /** What stays one person on either side of a separation: without it two halves could fall apart, each torn between its own and the other. */
  together?: Pairs;
  /** log2 of the odds that the evidence gave; 0 where nobody looked. */
  bits: number;
  /** Why it was a question, or `split`, `joined by hand`. */
  reason: string;
  roundId: number | null;
  actor: string;
};

/** Pairs that hold these records together, each with the next. */
export function chainOf(recordIds: readonly number[]): Pairs {
  return recordIds.slice(1).map((id, at) => [recordIds[at]!, id] as const);
}

/**
 * Keeps an answer and decides its pairs by it: for ever, whatever files and models come, until somebody takes it back. A later
 * answer about the same pair replaces the earlier one. The profiles follow when the records are resolved again.
 */
export async function keepAnswer(tx: Tx, answer: Answer): Promise<number> {
  const together = answer.together ?? [];
  const [kept] = await tx.rows<{ id: number }>(sql`
    insert into review_answer (shop_id, record_a, record_b, kind, bits, reason, pairs, round_id, decided_by)
    values (${tx.shopId}, ${answer.a}, ${answer.b}, ${answer.kind}, ${answer.bits}, ${answer.reason},
            ${JSON.stringify([...answer.pairs, ...together])}::jsonb, ${answer.roundId}, ${answer.actor})
    returning id`);
  const by = { answerId: kept!.id, actor: answer.actor };
  await decidePairs(
    tx,
    answer.kind,
    answer.pairs,
    by,
    sql`update set
    kind = excluded.kind, decided_by = excluded.decided_by, reason = excluded.reason, decided_at = now()`,
  );
  await decidePairs(tx, 'must_link', together, by, sql`nothing`);
  return kept!.id;
}

async function decidePairs(
  tx: Tx,
  kind: DecisionKind,
  pairs: Pairs,
  by: { answerId: number; actor: string },
  onConflict: Sql,
): Promise<void> {
  const real = pairs.filter(([a, b]) => a !== b);
  await tx.run(sql`
    insert into identity_decision (shop_id, kind, record_a, record_b, decided_by, reason)
    select distinct ${tx.shopId}::bigint, ${kind}::text, least(p.a, p.b), greatest(p.a, p.b), ${by.actor}::text, ${`answer:${by.answerId}`}::text
    from unnest(${real.map(([a]) => a)}::bigint[], ${real.map(([, b]) => b)}::bigint[]) as p (a, b)
    on conflict (shop_id, record_a, record_b) do ${onConflict}`);
}

/** Takes an answer back: its pairs are open to the evidence again. Returns the records concerned; none if it was taken back before. */
export async function withdrawAnswer(tx: Tx, answerId: number): Promise<number[]> {
  const [answer] = await tx.rows<{ pairs: [number, number][] }>(sql`
    update review_answer set withdrawn_at = now() where shop_id = ${tx.shopId} and id = ${answerId} and withdrawn_at is null
    returning pairs`);
  await tx.run(sql`delete from identity_decision where shop_id = ${tx.shopId} and reason = ${`answer:${answerId}`}`);
  return [...new Set(answer?.pairs.flat() ?? [])];
}
