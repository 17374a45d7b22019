import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { beginManyKeys, indexKeysAside, setKeysAside } from './blocking-index.server.ts';
import { decideSet } from './decide-shop.server.ts';
import { layOutShop } from './read-comparables.server.ts';
import { type TouchedProfiles, writeClusters } from './write-clusters.server.ts';

/** Fewer are decided sooner by looking around each. */
const LEAST_RECORDS = 2_000;
/** Of a larger shop not all records are held in a worker beside the rows of a file: laid out, with their pairs, they are some 1 kB each. */
const MOST_RECORDS = 150_000;

/** Whether deciding the whole shop anew is less work than looking around each of so many records. `least` is for tests. */
export async function isMostOfShop(tx: Tx, records: number, least = LEAST_RECORDS): Promise<boolean> {
  if (records < least) {
    return false;
  }
  const [size] = await tx.rows<{ n: number }>(sql`
    select count(*) as n from (select from customer_record where shop_id = ${tx.shopId} limit ${MOST_RECORDS + 1}) r`);
  return size!.n <= MOST_RECORDS && records * 4 >= size!.n;
}

/**
 * Decides the whole shop because so many of its records are new or say another thing: the same profiles, edges and questions as
 * `resolve` of these records in any batches (README: Components), for a fraction of the work. The caller holds the shop's lock.
 */
export async function resolveMany(tx: Tx, recordIds: readonly number[], cause: string): Promise<TouchedProfiles> {
  const touched = new Set(recordIds);
  await beginManyKeys(tx);
  const set = await layOutShop(tx, async (records) => {
    const comparable = records.filter(({ id }) => touched.delete(id));
    await setKeysAside(tx, comparable);
  });
  await indexKeysAside(tx, recordIds);
  // One thread: each further one takes the memory of fifty thousand records.
  const decided = await decideSet(tx, set, cause, async () => {}, 1);
  const others = await tx.rows<{ id: number }>(
    sql`select id from customer_record where shop_id = ${tx.shopId} and id = any(${[...touched]}::bigint[])`,
  );
  // Records that cannot be compared stay profiles of their own.
  const alone = await writeClusters(
    tx,
    others.map(({ id }) => [id]),
    cause,
  );
  return {
    profiles: [...decided.profiles, ...alone.profiles],
    changed: [...decided.changed, ...alone.changed],
    moved: [...decided.moved, ...alone.moved],
    related: decided.related,
  };
}
