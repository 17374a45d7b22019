import type { Tx } from '#app/platform/db.server.ts';
import { activeModel } from './active-model.server.ts';
import { decisionsAbout } from './component.server.ts';
import { withLabour } from './labour-threads.server.ts';
import { dropEdges, writeEdges } from './match-edges.server.ts';
import type { MatchingModel } from './matching-model.ts';
import { keepQuestions } from './open-questions.server.ts';
import type { PairEdges } from './pair-edges.ts';
import { layOutShop } from './read-comparables.server.ts';
import type { RecordSet } from './record-set.ts';
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
  return decideSet(tx, await layOutShop(tx), cause, step);
}

/** The same for a caller who has laid them out: all of the shop that can be compared, in order of id. */
export async function decideSet(
  tx: Tx,
  set: RecordSet,
  cause: string,
  step: Step,
  threads?: number,
): Promise<TouchedProfiles> {
  const model = await activeModel(tx);
  await step('Comparing records', 0.2);
  const context = scoringContext(set, model, statsOfSet(set));
  const edges = await withLabour(
    set.size,
    async (labour) => labour.score(context, (await labour.candidates(set, model.keyLimits)).pairs),
    threads,
  );
  await step('Deciding who is who', 0.4);
  const resolution = resolveEdges(context, edges, await decisionsAbout(tx, null));
  await step('Writing down who is who', 0.45);
  return writeDecided(tx, set.ids, { ...resolution, model, edges }, cause);
}

type Decided = Resolution & { model: MatchingModel; edges: PairEdges };

/** Writes all that follows from deciding a whole shop: edges, questions, households, profiles. `ids`: the record of each row. */
export async function writeDecided(
  tx: Tx,
  ids: Float64Array,
  { model, edges, reviews, households, clusterOf }: Decided,
  cause: string,
): Promise<TouchedProfiles> {
  await dropEdges(tx);
  await writeEdges(tx, ids, edges, model.version);
  const idOf = (row: number) => ids[row]!;
  const related = await keepQuestions(
    tx,
    [...ids],
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
  return writeClusters(tx, [...clusters.values()], cause, related);
}
