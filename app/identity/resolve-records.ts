import { learnLimits } from './candidate-pairs.ts';
import type { Decision } from './cluster-rules.ts';
import type { Comparable } from './comparable.ts';
import { type MatchingModel, startingModel, USUAL_RECORDS } from './matching-model.ts';
import { type MatchingRules, USUAL_RULES, withMatchingRules } from './matching-rules.ts';
import { type PairEdges, scorePairs } from './pair-edges.ts';
import type { RecordSet } from './record-set.ts';
import { buildRecordSet } from './record-set-builder.ts';
import { type Resolution, resolveEdges } from './resolve-edges.ts';
import { type ScoringContext, scoringContext } from './scoring-context.ts';
import { trainModel } from './train-model.ts';
import { statsOfSet } from './value-stats.ts';

/** Fewer records teach nothing that the priors do not know. */
export const LEAST_RECORDS = 500;

export type ResolvedRecords = Resolution & {
  /** What was learned; and the model in force, which is that under the shop's rules. */
  learned: MatchingModel;
  model: MatchingModel;
  context: ScoringContext;
  edges: PairEdges;
  candidates: number;
};

/**
 * Learns a model from all records of a shop, in ascending order of id, and decides all profiles by it: the same scoring and
 * clustering as for one record, over the whole set. Deterministic.
 */
export function resolveRecords(
  records: readonly Comparable[],
  decisions: readonly Decision[],
  rules: MatchingRules = USUAL_RULES,
): ResolvedRecords {
  return resolveSet(buildRecordSet(records), decisions, rules);
}

/** The same of records that are laid out already; `done` is told the name of each step as it ends. */
export function resolveSet(
  set: RecordSet,
  decisions: readonly Decision[],
  rules: MatchingRules = USUAL_RULES,
  done: (step: string) => void = () => {},
): ResolvedRecords {
  const stats = statsOfSet(set);
  done('statistics');
  const found = learnLimits(set);
  done('candidates');
  const learned = set.size < LEAST_RECORDS ? startingModel([], USUAL_RECORDS) : trainModel(set, stats, found);
  const model = withMatchingRules(learned, rules);
  done('training');
  const context = scoringContext(set, model, stats);
  const edges = scorePairs(context, found.pairs);
  done('scoring');
  const resolution = resolveEdges(context, edges, decisions);
  done('clusters');
  return { ...resolution, learned, model, context, edges, candidates: found.pairs.a.length };
}
