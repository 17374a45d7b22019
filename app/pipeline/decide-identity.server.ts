import { audit } from '#app/governance/audit.server.ts';
import { type KeptAnswer, readAnswers } from '#app/identity/answers.server.ts';
import { chainOf, keepAnswer, withdrawAnswer } from '#app/identity/decide.server.ts';
import { explainApart, explainProfile, type PairReason } from '#app/identity/explain-profile.server.ts';
import { type Lookalike, readLookalikes } from '#app/identity/lookalikes.server.ts';
import { dropNeverIdentifies, holdersOf, keepNeverIdentifies } from '#app/identity/never-identifies.server.ts';
import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import { refreshDerived } from './refresh-derived.server.ts';

/** Demoting a value that half the shop holds touches half the shop. */
const TIMEOUT_MS = 300_000;

/**
 * Takes records out of their profile, together, for good: orders, consents, figures and segments go with them, and each part has the
 * public id that its oldest record always had.
 */
export function splitOff(shopId: number, recordIds: readonly number[], actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await lockShop(tx);
    const leaving = new Set(recordIds);
    const others = (await companions(tx, recordIds[0] ?? 0)).filter((id) => !leaving.has(id));
    if (others.length === 0 || leaving.size === 0) {
      throw new Refusal('identity.split_all', 'A profile cannot be split into itself and nothing.', {
        remedy: 'Choose the records of one person and leave those of the other.',
      });
    }
    const pairs = [...leaving].flatMap((x) => others.map((y) => [x, y] as const));
    const [[a, b] = [0, 0]] = pairs;
    const together = [...chainOf([...leaving].sort((x, y) => x - y)), ...chainOf(others)];
    await keepAnswer(tx, {
      kind: 'cannot_link',
      a,
      b,
      pairs,
      together,
      bits: 0,
      reason: 'split',
      roundId: null,
      actor,
    });
    await refreshDerived(tx, [...leaving, ...others], `split by ${actor}`);
    await audit(tx, actor, 'identity.split', [...leaving].join(' '), { from: others.length });
  });
}

/** Takes an answer back: the records are decided by the evidence again, and each profile gets its own id back. */
export function takeBackAnswer(shopId: number, answerId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await lockShop(tx);
    const records = await withdrawAnswer(tx, answerId);
    if (records.length > 0) {
      await refreshDerived(tx, records, `answer taken back by ${actor}`);
      await audit(tx, actor, 'identity.taken_back', String(answerId));
    }
  });
}

/** Decides that a value (a staff phone, a kiosk's mailbox) identifies nobody, or takes that back; profiles that hung on it follow. */
export function decideValue(
  shopId: number,
  value: { kind: string; value: string; identifies: boolean },
  actor: string,
): Promise<void> {
  return withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      const change = value.identifies ? dropNeverIdentifies : keepNeverIdentifies;
      await change(tx, value.kind, value.value, actor);
      const holders = await holdersOf(tx, value.kind, value.value);
      await refreshDerived(tx, holders, value.identifies ? 'a value identifies again' : 'a value identifies nobody');
      const action = value.identifies ? 'identity.value_restored' : 'identity.value_demoted';
      await audit(tx, actor, action, value.kind, { records: holders.length });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

/** The records of the profile that has this record. */
export async function companions(tx: Tx, recordId: number): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    select other.record_id as id from profile_member m
    join profile_member other on other.shop_id = m.shop_id and other.profile_id = m.profile_id
    where m.shop_id = ${tx.shopId} and m.record_id = ${recordId} order by 1`);
  return rows.map((row) => row.id);
}

/** Who looks like this person and was kept apart, with the sentence that says why. */
export type KeptApart = Lookalike & { sentence: string; evidence: PairReason | null };

export type ProfileIdentity = { reasons: PairReason[]; apart: KeptApart[]; answers: KeptAnswer[] };

/** Why the records of a profile are one person, who looks alike and is not, and what people have said about it. */
export function readProfileIdentity(shopId: number, profileId: number): Promise<ProfileIdentity> {
  return withShop(shopId, async (tx) => {
    const reasons = await explainProfile(tx, profileId);
    const apart: KeptApart[] = [];
    for (const one of await readLookalikes(tx, profileId)) {
      apart.push({ ...one, ...(await explainApart(tx, one, one.reason)) });
    }
    const records = await tx.rows<{ id: number }>(
      sql`select record_id as id from profile_member where shop_id = ${shopId} and profile_id = ${profileId} limit 200`,
    );
    const answers = await readAnswers(
      tx,
      20,
      records.map((row) => row.id),
    );
    return { reasons, apart, answers: answers.filter((one) => one.withdrawnAt === null) };
  });
}
