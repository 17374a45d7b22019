import type { Tx } from '#app/platform/db.server.ts';
import type { Comparable } from './comparable.ts';
import { dropEdges, writeEdges } from './match-edges.server.ts';
import type { MatchingModel } from './matching-model.ts';
import { keepQuestions } from './open-questions.server.ts';
import type { PairEdges } from './pair-edges.ts';
import type { Resolution } from './resolve-edges.ts';
import { type TouchedProfiles, writeClusters } from './write-clusters.server.ts';

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
