import { KEY_KINDS } from './blocking-keys.ts';
import { FIELD_PRIORS, FIRST_OPEN_FIELD } from './comparison-fields.ts';
import type { TeachingPairs } from './expectation.ts';
import type { Labour } from './labour.ts';
import type { FieldModel, MatchingModel } from './matching-model.ts';
import type { PairSample } from './pair-sample.ts';
import type { RecordSet } from './record-set.ts';
import { type ScoringContext, scoringContext } from './scoring-context.ts';
import type { ValueStats } from './value-stats.ts';

/** Pairs of rows of one whole name: how many there are, and a compared sample in which each stands for `weight` of them. */
export type Namesakes = { named: number; pairs: number; sample: PairSample; weight: Float64Array };

/** What training knows so far. */
export type Learning = {
  set: RecordSet;
  stats: ValueStats;
  /** Sealed at the end: until then the version is that of the model it began with. */
  model: MatchingModel;
  /** The context last used: most of it stays the same from round to round. */
  context: ScoringContext | null;
  labour: Labour;
  random: PairSample;
  teaching: TeachingPairs;
  /** How many candidate pairs there are, of which `teaching` holds a sample. */
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
export async function learnAgreements(learning: Learning): Promise<void> {
  const { model, teaching } = learning;
  const { levels, matches, households, bySource } = await learning.labour.agreements(contextOf(learning), teaching);
  const scale = learning.allCandidates / Math.max(1, teaching.sampled);
  const seen = byField(model, levels);
  learning.model = {
    ...model,
    matchRate: rate(matches * scale + 0.5, learning.pairs),
    householdRate: rate(households * scale + PRIOR_HOUSEHOLDS / 2, learning.pairs),
    sourceBits: sourceBits(learning.set, bySource),
    fields: model.fields.map((field, index) => withAgreements(field, seen[index] as Float64Array)),
  };
}

/** Levels that stand end to end, taken apart by field. */
function byField({ fields }: Pick<MatchingModel, 'fields'>, levels: Float64Array): Float64Array[] {
  let end = 0;
  return fields.map(({ m }) => {
    end += m.length;
    return levels.subarray(end - m.length, end);
  });
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
export async function learnChances(learning: Learning, isFirst: boolean): Promise<void> {
  const { random, model } = learning;
  const { levels } = await learning.labour.chances(contextOf(learning), random, isFirst);
  const seen = byField(model, levels);
  learning.model = {
    ...model,
    fields: model.fields.map((field, index) => withChances(field, seen[index] as Float64Array)),
  };
}

export function contextOf(learning: Learning): ScoringContext {
  learning.context = scoringContext(learning.set, learning.model, learning.stats, learning.context);
  return learning.context;
}

/** Key kinds that do not make the field agree; only pairs found by one of them teach anything about it. */
export function kindsThatTeach(index: number, field: FieldModel): number {
  const own = field.name.startsWith('id:') ? FIRST_OPEN_FIELD : field.name.startsWith('attribute:') ? -1 : index;
  return KEY_KINDS.reduce((kinds, { fields }, kind) => (fields.includes(own) ? kinds : kinds | (1 << kind)), 0);
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
