import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { activeModel } from './active-model.server.ts';
import { neighbourhood } from './blocking-index.server.ts';
import type { RefusalReason } from './cluster-rules.ts';
import { explainPair, explainRefusal, type FieldEvidence } from './explain-pair.ts';
import { readComparables } from './read-comparables.server.ts';
import { buildRecordSet } from './record-set-builder.ts';
import { scoringContext } from './scoring-context.ts';
import { peopleFromStats, statsFromPeople, statsOfSet } from './value-stats.ts';

/** Why two records are, or are not, one person: a sentence, and the evidence in bits. */
export type PairReason = {
  a: number;
  b: number;
  /** log2 of the odds that the two are one person. */
  bits: number;
  /** What the odds are before anything is compared. */
  prior: number;
  /** What the chance of one household takes off. */
  household: number;
  sentence: string;
  fields: Pick<FieldEvidence, 'field' | 'level' | 'bits' | 'valueClass'>[];
  rule: 'evidence' | 'decision' | 'source';
};

/** Records of a profile that are explained; beyond, a profile is a case for the over-merge alarm. */
const MOST_RECORDS = 40;

type Edge = { a: number; b: number };

/**
 * For each record of a profile but the first, its strongest link to the others, with the evidence. O(records²) in memory
 * for the records shown; a few milliseconds.
 */
export async function explainProfile(tx: Tx, profileId: number): Promise<PairReason[]> {
  const members = await tx.rows<{ id: number }>(sql`
    select record_id as id from profile_member where shop_id = ${tx.shopId} and profile_id = ${profileId}
    order by record_id limit ${MOST_RECORDS}`);
  const ids = members.map((row) => row.id);
  if (ids.length < 2) {
    return [];
  }
  const edges = await tx.rows<Edge>(sql`
    select record_a as a, record_b as b from match_edge
    where shop_id = ${tx.shopId} and record_a = any(${ids}::bigint[]) and record_b = any(${ids}::bigint[])
    order by bits desc, record_a, record_b`);
  const decided = await tx.rows<Edge & { rule: 'decision' | 'source' }>(sql`
    select record_a as a, record_b as b, 'decision' as rule from identity_decision
    where shop_id = ${tx.shopId} and kind = 'must_link' and record_a = any(${ids}::bigint[]) and record_b = any(${ids}::bigint[])
    union all
    select least(r.id, k.id), greatest(r.id, k.id), 'source' from customer_record r
    join customer_record k on k.shop_id = r.shop_id and k.source_id = r.source_id and k.external_id = r.merged_into
    where r.shop_id = ${tx.shopId} and r.id = any(${ids}::bigint[])`);
  const chosen = spanning([...decided, ...edges], ids.length - 1);
  const reasons = await explainPairs(tx, chosen);
  const ruleOf = new Map(decided.map((one) => [`${one.a}-${one.b}`, one.rule]));
  return reasons.map((reason) => withRule(reason, ruleOf.get(`${reason.a}-${reason.b}`)));
}

const RULE_SENTENCES = {
  decision: 'Somebody decided that they are one person.',
  source: 'Shopify has merged the two customers.',
};

function withRule(reason: PairReason, rule: 'decision' | 'source' | undefined): PairReason {
  return rule ? { ...reason, rule, sentence: `${RULE_SENTENCES[rule]} ${reason.sentence}` } : reason;
}

/** The strongest edges that join all records without a circle (Kruskal). */
function spanning(edges: readonly Edge[], most: number): Edge[] {
  const group = new Map<number, number>();
  const rootOf = (id: number): number => {
    const up = group.get(id) ?? id;
    return up === id ? id : rootOf(up);
  };
  const chosen: Edge[] = [];
  for (const edge of edges) {
    const [x, y] = [rootOf(edge.a), rootOf(edge.b)];
    if (x !== y && chosen.length < most) {
      group.set(x, y);
      chosen.push({ a: edge.a, b: edge.b });
    }
  }
  return chosen;
}

/** Evidence for pairs of records, by the model in force and the shop's own knowledge of shared values. */
export async function explainPairs(tx: Tx, pairs: readonly Edge[]): Promise<PairReason[]> {
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const model = await activeModel(tx);
  const near = await neighbourhood(tx, ids, model.keyLimits);
  const wider = buildRecordSet(await readComparables(tx, [...new Set([...ids, ...near.holders.flat()])]));
  const records = await readComparables(tx, ids);
  const set = buildRecordSet(records);
  const context = scoringContext(set, model, statsFromPeople(set, peopleFromStats(wider, statsOfSet(wider))));
  const rowOf = new Map(records.map((record, row) => [record.id, row]));
  const names = new Map((await namesOf(tx, ids)).map((row) => [row.id, row]));
  return pairs
    .filter(({ a, b }) => rowOf.has(a) && rowOf.has(b))
    .map(({ a, b }) => {
      const { bits, prior, household, sentence, fields } = explainPair(context, rowOf.get(a)!, rowOf.get(b)!, [
        names.get(a)!,
        names.get(b)!,
      ]);
      return { a, b, bits, prior, household, sentence, fields, rule: 'evidence' as const };
    });
}

/** Why two records that look alike stay apart, in a sentence. */
export async function explainApart(
  tx: Tx,
  pair: Edge,
  reason: RefusalReason,
): Promise<{ sentence: string; evidence: PairReason | null }> {
  const [evidence] = await explainPairs(tx, [pair]);
  if (!evidence) {
    return { sentence: 'One of the records is no longer there.', evidence: null };
  }
  const asExplanation = { ...evidence, positiveGroups: 0, veto: 0, modelVersion: '' };
  return { sentence: explainRefusal(asExplanation as never, reason), evidence };
}

function namesOf(tx: Tx, ids: readonly number[]) {
  return tx.rows<{ id: number; givenName: string | null; familyName: string | null }>(sql`
    select id, given_name as "givenName", family_name as "familyName" from customer_record
    where shop_id = ${tx.shopId} and id = any(${[...ids]}::bigint[])`);
}
