import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { activate, activeModel } from './active-model.server.ts';
import { decisionsAbout } from './component.server.ts';
import { dropEdges, writeEdges } from './match-edges.server.ts';
import { keepQuestions } from './open-questions.server.ts';
import { readComparables } from './read-comparables.server.ts';
import { LEAST_RECORDS, resolveRecords } from './resolve-records.ts';
import { type TouchedProfiles, writeClusters } from './write-clusters.server.ts';

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
  const before = await activeModel(tx);
  const records = await readComparables(tx, null);
  const { model, edges, ...resolution } = resolveRecords(records, await decisionsAbout(tx, null));
  if (model.version === before.version) {
    return null;
  }
  await activate(tx, model, records.length);
  await dropEdges(tx);
  await writeEdges(tx, records, edges, model.version);
  const idOf = (row: number) => records[row]!.id;
  await keepQuestions(
    tx,
    records.map((record) => record.id),
    resolution.reviews.map(({ a, b, bits, reason }) => ({ a: idOf(a), b: idOf(b), bits, reason })),
    resolution.households.map(({ a, b, bits }) => ({ a: idOf(a), b: idOf(b), bits, reason: 'household' })),
  );
  const clusters = new Map<number, number[]>();
  resolution.clusterOf.forEach((head, row) => {
    clusters.set(head, [...(clusters.get(head) ?? []), idOf(row)]);
  });
  return writeClusters(tx, [...clusters.values()], `model ${model.version}`);
}
