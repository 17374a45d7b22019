import { audit } from '#app/governance/audit.server.ts';
import { type DecisionKind, keepDecisions } from '#app/identity/decide.server.ts';
import { explainApart, explainProfile, type PairReason } from '#app/identity/explain-profile.server.ts';
import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { refreshDerived } from './refresh-derived.server.ts';

/** Decides a question of the review queue; profiles, figures and segments follow in the same transaction. */
export function decidePair(shopId: number, kind: DecisionKind, a: number, b: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await lockShop(tx);
    const [groupA, groupB] = [await companions(tx, a), await companions(tx, b)];
    // Two profiles are one or two: for "different people" each record of one stays apart from each of the other.
    const pairs = kind === 'must_link' ? [[a, b] as const] : groupA.flatMap((x) => groupB.map((y) => [x, y] as const));
    await keepDecisions(tx, kind, pairs, { actor, reason: 'review' });
    await refreshDerived(tx, [...new Set([...groupA, ...groupB])], `decision of ${actor}`);
    await audit(tx, actor, kind === 'must_link' ? 'identity.joined' : 'identity.kept_apart', `${a}-${b}`);
  });
}

/** Takes one record out of its profile, for good: its orders, consents and figures go with it. */
export function splitOff(shopId: number, recordId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await lockShop(tx);
    const others = (await companions(tx, recordId)).filter((id) => id !== recordId);
    await keepDecisions(
      tx,
      'cannot_link',
      others.map((id) => [recordId, id] as const),
      { actor, reason: 'split' },
    );
    await refreshDerived(tx, [recordId, ...others], `split by ${actor}`);
    await audit(tx, actor, 'identity.split', String(recordId), { from: others.length });
  });
}

async function companions(tx: Tx, recordId: number): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    select other.record_id as id from profile_member m
    join profile_member other on other.shop_id = m.shop_id and other.profile_id = m.profile_id
    where m.shop_id = ${tx.shopId} and m.record_id = ${recordId} order by 1`);
  return rows.map((row) => row.id);
}

/** Why the records of a profile are one person. */
export function readProfileReasons(shopId: number, profileId: number): Promise<PairReason[]> {
  return withShop(shopId, (tx) => explainProfile(tx, profileId));
}

/** One of the two sides of a question. */
export type ReviewSide = {
  recordId: number;
  publicId: string;
  source: string;
  name: string;
  email: string | null;
  phone: string | null;
  address: string;
  birthDate: string | null;
  recordsCount: number;
  ordersCount: number;
  netMinor: number;
};

export type ReviewQuestion = {
  a: ReviewSide;
  b: ReviewSide;
  bits: number;
  sentence: string;
  fields: PairReason['fields'];
  waiting: number;
};

/**
 * The question whose answer is worth most now: where the most money hangs on it, then where the evidence is strongest.
 * Null if none waits. `skip` = questions to leave for later.
 */
export function nextQuestion(shopId: number, skip: number): Promise<ReviewQuestion | null> {
  return withShop(shopId, async (tx) => {
    const [item] = await tx.rows<{ a: number; b: number; bits: number; reason: string; waiting: number }>(sql`
      select q.record_a as a, q.record_b as b, q.bits, q.reason, count(*) over () as waiting
      from review_item q
      join profile_member ma on ma.shop_id = q.shop_id and ma.record_id = q.record_a
      join profile_member mb on mb.shop_id = q.shop_id and mb.record_id = q.record_b
      left join profile_metrics pa on pa.shop_id = q.shop_id and pa.profile_id = ma.profile_id
      left join profile_metrics pb on pb.shop_id = q.shop_id and pb.profile_id = mb.profile_id
      where q.shop_id = ${shopId} and ma.profile_id <> mb.profile_id
      order by least(coalesce(pa.net_minor, 0), coalesce(pb.net_minor, 0)) desc, q.bits desc, q.record_a, q.record_b
      offset ${skip} limit 1`);
    if (!item) {
      return null;
    }
    const { sentence, evidence } = await explainApart(tx, item, item.reason as Parameters<typeof explainApart>[2]);
    const [a, b] = [await readSide(tx, item.a), await readSide(tx, item.b)];
    return { a, b, bits: evidence?.bits ?? item.bits, sentence, fields: evidence?.fields ?? [], waiting: item.waiting };
  });
}

async function readSide(tx: Tx, recordId: number): Promise<ReviewSide> {
  const [side] = await tx.rows<ReviewSide>(sql`
    select r.id as "recordId", p.public_id as "publicId", s.name as source,
           coalesce(nullif(trim(concat_ws(' ', r.given_name, r.family_name)), ''), r.full_name, '') as name, r.email, r.phone,
           concat_ws(', ', r.line1, r.line2, r.city, r.region, r.postal_code, r.country) as address, r.birth_date as "birthDate",
           p.records_count as "recordsCount", coalesce(m.orders_count, 0) as "ordersCount", coalesce(m.net_minor, 0)::bigint as "netMinor"
    from customer_record r
    join source s on s.shop_id = r.shop_id and s.id = r.source_id
    join profile_member pm on pm.shop_id = r.shop_id and pm.record_id = r.id
    join profile p on p.shop_id = r.shop_id and p.id = pm.profile_id
    left join profile_metrics m on m.shop_id = r.shop_id and m.profile_id = p.id
    where r.shop_id = ${tx.shopId} and r.id = ${recordId}`);
  return side!;
}
