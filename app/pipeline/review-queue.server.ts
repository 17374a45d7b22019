import { audit } from '#app/governance/audit.server.ts';
import { answeredBits, latestRound, type ReviewRound, startRound } from '#app/identity/answers.server.ts';
import type { RefusalReason } from '#app/identity/cluster-rules.ts';
import { chainOf, type DecisionKind, keepAnswer } from '#app/identity/decide.server.ts';
import { explainApart, type PairReason } from '#app/identity/explain-profile.server.ts';
import { matchingRules } from '#app/identity/matching-rules.server.ts';
import { countQuestions } from '#app/identity/open-questions.server.ts';
import { type Taught, whatAnswersTeach } from '#app/identity/what-answers-teach.ts';
import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import { companions } from './decide-identity.server.ts';
import { refreshDerived } from './refresh-derived.server.ts';

/** Cards in the guided start. */
export const ROUND_SIZE = 30;

export type AnswerToQuestion = { kind: DecisionKind; a: number; b: number; roundId: number | null; actor: string };

/** Decides a question; profiles, figures and segments follow in the same transaction. Returns the answer's id. */
export function answerQuestion(shopId: number, { kind, a, b, roundId, actor }: AnswerToQuestion): Promise<number> {
  return withShop(shopId, async (tx) => {
    await lockShop(tx);
    const [groupA, groupB] = [await companions(tx, a), await companions(tx, b)];
    // Two profiles are one or two: for "different people" each record of one stays apart from each of the other.
    const pairs = kind === 'must_link' ? [[a, b] as const] : groupA.flatMap((x) => groupB.map((y) => [x, y] as const));
    const together = kind === 'must_link' ? [] : [...chainOf(groupA), ...chainOf(groupB)];
    const [item] = await tx.rows<{ bits: number; reason: string }>(sql`
      select bits, reason from review_item
      where shop_id = ${shopId} and record_a = ${Math.min(a, b)} and record_b = ${Math.max(a, b)}`);
    const { bits, reason } = item ?? { bits: 0, reason: 'joined by hand' };
    const id = await keepAnswer(tx, { kind, a, b, pairs, together, bits, reason, roundId, actor });
    await refreshDerived(tx, [...new Set([...groupA, ...groupB])], `decision of ${actor}`);
    await audit(tx, actor, kind === 'must_link' ? 'identity.joined' : 'identity.kept_apart', `${a}-${b}`);
    return id;
  });
}

/** One of the two sides of a question. Money in minor units of the shop's currency. */
export type ReviewSide = {
  recordId: number;
  publicId: string;
  source: string;
  name: string;
  email: string | null;
  phone: string | null;
  address: string;
  birthDate: string | null;
  company: string | null;
  recordsCount: number;
  ordersCount: number;
  netMinor: number;
  lastOrderDay: string | null;
  emailConsent: string;
  smsConsent: string;
};

export type ReviewQuestion = {
  a: ReviewSide;
  b: ReviewSide;
  sentence: string;
  evidence: PairReason | null;
  waiting: number;
  /** The spend of the smaller side, which would be counted to the wrong person, in minor units; a wrong consent counts as an average customer. */
  worthMinor: number;
  /** One side has refused what the other has allowed. */
  consentAtRisk: boolean;
};

/** A wrong answer costs at least the smaller side's spend; where consents contradict each other, an average customer besides. */
const QUEUE = (shopId: number): Sql => sql`
  select q.record_a as a, q.record_b as b, q.bits, q.reason, w.at_risk as "consentAtRisk",
         (least(coalesce(pa.net_minor, 0), coalesce(pb.net_minor, 0)) + case when w.at_risk then usual.net else 0 end)::bigint as "worthMinor"
  from review_item q
  join profile_member ma on ma.shop_id = q.shop_id and ma.record_id = q.record_a
  join profile_member mb on mb.shop_id = q.shop_id and mb.record_id = q.record_b
  left join profile_metrics pa on pa.shop_id = q.shop_id and pa.profile_id = ma.profile_id
  left join profile_metrics pb on pb.shop_id = q.shop_id and pb.profile_id = mb.profile_id
  cross join lateral (select coalesce((pa.email_consent, pb.email_consent) in (('granted', 'denied'), ('denied', 'granted'))
                                   or (pa.sms_consent, pb.sms_consent) in (('granted', 'denied'), ('denied', 'granted')), false) as at_risk) w
  cross join (select coalesce(avg(net_minor), 0)::bigint as net from profile_metrics where shop_id = ${shopId} and orders_count > 0) usual
  where q.shop_id = ${shopId} and ma.profile_id <> mb.profile_id`;

