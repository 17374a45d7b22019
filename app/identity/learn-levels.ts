import { ANSWER } from './answered-pairs.ts';
import { KEY_KINDS } from './blocking-keys.ts';
import { FIELD_PRIORS, FIRST_OPEN_FIELD } from './comparison-fields.ts';
import { type FieldModel, type MatchingModel, sealModel } from './matching-model.ts';
import { type PairSample, recallPair } from './pair-sample.ts';
import type { RecordSet } from './record-set.ts';
import { newScore, type PairScore, scoreComparison } from './score-pair.ts';
import { type ScoringContext, scoringContext } from './scoring-context.ts';
import type { ValueStats } from './value-stats.ts';

/** Pairs of rows of one whole name: how many there are, and a compared sample in which each stands for `weight` of them. */
export type Namesakes = { named: number; pairs: number; sample: PairSample; weight: Float64Array };

/** What training knows so far. */
export type Learning = {
  set: RecordSet;
  stats: ValueStats;
  model: MatchingModel;
  /** The context last used: most of it stays the same from round to round. */
  context: ScoringContext | null;
  random: PairSample;
  candidates: PairSample;
  /** What people have said of each of them (`ANSWER`); those from `sampled` on stand there for their answer only. */
  answers: Uint8Array;
  sampled: number;
  /** How many candidate pairs there are, of which `candidates` is a sample. */
  allCandidates: number;
  /** All pairs of records. */
  pairs: number;
  /** Found and compared once. */
  namesakes: Namesakes | null;
};

/** The priors count as so many pairs: few records cannot carry the weights far away. */
const PRIOR_MATCHES = 30;
const PRIOR_STRANGERS = 200;
const PRIOR_HOUSEHOLDS = 10;
const LEAST_M = 0.002;
const LEAST_U = 1e-7;
/** Rarer levels than random pairs can show are never taken to be rarer than this part of the prior. */
const LEAST_SHARE_OF_PRIOR = 0.1;

/** One round of expectation maximisation: new `m` and rates from what the present model believes of each candidate pair. */
export function learnAgreements(learning: Learning): void {
  const { model, candidates } = learning;
  const context = contextOf(learning);
  const score = newScore(context);
  const eligible = model.fields.map((field, index) => kindsThatTeach(index, field));
  const seen = model.fields.map(({ m }) => new Float64Array(m.length));
  const bySource = new Float64Array(learning.set.sourceNames.length);
  let matches = 0;
  let households = 0;
  for (let at = 0; at < candidates.size; at += 1) {
    recallPair(candidates, at, score);
    scoreComparison(context, score);
    const match = believed(learning.answers[at] as number, score);
    if (at < learning.sampled) {
      matches += match;
      bySource[candidates.sources[at] as number]! += match;
      households += (1 - match) * probability(score.householdBits);
    }
    if (match > 1e-4) addSeen(seen, candidates, at, match, eligible);
  }
  const scale = learning.allCandidates / Math.max(1, learning.sampled);
  learning.model = sealModel({
    ...withoutVersion(model),
    matchRate: rate(matches * scale + 0.5, learning.pairs),
    householdRate: rate(households * scale + PRIOR_HOUSEHOLDS / 2, learning.pairs),
    sourceBits: sourceBits(learning.set, bySource),
    fields: model.fields.map((field, index) => withAgreements(field, seen[index] as Float64Array)),
  });
}

/** What a person has said is so; of the rest the present model's belief. */
function believed(answer: number, score: PairScore): number {
  if (answer === ANSWER.NONE) return probability(score.bits);
  return answer === ANSWER.SAME ? 1 : 0;
}

const MOST_SOURCE_BITS = 6;

/** How much oftener than two strangers the records of one person are from one source, by source; at 0 from two. */
function sourceBits({ source, sourceNames, size }: RecordSet, seen: Float64Array): Record<string, number> {
  const counts = new Float64Array(sourceNames.length);
  for (const index of source) counts[index]! += 1;
  const matches = seen.reduce((sum, weight) => sum + weight, 0);
  const chance = counts.map((count, index) => (index === 0 ? 0 : (count / size) ** 2));
  chance[0] = 1 - chance.reduce((sum, share) => sum + share, 0);
  const bits = sourceNames.map((name, index): [number, number] => {
    const expected = chance[index] as number;
    if (expected <= 0) return [name, 0];
    const share = ((seen[index] as number) + PRIOR_MATCHES * expected) / (matches + PRIOR_MATCHES);
    return [name, rounded(Math.min(1, Math.max(-MOST_SOURCE_BITS, Math.log2(share / expected))))];
  });
  return Object.fromEntries(bits);
}

