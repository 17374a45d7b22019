import { ANSWER } from './answered-pairs.ts';
import { probability } from './odds.ts';
import { type PairSample, recallPair } from './pair-sample.ts';
import { newScore, type PairScore, scoreComparison } from './score-pair.ts';
import type { ScoringContext } from './scoring-context.ts';

/** Compared candidate pairs with what people have said of them. */
export type TeachingPairs = {
  sample: PairSample;
  /** `ANSWER` by pair; those from `sampled` on stand there for their answer only. */
  answers: Uint8Array;
  sampled: number;
  /** Key kinds from whose pairs a field may learn, as a bit set, by field. */
  eligible: Int32Array;
};

/** What the present model believes of a span of pairs, added up. */
export type Believed = {
  /** By field, end to end: pairs at each level, each by its probability. */
  levels: Float64Array;
  matches: number;
  households: number;
  /** Matches by the source that both are from; 0 = not from one. */
  bySource: Float64Array;
};

/**
 * Pairs of one span. Sums are taken span by span and added in their order, so that the outcome is the same to the bit whoever does the
 * spans and however many do them at once.
 */
export const BELIEF_SPAN = 10_000;

/** How often one person's two records stand at each level, by the present model (expectation step). */
export function expectedAgreements(
  context: ScoringContext,
  { sample, answers, sampled, eligible }: TeachingPairs,
  from: number,
  to: number,
): Believed {
  const believed = nothingBelieved(context);
  const score = newScore(context);
  for (let at = from; at < to; at += 1) {
    recallPair(sample, at, score);
    scoreComparison(context, score);
    const match = matchProbability(answers[at] as number, score);
    if (at < sampled) {
      believed.matches += match;
      believed.bySource[sample.sources[at] as number]! += match;
      believed.households += (1 - match) * probability(score.householdBits);
    }
    if (match > 1e-4) addLevels(believed.levels, context, score, match, eligible, sample.kinds[at] as number);
  }
  return believed;
}

/** How often strangers stand at each level: each random pair by the odds that it is two strangers; without a model all are. */
export function expectedChances(
  context: ScoringContext,
  sample: PairSample,
  isFirst: boolean,
  from: number,
  to: number,
): Believed {
  const believed = nothingBelieved(context);
  const score = newScore(context);
  const everyKind = new Int32Array(context.fields.length).fill(-1);
  for (let at = from; at < to; at += 1) {
    recallPair(sample, at, score);
    const stranger = isFirst ? 1 : strangerProbability(context, score);
    addLevels(believed.levels, context, score, stranger, everyKind, -1);
  }
  return believed;
}

/** Spans added up in their order. */
export function addBeliefs(spans: readonly Believed[]): Believed {
  const [first, ...rest] = spans as [Believed, ...Believed[]];
  for (const span of rest) {
    first.matches += span.matches;
    first.households += span.households;
    span.levels.forEach((weight, at) => {
      first.levels[at]! += weight;
    });
    span.bySource.forEach((weight, at) => {
      first.bySource[at]! += weight;
    });
  }
  return first;
}

/** Where the spans of so many pairs begin and end; at least one. */
export function beliefSpans(pairs: number): { from: number; to: number }[] {
  return Array.from({ length: Math.max(1, Math.ceil(pairs / BELIEF_SPAN)) }, (_, nth) => ({
    from: nth * BELIEF_SPAN,
    to: Math.min(pairs, (nth + 1) * BELIEF_SPAN),
  }));
}

function nothingBelieved({ fields, set }: ScoringContext): Believed {
  return {
    levels: new Float64Array(fields.reduce((sum, { m }) => sum + m.length, 0)),
    matches: 0,
    households: 0,
    bySource: new Float64Array(set.sourceNames.length),
  };
}

function addLevels(
  levels: Float64Array,
  { fields }: ScoringContext,
  { comparison }: PairScore,
  weight: number,
  eligible: Int32Array,
  kinds: number,
): void {
  let start = -1;
  for (let field = 0; field < fields.length; field += 1) {
    const level = comparison.levels[field] as number;
    if (level > 0 && (kinds & (eligible[field] as number)) !== 0) levels[start + level]! += weight;
    start += (fields[field] as { m: number[] }).m.length;
  }
}

/** What a person has said is so; of the rest the present model's belief. */
function matchProbability(answer: number, score: PairScore): number {
  if (answer === ANSWER.NONE) return probability(score.bits);
  return answer === ANSWER.SAME ? 1 : 0;
}

function strangerProbability(context: ScoringContext, score: PairScore): number {
  scoreComparison(context, score);
  const match = probability(score.bits);
  return Math.max(0, 1 - match - (1 - match) * probability(score.householdBits));
}
