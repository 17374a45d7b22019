import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { AnsweredPair } from './answered-pairs.ts';
import type { DecisionKind } from './decide.server.ts';

/** An answer as the list of decisions shows it. */
export type KeptAnswer = {
  id: number;
  kind: DecisionKind;
  reason: string;
  nameA: string;
  nameB: string;
  publicIdA: string;
  publicIdB: string;
  decidedBy: string;
  decidedAt: Date;
  withdrawnAt: Date | null;
};

/** The latest answers of people about who is who, those that were taken back included; of one profile's records or of all. */
export function readAnswers(tx: Tx, most: number, recordIds: readonly number[] | null = null): Promise<KeptAnswer[]> {
  const ids = [...(recordIds ?? [])];
  return tx.rows<KeptAnswer>(sql`
    select w.id, w.kind, w.reason, coalesce(st.name, w.decided_by) as "decidedBy", w.decided_at as "decidedAt", w.withdrawn_at as "withdrawnAt",
           coalesce(nullif(trim(concat_ws(' ', a.given_name, a.family_name)), ''), a.full_name, a.email, a.phone, 'No name') as "nameA",
           coalesce(nullif(trim(concat_ws(' ', b.given_name, b.family_name)), ''), b.full_name, b.email, b.phone, 'No name') as "nameB",
           a.public_id as "publicIdA", b.public_id as "publicIdB"
    from review_answer w
    join customer_record a on a.shop_id = w.shop_id and a.id = w.record_a
    join customer_record b on b.shop_id = w.shop_id and b.id = w.record_b
    left join staff_member st on st.shop_id = w.shop_id and 'staff:' || st.staff_id = w.decided_by
    where w.shop_id = ${tx.shopId} and (${recordIds === null} or w.record_a = any(${ids}::bigint[]) or w.record_b = any(${ids}::bigint[]))
    order by w.id desc limit ${most}`);
}

/** One round of thirty cards and how far it is. */
export type ReviewRound = {
  id: number;
  size: number;
  answered: number;
  /** Answers of the round that joined two profiles. */
  joined: number;
  /** Profiles and open questions when it began. */
  profiles: number;
  questions: number;
  startedAt: Date;
};

export async function startRound(
  tx: Tx,
  round: { size: number; profiles: number; questions: number; actor: string },
): Promise<number> {
  const [made] = await tx.rows<{ id: number }>(sql`
    insert into review_round (shop_id, size, profiles, questions, started_by)
    values (${tx.shopId}, ${round.size}, ${round.profiles}, ${round.questions}, ${round.actor}) returning id`);
  return made!.id;
}

/** The latest round; null if there never was one. */
export async function latestRound(tx: Tx): Promise<ReviewRound | null> {
  const [round] = await tx.rows<ReviewRound>(sql`
    select r.id, r.size, r.profiles, r.questions, r.started_at as "startedAt", count(w.id)::integer as answered,
           (count(*) filter (where w.kind = 'must_link'))::integer as joined
    from review_round r
    left join review_answer w on w.shop_id = r.shop_id and w.round_id = r.id and w.withdrawn_at is null
    where r.shop_id = ${tx.shopId} group by r.shop_id, r.id order by r.id desc limit 1`);
  return round ?? null;
}

/** Answers to questions that stand, by record: what training takes for known. */
export function answeredPairs(tx: Tx): Promise<AnsweredPair[]> {
  return tx.rows(sql`
    select record_a as a, record_b as b, kind = 'must_link' as same from review_answer
    where shop_id = ${tx.shopId} and withdrawn_at is null and reason not in ('split', 'joined by hand') order by id`);
}

/** Answers to questions, given or taken back since the latest model was learned. */
export async function answersSinceLearned(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`
    select count(*)::integer as n from review_answer
    where shop_id = ${tx.shopId} and reason not in ('split', 'joined by hand')
      and greatest(decided_at, withdrawn_at) > (select max(created_at) from matching_model where shop_id = ${tx.shopId})`);
  return row?.n ?? 0;
}

/** Answers to questions that stand, as pairs of evidence and truth: what thresholds can be judged by. */
export function answeredBits(tx: Tx): Promise<{ bits: number; same: boolean }[]> {
  return tx.rows(sql`
    select bits, kind = 'must_link' as same from review_answer
    where shop_id = ${tx.shopId} and withdrawn_at is null and reason not in ('split', 'joined by hand') order by bits desc, id`);
}
