import type { CandidatePairs } from './candidate-pairs.ts';
import { comparePair } from './compare-pair.ts';
import type { PairScore } from './score-pair.ts';
import type { ScoringContext } from './scoring-context.ts';
import { seededRandom } from './seeded-random.ts';

/** Compared pairs that training goes through again and again: levels and values of all fields, end to end. */
export type PairSample = {
  size: number;
  a: Int32Array;
  b: Int32Array;
  /** Bit set of the key kinds that found the pair; 0 for random pairs. */
  kinds: Int32Array;
  levels: Uint8Array;
  values: Int32Array;
  /** Bit set: 1 = names agree crosswise, 2 = the e-mail in common is one's own; the rest is `generations` times 4. */
  marks: Uint8Array;
  /** The source that both are from; 0 = not from one. */
  sources: Uint8Array;
};

/** Random pairs of rows, the same for the same seed; all pairs when there are no more than `most`. */
export function randomPairs(rows: number, most: number, seed: number): Pick<PairSample, 'a' | 'b'> {
  const all = (rows * (rows - 1)) / 2;
  const a = new Int32Array(Math.min(all, most));
  const b = new Int32Array(a.length);
  if (all <= most) {
    let at = 0;
    for (let later = 1; later < rows; later += 1) {
      for (let earlier = 0; earlier < later; earlier += 1) {
        a[at] = earlier;
        b[at] = later;
        at += 1;
      }
    }
    return { a, b };
  }
  const random = seededRandom(seed);
  for (let at = 0; at < a.length; at += 1) {
    const x = Math.floor(random() * rows);
    const y = (x + 1 + Math.floor(random() * (rows - 1))) % rows;
    a[at] = Math.min(x, y);
    b[at] = Math.max(x, y);
  }
  return { a, b };
}

/** At most `most` of the candidates, evenly spread over their order. */
export function sampleOfCandidates(pairs: CandidatePairs, most: number): Pick<PairSample, 'a' | 'b' | 'kinds'> {
  const total = pairs.a.length;
  if (total <= most) return pairs;
  const pick = (column: Int32Array) =>
    Int32Array.from({ length: most }, (_, at) => column[Math.floor((at * total) / most)] as number);
  return { a: pick(pairs.a), b: pick(pairs.b), kinds: pick(pairs.kinds) };
}

/** Compares the pairs once and keeps what was found. */
export function comparedSample(
  context: ScoringContext,
  score: PairScore,
  pairs: Pick<PairSample, 'a' | 'b'> & { kinds?: Int32Array },
): PairSample {
  const size = pairs.a.length;
  const fields = context.fields.length;
  const sample: PairSample = {
    size,
    a: pairs.a,
    b: pairs.b,
    kinds: pairs.kinds ?? new Int32Array(size),
    levels: new Uint8Array(size * fields),
    values: new Int32Array(size * fields),
    marks: new Uint8Array(size),
    sources: new Uint8Array(size),
  };
  const { comparison } = score;
  for (let at = 0; at < size; at += 1) {
    comparePair(context.set, context.ignored, pairs.a[at] as number, pairs.b[at] as number, comparison);
    sample.levels.set(comparison.levels, at * fields);
    sample.values.set(comparison.values, at * fields);
    sample.sources[at] = comparison.source;
    sample.marks[at] =
      (comparison.names.swapped ? 1 : 0) | (comparison.ownMailbox ? 2 : 0) | (comparison.generations << 2);
  }
  return sample;
}

/** Puts pair `at` of the sample back into `score.comparison`. */
export function recallPair(sample: PairSample, at: number, score: PairScore): void {
  const { comparison } = score;
  const fields = comparison.levels.length;
  const start = at * fields;
  for (let field = 0; field < fields; field += 1) {
    comparison.levels[field] = sample.levels[start + field] as number;
    comparison.values[field] = sample.values[start + field] as number;
  }
  comparison.source = sample.sources[at] as number;
  const mark = sample.marks[at] as number;
  comparison.names.swapped = (mark & 1) !== 0;
  comparison.ownMailbox = (mark & 2) !== 0;
  comparison.generations = mark >> 2;
}
