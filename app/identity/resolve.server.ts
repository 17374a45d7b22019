import type { Tx } from '#app/platform/db.server.ts';
import { activeModel } from './active-model.server.ts';
import { indexKeys, neighbourhood } from './blocking-index.server.ts';
import type { Comparable } from './comparable.ts';
import { decisionsAbout, householdsOf, wholeComponents } from './component.server.ts';
import { rescore } from './match-edges.server.ts';
import type { MatchingModel } from './matching-model.ts';
import { keepQuestions, type PairNote } from './open-questions.server.ts';
import { readComparables } from './read-comparables.server.ts';
import { buildRecordSet } from './record-set-builder.ts';
import { type ComponentOutput, resolveComponent } from './resolve-component.ts';
import { peopleFromStats, statsOfSet } from './value-stats.ts';
import { type TouchedProfiles, writeClusters } from './write-clusters.server.ts';

/**
 * Decides to which profile each of these records belongs: keys → candidates → scores → whole components → clusters. The
 * components that are touched are decided anew from all their records, so the answer depends on the set of records and
 * not on the order in which they came. O(records × their candidates). The caller holds the shop's lock.
 */
export async function resolve(tx: Tx, recordIds: readonly number[], cause: string): Promise<TouchedProfiles> {
  if (recordIds.length === 0) {
    return { profiles: [], changed: [] };
  }
  const model = await activeModel(tx);
  await compareTouched(tx, model, recordIds);
  const component = await wholeComponents(tx, recordIds, model.thresholds.review);
  // A household joins people of two components: those next door are decided along, so that the relation is seen whole.
  const nextDoor = await householdsOf(tx, component, model.thresholds.review);
  const around =
    nextDoor.length === 0 ? component : await wholeComponents(tx, [...component, ...nextDoor], model.thresholds.review);
  const { output, records } = await decide(tx, model, around);
  await keepNotes(tx, component, records, output);
  const inside = new Set(component);
  const profiles = output.profiles.filter((profile) => profile.some((id) => inside.has(id)));
  return writeClusters(tx, withTheRest(component, profiles), cause);
}

/** Renews the keys of these records and their scores against all that share one. */
async function compareTouched(tx: Tx, model: MatchingModel, recordIds: readonly number[]): Promise<void> {
  await indexKeys(tx, recordIds, await readComparables(tx, recordIds));
  const near = await neighbourhood(tx, recordIds, model.keyLimits);
  const ids = new Set([...recordIds, ...near.holders, ...near.groups.flat()]);
  await rescore(tx, model, recordIds, await readComparables(tx, [...ids]), near);
}

/** Clusters of whole components, by the same pure function that serves the whole shop. */
async function decide(
  tx: Tx,
  model: MatchingModel,
  component: readonly number[],
): Promise<{ output: ComponentOutput; records: Comparable[] }> {
  const near = await neighbourhood(tx, component, model.keyLimits);
  const everybody = await readComparables(tx, [...new Set([...component, ...near.holders])]);
  const wider = buildRecordSet(everybody);
  const inside = new Set(component);
  const records = everybody.filter((record) => inside.has(record.id));
  const output = resolveComponent({
    records,
    decisions: await decisionsAbout(tx, component),
    model,
    people: peopleFromStats(wider, statsOfSet(wider)),
    crowded: near.crowded,
  });
  return { output, records };
}

/** Records that cannot be compared stay profiles of their own. */
function withTheRest(component: readonly number[], profiles: readonly number[][]): number[][] {
  const placed = new Set(profiles.flat());
  return [...profiles, ...component.filter((id) => !placed.has(id)).map((id) => [id])];
}

async function keepNotes(
  tx: Tx,
  component: readonly number[],
  records: readonly Comparable[],
  output: ComponentOutput,
): Promise<void> {
  const note = ({ a, b, bits }: { a: number; b: number; bits: number }, reason: string): PairNote => ({
    a: records[a]!.id,
    b: records[b]!.id,
    bits,
    reason,
  });
  const inside = new Set(component);
  const concerns = ({ a, b }: PairNote) => inside.has(a) || inside.has(b);
  await keepQuestions(
    tx,
    component,
    output.reviews.map((item) => note(item, item.reason)).filter(concerns),
    output.households.map((link) => note(link, 'household')).filter(concerns),
  );
}
