import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { activate, versionInForce } from './active-model.server.ts';
import { answeredPairs } from './answers.server.ts';
import { decisionsAbout } from './component.server.ts';
import { writeDecided } from './decide-shop.server.ts';
import { withLabour } from './labour-threads.server.ts';
import { matchingRules } from './matching-rules.server.ts';
import { layOutShop } from './read-comparables.server.ts';
import { LEAST_RECORDS, type ResolvedRecords, resolveSet } from './resolve-records.ts';
import type { TouchedProfiles } from './write-clusters.server.ts';

/** More records are not held in one process: their shop keeps the model it has. */
const MOST_RECORDS = 1_500_000;

/**
 * Learns a model from all records of the shop and from what people have answered, and decides all profiles by it, without writing
 * anything: the same scoring and clustering as for one record, over the whole set. Deterministic. Null if there is nothing to learn
 * from, or nothing new was learned. O(records + candidate pairs) in memory, about 1 kB a record; on as many threads as help.
 */
export async function learnShop(tx: Tx): Promise<ResolvedRecords | null> {
  const [size] = await tx.rows<{ n: number }>(
    sql`select count(*) as n from customer_record where shop_id = ${tx.shopId}`,
  );
  if (!size || size.n < LEAST_RECORDS || size.n > MOST_RECORDS) {
    return null;
  }
  const before = await versionInForce(tx);
  const set = await layOutShop(tx);
  const [decisions, rules, answers] = [
    await decisionsAbout(tx, null),
    await matchingRules(tx),
    await answeredPairs(tx),
  ];
  const resolved = await withLabour(set.size, (labour) => resolveSet(set, decisions, { rules, answers, labour }));
  return resolved.learned.version === before.version ? null : resolved;
}

/** Puts a learned model in force with all that it decides. */
export async function takeUpModel(tx: Tx, resolved: ResolvedRecords): Promise<TouchedProfiles> {
  const { set } = resolved.context;
  await activate(tx, resolved.learned, set.size);
  return writeDecided(tx, set.ids, resolved, `model ${resolved.learned.version}`);
}

/**
 * Whether a shop is still being set up: nobody has decided anything in it, and it has more than doubled since its model was learned, or
 * had none. What it learns then replaces nothing that anybody has looked at.
 */
export async function isBeingSetUp(tx: Tx, records: number): Promise<boolean> {
  const [decided] = await tx.rows<{ any: boolean }>(sql`
    select exists (select from review_answer where shop_id = ${tx.shopId})
        or exists (select from rehearsal where shop_id = ${tx.shopId} and state in ('approved', 'applying', 'applied', 'undoing', 'undone'))
        as any`);
  return !decided?.any && records > 2 * (await versionInForce(tx)).trainedOn;
}
