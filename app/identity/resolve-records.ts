import { learnLimits } from './candidate-pairs.ts';
import type { Decision } from './cluster-rules.ts';
import type { Comparable } from './comparable.ts';
import { type MatchingModel, startingModel, USUAL_RECORDS } from './matching-model.ts';
import { type MatchingRules, USUAL_RULES, withMatchingRules } from './matching-rules.ts';
import { type PairEdges, scorePairs } from './pair-edges.ts';
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
  const set = buildRecordSet(records);
  const stats = statsOfSet(set);
  const found = learnLimits(set);
  const learned = set.size < LEAST_RECORDS ? startingModel([], USUAL_RECORDS) : trainModel(set, stats, found);
  const model = withMatchingRules(learned, rules);
  const context = scoringContext(set, model, stats);
  const edges = scorePairs(context, found.pairs);
  return {
    ...resolveEdges(context, edges, decisions),
    learned,
    model,
    context,
    edges,
    candidates: found.pairs.a.length,
  };
}
