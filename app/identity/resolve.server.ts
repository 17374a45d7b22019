import type { Tx } from '#app/platform/db.server.ts';
import { type Matching, matchingNow } from './active-model.server.ts';
import { indexKeys, type Neighbourhood, neighbourhood } from './blocking-index.server.ts';
import type { Decision } from './cluster-rules.ts';
import type { Comparable } from './comparable.ts';
import { decisionsAbout, recordsAround } from './component.server.ts';
import { rescore } from './match-edges.server.ts';
import { keepQuestions, type PairNote } from './open-questions.server.ts';
import { RecordShelf } from './read-comparables.server.ts';
import { buildRecordSet } from './record-set-builder.ts';
import { type ComponentOutput, resolveComponent } from './resolve-component.ts';
import { holdersOfTurnedValues } from './turned-values.ts';
import { peopleFromStats, statsOfSet } from './value-stats.ts';
import { type TouchedProfiles, writeClusters } from './write-clusters.server.ts';

/** What one decision works with. */
type Work = Matching & { tx: Tx; shelf: RecordShelf };

/**
 * Decides to which profile each of these records belongs: keys → candidates → scores → whole components → clusters. The
 * components that are touched are decided anew from all their records, so the answer depends on the set of records and
 * not on the order in which they came. An id of which there is no record any more is forgotten and has no profile.
 * O(records × their candidates); for one record a dozen statements whose plans are kept. The caller holds the shop's lock.
 */
export async function resolve(tx: Tx, recordIds: readonly number[], cause: string): Promise<TouchedProfiles> {
  if (recordIds.length === 0) {
    return { profiles: [], changed: [], moved: [], related: [] };
  }
  const matching = await matchingNow(tx);
  const work: Work = { ...matching, tx, shelf: new RecordShelf(tx, matching.nobodys) };
  const { review } = work.model.thresholds;
  const { near, turned } = await compareTouched(work, recordIds);
  const { component, around, decided, noted } = await recordsAround(tx, [...recordIds, ...turned], review);
  const inside = new Set(component);
  const asked = new Set(recordIds);
  const isSame = around.length === asked.size && around.every((id) => asked.has(id));
  const decisions = decided ? await decisionsAbout(tx, around) : [];
  const { output, records } = await decide(work, around, { near: isSame ? near : null, decisions });
  const related = await keepNotes(tx, component, { records, output, noted });
  const profiles = output.profiles.filter((profile) => profile.some((id) => inside.has(id)));
  const touched = await writeClusters(tx, withTheRest(work.shelf.existing(component), profiles), cause, related);
  return { ...touched, profiles: [...new Set([...touched.profiles, ...touched.related])] };
}

/** Renews the keys of these records and their scores against all that share one; `turned` = what others' links now weigh otherwise. */
async function compareTouched(
  { tx, shelf, model }: Work,
  recordIds: readonly number[],
): Promise<{ near: Neighbourhood; turned: number[] }> {
  const { lost, isNew } = await indexKeys(tx, recordIds, await shelf.take(recordIds));
  const near = await neighbourhood(tx, recordIds, model.keyLimits, lost);
  const records = await shelf.take([...recordIds, ...near.holders.flat(), ...near.groups.flat()]);
  const set = buildRecordSet(records);
  await rescore(tx, model, { touched: recordIds, records, set, near, isNew });
  const turned = holdersOfTurnedValues(set, near.holders, new Set(recordIds));
  return { near, turned: [...near.turned.flat(), ...turned] };
}

/** Clusters of whole components, by the same pure function that serves the whole shop. */
async function decide(
  { tx, shelf, model }: Work,
  component: readonly number[],
  known: { near: Neighbourhood | null; decisions: readonly Decision[] },
): Promise<{ output: ComponentOutput; records: Comparable[] }> {
  const near = known.near ?? (await neighbourhood(tx, component, model.keyLimits));
  const everybody = await shelf.take([...component, ...near.holders.flat()]);
  const wider = buildRecordSet(everybody);
  const inside = new Set(component);
  const records = everybody.filter((record) => inside.has(record.id));
  const output = resolveComponent({
    records,
    decisions: known.decisions,
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

/** Returns the records at either end of a household's link that came or went. */
async function keepNotes(
  tx: Tx,
  component: readonly number[],
  { records, output, noted }: { records: readonly Comparable[]; output: ComponentOutput; noted: boolean },
): Promise<number[]> {
  const note = ({ a, b, bits }: { a: number; b: number; bits: number }, reason: string): PairNote => ({
    a: records[a]!.id,
    b: records[b]!.id,
    bits,
    reason,
  });
  const inside = new Set(component);
  const concerns = ({ a, b }: PairNote) => inside.has(a) || inside.has(b);
  const questions = output.reviews.map((item) => note(item, item.reason)).filter(concerns);
  const households = output.households.map((link) => note(link, 'household')).filter(concerns);
  // Most people raise no question and never have.
  return noted || questions.length > 0 || households.length > 0
    ? keepQuestions(tx, component, questions, households)
    : [];
}
