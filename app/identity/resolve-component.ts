import { blockingKeys } from './blocking-keys.ts';
import type { Decision } from './cluster-rules.ts';
import type { Comparable } from './comparable.ts';
import type { MatchingModel } from './matching-model.ts';
import { type PairEdges, scorePairs } from './pair-edges.ts';
import { buildRecordSet } from './record-set-builder.ts';
import { type Resolution, resolveEdges } from './resolve-edges.ts';
import { type ScoringContext, scoringContext } from './scoring-context.ts';
import { type PeopleByValue, statsFromPeople } from './value-stats.ts';

/** All that the profiles of a component depend on. */
export type ComponentInput = {
  /** Every record of the components in question, in any order, each once. */
  records: readonly Comparable[];
  decisions: readonly Decision[];
  model: MatchingModel;
  /** How many people use each value, where it is more than one. */
  people: PeopleByValue;
  /** Blocking keys that more records of the whole shop share than the model allows. */
  crowded: ReadonlySet<number>;
};

export type ComponentOutput = Resolution & {
  context: ScoringContext;
  edges: PairEdges;
  /** Record ids of each profile, ascending; profiles in order of their first record. */
  profiles: number[][];
};

/**
 * Profiles of one or more whole components of candidate pairs: a pure function of the set of records, decisions, model and
 * statistics. As a shop's profiles are the union over its components, recomputing the touched ones gives what recomputing the
 * shop would give (README: Components).
 */
export function resolveComponent(input: ComponentInput): ComponentOutput {
  const records = [...input.records].sort((x, y) => x.id - y.id);
  const set = buildRecordSet(records);
  const context = scoringContext(set, input.model, statsFromPeople(set, input.people));
  const edges = scorePairs(context, pairsWithin(context, input.crowded));
  const resolution = resolveEdges(context, edges, input.decisions);
  return { ...resolution, context, edges, profiles: profilesOf(records, resolution.clusterOf) };
}

/** Pairs of rows that share a key which is not crowded, in order. */
function pairsWithin(context: ScoringContext, crowded: ReadonlySet<number>): { a: Int32Array; b: Int32Array } {
  const { size } = context.set;
  const codes = new Set<number>();
  for (const rows of rowsByKey(context, crowded).values()) {
    rows.forEach((later, at) => {
      for (const earlier of rows.slice(0, at)) codes.add(earlier * size + later);
    });
  }
  const sorted = [...codes].sort((x, y) => x - y);
  return {
    a: Int32Array.from(sorted, (code) => Math.floor(code / size)),
    b: Int32Array.from(sorted, (code) => code % size),
  };
}

function rowsByKey({ set }: ScoringContext, crowded: ReadonlySet<number>): Map<number, number[]> {
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < set.size; row += 1) {
    for (const { key } of blockingKeys(set, row)) {
      const rows = rowsOf.get(key);
      if (rows !== undefined) rows.push(row);
      else if (!crowded.has(key)) rowsOf.set(key, [row]);
    }
  }
  return rowsOf;
}

function profilesOf(records: readonly Comparable[], clusterOf: Int32Array): number[][] {
  const profiles = new Map<number, number[]>();
  records.forEach(({ id }, row) => {
    const first = clusterOf[row] as number;
    const members = profiles.get(first);
    if (members === undefined) profiles.set(first, [id]);
    else members.push(id);
  });
  return [...profiles.values()];
}