type Waiting = {
  a: number;
  b: number;
  bits: number;
  reason: RefusalReason;
  consentAtRisk: boolean;
  worthMinor: number;
  waiting: number;
};

/**
 * The question whose answer is worth most now (`worthMinor`), then where the evidence is strongest. Null if none waits.
 * `skip` = questions to leave for later.
 */
export function nextQuestion(shopId: number, skip: number): Promise<ReviewQuestion | null> {
  return withShop(shopId, async (tx) => {
    const [item] = await tx.rows<Waiting>(sql`
      select q.*, count(*) over ()::integer as waiting from (${QUEUE(shopId)}) q
      order by q."worthMinor" desc, q.bits desc, q.a, q.b offset ${skip} limit 1`);
    if (!item) {
      return null;
    }
    const { sentence, evidence } = await explainApart(tx, item, item.reason);
    const [a, b] = [await readSide(tx, item.a), await readSide(tx, item.b)];
    const { waiting, worthMinor, consentAtRisk } = item;
    return { a, b, sentence, evidence, waiting, worthMinor, consentAtRisk };
  });
}

async function readSide(tx: Tx, recordId: number): Promise<ReviewSide> {
  const [side] = await tx.rows<ReviewSide>(sql`
    select r.id as "recordId", p.public_id as "publicId", s.name as source,
           coalesce(nullif(trim(concat_ws(' ', r.given_name, r.family_name)), ''), r.full_name, '') as name,
           coalesce(r.email_normal, r.email) as email, coalesce(r.phone_e164, r.phone) as phone,
           concat_ws(', ', r.line1, r.line2, r.city, r.region, r.postal_code, r.country) as address, r.birth_date as "birthDate", r.company,
           p.records_count as "recordsCount", coalesce(m.orders_count, 0) as "ordersCount", coalesce(m.net_minor, 0)::bigint as "netMinor",
           m.last_order_day::text as "lastOrderDay", coalesce(m.email_consent, 'unknown') as "emailConsent",
           coalesce(m.sms_consent, 'unknown') as "smsConsent"
    from customer_record r
    join source s on s.shop_id = r.shop_id and s.id = r.source_id
    join profile_member pm on pm.shop_id = r.shop_id and pm.record_id = r.id
    join profile p on p.shop_id = r.shop_id and p.id = pm.profile_id
    left join profile_metrics m on m.shop_id = r.shop_id and m.profile_id = p.id
    where r.shop_id = ${tx.shopId} and r.id = ${recordId}`);
  return side!;
}

export type RoundProgress = {
  round: ReviewRound | null;
  profilesNow: number;
  questionsNow: number;
  taught: Taught;
};

/** How far the guided start is and what it has brought. */
export function readRound(shopId: number): Promise<RoundProgress> {
  return withShop(shopId, async (tx) => ({
    round: await latestRound(tx),
    profilesNow: await countProfiles(tx),
    questionsNow: await countQuestions(tx),
    taught: whatAnswersTeach(await answeredBits(tx), await matchingRules(tx)),
  }));
}

/** Begins a new round of cards. */
export function beginRound(shopId: number, actor: string): Promise<number> {
  return withShop(shopId, async (tx) => {
    const [profiles, questions] = [await countProfiles(tx), await countQuestions(tx)];
    const round = await startRound(tx, {
      size: Math.min(ROUND_SIZE, Math.max(1, questions)),
      profiles,
      questions,
      actor,
    });
    await audit(tx, actor, 'review.round_begun', String(round));
    return round;
  });
}

async function countProfiles(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`select count(*) as n from profile where shop_id = ${tx.shopId}`);
  return row?.n ?? 0;
}
