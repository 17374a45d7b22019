import type { Tx } from '#app/platform/db.server.ts';
import { activeModel } from './active-model.server.ts';
import type { Comparable } from './comparable.ts';
import { decisionsAbout } from './component.server.ts';
import { withLabour } from './labour-threads.server.ts';
import { dropEdges, writeEdges } from './match-edges.server.ts';
import type { MatchingModel } from './matching-model.ts';
import { keepQuestions } from './open-questions.server.ts';
import type { PairEdges } from './pair-edges.ts';
import { readComparables } from './read-comparables.server.ts';
import { buildRecordSet } from './record-set-builder.ts';
import { type Resolution, resolveEdges } from './resolve-edges.ts';
import { scoringContext } from './scoring-context.ts';
import { statsOfSet } from './value-stats.ts';
import { type TouchedProfiles, writeClusters } from './write-clusters.server.ts';

/** Told where a long computation stands, as a share of 1; it may throw to end it. */
export type Step = (phase: string, share: number) => Promise<void>;

/**
 * Decides all profiles of the shop by the model and the rules in force, without learning anything: the same scoring and
 * clustering as for one record, over the whole set. O(records + candidate pairs) in memory, about 1 kB a record.
 */
export async function decideShop(tx: Tx, cause: string, step: Step): Promise<TouchedProfiles> {
  await step('Reading all records', 0.05);
  return decideRecords(tx, await readComparables(tx, null), cause, step);
}

/** The same for a caller who has read them: all of the shop that can be compared, in order of id. */
export async function decideRecords(
  tx: Tx,
  records: readonly Comparable[],
  cause: string,
  step: Step,
): Promise<TouchedProfiles> {
  const model = await activeModel(tx);
  const set = buildRecordSet(records);
  await step('Comparing records', 0.2);
  const context = scoringContext(set, model, statsOfSet(set));
  const edges = await withLabour(set.size, async (labour) =>
    labour.score(context, (await labour.candidates(set, model.keyLimits)).pairs),
  );
  await step('Deciding who is who', 0.4);
  const resolution = resolveEdges(context, edges, await decisionsAbout(tx, null));
  await step('Writing down who is who', 0.45);
  return writeDecided(tx, records, { ...resolution, model, edges }, cause);
}

type Decided = Resolution & { model: MatchingModel; edges: PairEdges };

/** Writes all that follows from deciding a whole shop: edges, questions, households, profiles. */
export async function writeDecided(
  tx: Tx,
  records: readonly Comparable[],
  { model, edges, reviews, households, clusterOf }: Decided,
  cause: string,
): Promise<TouchedProfiles> {
  await dropEdges(tx);
  await writeEdges(tx, records, edges, model.version);
  const idOf = (row: number) => records[row]!.id;
  await keepQuestions(
    tx,
    records.map((record) => record.id),
    reviews.map(({ a, b, bits, reason }) => ({ a: idOf(a), b: idOf(b), bits, reason })),
    households.map(({ a, b, bits }) => ({ a: idOf(a), b: idOf(b), bits, reason: 'household' })),
  );
  const clusters = new Map<number, number[]>();
  clusterOf.forEach((head, row) => {
    const members = clusters.get(head);
    if (members === undefined) {
      clusters.set(head, [idOf(row)]);
    } else {
      members.push(idOf(row));
    }
  });
  return writeClusters(tx, [...clusters.values()], cause);
}
