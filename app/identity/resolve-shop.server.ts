import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { activate, learnedModel } from './active-model.server.ts';
import { decisionsAbout } from './component.server.ts';
import { writeDecided } from './decide-shop.server.ts';
import { matchingRules } from './matching-rules.server.ts';
import { readComparables } from './read-comparables.server.ts';
import { LEAST_RECORDS, resolveRecords } from './resolve-records.ts';
import type { TouchedProfiles } from './write-clusters.server.ts';

/** More records are not held in one process: their shop keeps the model it has. */
const MOST_RECORDS = 1_000_000;

/**
 * Learns a model from all records of the shop and decides all profiles by it: the same scoring and clustering as for one
 * record, over the whole set. Deterministic. Null if there is nothing to learn from, or nothing new was learned.
 * O(records + candidate pairs) in memory, about 1 kB a record.
 */
export async function resolveShop(tx: Tx): Promise<TouchedProfiles | null> {
  const [size] = await tx.rows<{ n: number }>(
    sql`select count(*) as n from customer_record where shop_id = ${tx.shopId}`,
  );
  if (!size || size.n < LEAST_RECORDS || size.n > MOST_RECORDS) {
    return null;
  }
  const before = await learnedModel(tx);
  const records = await readComparables(tx, null);
  const resolved = resolveRecords(records, await decisionsAbout(tx, null), await matchingRules(tx));
  const { learned } = resolved;
  if (learned.version === before.version) {
    return null;
  }
  await activate(tx, learned, records.length);
  return writeDecided(tx, records, resolved, `model ${learned.version}`);
}
