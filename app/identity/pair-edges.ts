import { DoubleList, IntList } from './int-list.ts';
import { newScore, type PairScore, scorePair } from './score-pair.ts';
import type { ScoringContext } from './scoring-context.ts';

/** Scored pairs of rows that matter: likely enough to be asked about, or likely one household. Columns of equal length. */
export type PairEdges = {
  a: Int32Array;
  b: Int32Array;
  /** Rounded to four places, so that order never hangs on the last bit of a float. */
  bits: Float64Array;
  householdBits: Float64Array;
  positiveGroups: Uint8Array;
  veto: Uint8Array;
  /** 1 = same verified identifier. */
  deterministic: Uint8Array;
};

/** Pairs below both are forgotten. */
export const HOUSEHOLD_FLOOR = 3;

/** Scores the pairs and keeps what matters. The same for a record with its candidates and for all candidates of a shop. */
export function scorePairs(context: ScoringContext, pairs: { a: Int32Array; b: Int32Array }): PairEdges {
  const kept = new EdgeList();
  const score = newScore(context);
  const floor = context.model.thresholds.review;
  for (let at = 0; at < pairs.a.length; at += 1) {
    const a = pairs.a[at] as number;
    const b = pairs.b[at] as number;
    scorePair(context, a, b, score);
    if (score.bits >= floor || score.householdBits >= HOUSEHOLD_FLOOR || score.deterministic) kept.push(a, b, score);
  }
  return kept.build();
}

class EdgeList {
  readonly #rows = new IntList();
  readonly #bits = new DoubleList();
  readonly #marks = new IntList();

  push(a: number, b: number, score: PairScore): void {
    this.#rows.push(a);
    this.#rows.push(b);
    this.#bits.push(roundedBits(score.bits));
    this.#bits.push(roundedBits(score.householdBits));
    this.#marks.push(score.positiveGroups | (score.veto << 8) | (score.deterministic ? 1 << 16 : 0));
  }

  build(): PairEdges {
    const rows = this.#rows.trimmed();
    const bits = this.#bits.trimmed();
    const marks = this.#marks.trimmed();
    return {
      a: rows.filter((_, at) => at % 2 === 0),
      b: rows.filter((_, at) => at % 2 === 1),
      bits: bits.filter((_, at) => at % 2 === 0),
      householdBits: bits.filter((_, at) => at % 2 === 1),
      positiveGroups: Uint8Array.from(marks, (mark) => mark & 255),
      veto: Uint8Array.from(marks, (mark) => (mark >> 8) & 255),
      deterministic: Uint8Array.from(marks, (mark) => mark >> 16),
    };
  }
}

export function roundedBits(bits: number): number {
  return Math.round(bits * 1e4) / 1e4;
}
