import { type PairsOfKind, pairsOfKind } from './candidate-pairs.ts';
import { type Believed, expectedAgreements, expectedChances, type TeachingPairs } from './expectation.ts';
import type { Pairs } from './labour.ts';
import { type PairEdges, scorePairs } from './pair-edges.ts';
import { comparedSample, type PairSample } from './pair-sample.ts';
import type { RecordSet } from './record-set.ts';
import { newScore } from './score-pair.ts';
import type { ScoringContext } from './scoring-context.ts';

/** What a thread is given before its tasks; each replaces the one before. A context comes without its set. */
export type Given = {
  set?: RecordSet;
  context?: Omit<ScoringContext, 'set'>;
  pairs?: Pairs;
  teaching?: TeachingPairs;
  random?: PairSample;
};

/** A piece of work: a kind of key, or a span of the pairs that were given. */
export type Task =
  | { what: 'kind'; kind: number; limit: number | null }
  | { what: 'compare' | 'score' | 'agreements'; from: number; to: number }
  | { what: 'chances'; isFirst: boolean; from: number; to: number };

export type Result = PairsOfKind | PairSample | PairEdges | Believed;

export type ToThread = { given: Given } | { task: Task; nth: number };
export type FromThread = { nth: number; result: Result };

/** Does one task with what was given. Pure. */
export function perform(task: Task, { set, context, pairs, teaching, random }: Given): Result {
  if (task.what === 'kind') return pairsOfKind(set as RecordSet, task.kind, task.limit);
  const whole = { ...context, set } as ScoringContext;
  if (task.what === 'agreements') return expectedAgreements(whole, teaching as TeachingPairs, task.from, task.to);
  if (task.what === 'chances') return expectedChances(whole, random as PairSample, task.isFirst, task.from, task.to);
  const span = {
    a: (pairs as Pairs).a.subarray(task.from, task.to),
    b: (pairs as Pairs).b.subarray(task.from, task.to),
  };
  return task.what === 'score' ? scorePairs(whole, span) : comparedSample(whole, newScore(whole), span);
}