/** Learns `u` from random pairs. Once something is known each pair counts by the odds that it is two strangers. */
export function learnChances(learning: Learning, first: boolean): void {
  const { random, model } = learning;
  const context = first ? null : contextOf(learning);
  const fields = model.fields.length;
  const seen = model.fields.map(({ u }) => new Float64Array(u.length));
  const score = context === null ? null : newScore(context);
  for (let at = 0; at < random.size; at += 1) {
    const stranger = context === null || score === null ? 1 : strangerProbability(context, random, at, score);
    for (let field = 0; field < fields; field += 1) {
      const level = random.levels[at * fields + field] as number;
      if (level > 0) (seen[field] as Float64Array)[level - 1]! += stranger;
    }
  }
  learning.model = sealModel({
    ...withoutVersion(model),
    fields: model.fields.map((field, index) => withChances(field, seen[index] as Float64Array)),
  });
}

export function contextOf(learning: Learning): ScoringContext {
  learning.context = scoringContext(learning.set, learning.model, learning.stats, learning.context);
  return learning.context;
}

function strangerProbability(context: ScoringContext, sample: PairSample, at: number, score: PairScore): number {
  recallPair(sample, at, score);
  scoreComparison(context, score);
  return Math.max(0, 1 - probability(score.bits) - householdProbability(score));
}

/** Probability of one household: its odds against strangers, of what one person leaves over. */
function householdProbability(score: PairScore): number {
  return (1 - probability(score.bits)) * probability(score.householdBits);
}

function probability(bits: number): number {
  return 1 / (1 + 2 ** -bits);
}

/** Key kinds that do not make the field agree; only pairs found by one of them teach anything about it. */
function kindsThatTeach(index: number, field: FieldModel): number {
  const own = field.name.startsWith('id:') ? FIRST_OPEN_FIELD : field.name.startsWith('attribute:') ? -1 : index;
  return KEY_KINDS.reduce((kinds, { fields }, kind) => (fields.includes(own) ? kinds : kinds | (1 << kind)), 0);
}

function addSeen(
  seen: Float64Array[],
  sample: PairSample,
  at: number,
  weight: number,
  eligible: readonly number[],
): void {
  const kinds = sample.kinds[at] as number;
  const start = at * seen.length;
  for (let field = 0; field < seen.length; field += 1) {
    const level = sample.levels[start + field] as number;
    if (level > 0 && (kinds & (eligible[field] as number)) !== 0) (seen[field] as Float64Array)[level - 1]! += weight;
  }
}

function withAgreements(field: FieldModel, seen: Float64Array): FieldModel {
  const total = seen.reduce((sum, weight) => sum + weight, 0);
  const m = FIELD_PRIORS[field.kind].levels.map((level, at) => {
    const share = ((seen[at] as number) + PRIOR_MATCHES * level.m) / (total + PRIOR_MATCHES);
    return rounded(Math.min(0.995, Math.max(LEAST_M, share)));
  });
  return { ...field, m, learnedFrom: Math.round(total) };
}

function withChances(field: FieldModel, seen: Float64Array): FieldModel {
  const total = seen.reduce((sum, weight) => sum + weight, 0);
  const u = FIELD_PRIORS[field.kind].levels.map((level, at) => {
    const share = ((seen[at] as number) + PRIOR_STRANGERS * level.u) / (total + PRIOR_STRANGERS);
    return rounded(Math.max(share, LEAST_U, level.u * LEAST_SHARE_OF_PRIOR));
  });
  return { ...field, u };
}

function rate(expected: number, pairs: number): number {
  return rounded(Math.min(0.5, Math.max(1e-12, expected / Math.max(1, pairs))));
}

/** Six digits: enough for any score, and the same text on every machine. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

function withoutVersion(model: MatchingModel): Omit<MatchingModel, 'version'> {
  const { version: _, ...rest } = model;
  return rest;
}
