import type { AnsweredPair } from './answered-pairs.ts';
import type { Decision } from './cluster-rules.ts';
import type { Comparable } from './comparable.ts';
import { ALONE, type Labour } from './labour.ts';
import { type MatchingModel, startingModel, USUAL_RECORDS } from './matching-model.ts';
import { type MatchingRules, USUAL_RULES, withMatchingRules } from './matching-rules.ts';
import type { PairEdges } from './pair-edges.ts';
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

/** How a shop is resolved, where it is not as usual. */
export type ResolveOptions = {
  rules?: MatchingRules;
  /** Answers of people that training learns from. */
  answers?: readonly AnsweredPair[];
  labour?: Labour;
  /** Told the name of each step as it ends. */
  done?: (step: string) => void;
};

/**
 * Learns a model from all records of a shop, in ascending order of id, and decides all profiles by it: the same scoring and
 * clustering as for one record, over the whole set. Deterministic, whoever does the labour.
 */
export function resolveRecords(
  records: readonly Comparable[],
  decisions: readonly Decision[],
  options: ResolveOptions = {},
): Promise<ResolvedRecords> {
  return resolveSet(buildRecordSet(records), decisions, options);
}

/** The same of records that are laid out already. */
export async function resolveSet(
  set: RecordSet,
  decisions: readonly Decision[],
  { rules = USUAL_RULES, answers = [], labour = ALONE, done = () => {} }: ResolveOptions = {},
): Promise<ResolvedRecords> {
  const stats = statsOfSet(set);
  done('statistics');
  const found = await labour.candidates(set, null);
  done('candidates');
  const isSmall = set.size < LEAST_RECORDS;
  const learned = isSmall ? startingModel([], USUAL_RECORDS) : await trainModel(set, stats, found, labour, { answers });
  const model = withMatchingRules(learned, rules);
  done('training');
  const context = scoringContext(set, model, stats);
  const edges = await labour.score(context, found.pairs);
  done('scoring');
  const resolution = resolveEdges(context, edges, decisions);
  done('clusters');
  return { ...resolution, learned, model, context, edges, candidates: found.pairs.a.length };
}
