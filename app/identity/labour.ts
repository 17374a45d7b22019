import { type CandidatePairs, findPairs, pairsOfKind } from './candidate-pairs.ts';
import {
  addBeliefs,
  type Believed,
  beliefSpans,
  expectedAgreements,
  expectedChances,
  type TeachingPairs,
} from './expectation.ts';
import { type PairEdges, scorePairs } from './pair-edges.ts';
import { comparedSample, type PairSample } from './pair-sample.ts';
import type { RecordSet } from './record-set.ts';
import { newScore } from './score-pair.ts';
import type { ScoringContext } from './scoring-context.ts';

/** Pairs of rows, columns of equal length. */
export type Pairs = { a: Int32Array; b: Int32Array };

/** Candidate pairs, and the limits of the kinds of keys that they were found under. */
export type Found = { limits: number[]; pairs: CandidatePairs };

/**
 * Who does the pieces of work that grow with the pairs: this thread, or several. Whoever does them, the outcome is the same to the
 * bit, as each piece is a pure function and pieces are put together in order.
 */
export type Labour = {
  /** Pairs worth comparing; with null the limits are learned from the set. */
  candidates(set: RecordSet, limits: readonly number[] | null): Promise<Found>;
  compare(context: ScoringContext, pairs: Pairs & { kinds?: Int32Array }): Promise<PairSample>;
  /** What the model believes of the candidate pairs, and of random pairs: `expectation.ts`. */
  agreements(context: ScoringContext, teaching: TeachingPairs): Promise<Believed>;
  chances(context: ScoringContext, sample: PairSample, isFirst: boolean): Promise<Believed>;
  score(context: ScoringContext, pairs: Pairs): Promise<PairEdges>;
};

/** This thread. */
export const ALONE: Labour = {
  candidates: async (set, limits) => findPairs(set, limits, pairsOfKind),
  compare: async (context, pairs) => comparedSample(context, newScore(context), pairs),
  agreements: async (context, teaching) =>
    addBeliefs(
      beliefSpans(teaching.sample.size).map(({ from, to }) => expectedAgreements(context, teaching, from, to)),
    ),
  chances: async (context, sample, isFirst) =>
    addBeliefs(beliefSpans(sample.size).map(({ from, to }) => expectedChances(context, sample, isFirst, from, to))),
  score: async (context, pairs) => scorePairs(context, pairs),
};
