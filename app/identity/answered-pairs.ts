import { KEY_KINDS } from './blocking-keys.ts';
import type { RecordSet } from './record-set.ts';

/** What a person said of two records, by record id. */
export type AnsweredPair = { a: number; b: number; same: boolean };

/** What is known of a pair in training: nothing, or what a person has said. */
export const ANSWER = { NONE: 0, DIFFERENT: 1, SAME: 2 } as const;

/** Nobody's key found such a pair, so it may teach about every field. */
const EVERY_KIND = 2 ** KEY_KINDS.length - 1;

type Sample = { a: Int32Array; b: Int32Array; kinds: Int32Array };

export type AnsweredSample = Sample & {
  /** `ANSWER` by pair. */
  answers: Uint8Array;
  /** Pairs of the sample itself; behind them stand answered ones that it does not hold. */
  sampled: number;
};

/** Marks the pairs of a sample that people have answered, and puts those behind it that are not among them. O(sample + answers). */
export function withAnswers(set: RecordSet, sample: Sample, answered: readonly AnsweredPair[]): AnsweredSample {
  const open = answersByRows(set, answered);
  const sampled = sample.a.length;
  const codeOf = (at: number) => (sample.a[at] as number) * set.size + (sample.b[at] as number);
  const marks = Uint8Array.from({ length: sampled }, (_, at) => {
    const mark = open.size === 0 ? undefined : open.get(codeOf(at));
    if (mark !== undefined) open.delete(codeOf(at));
    return mark ?? ANSWER.NONE;
  });
  const rest = [...open].sort(([x], [y]) => x - y);
  return {
    a: Int32Array.from([...sample.a, ...rest.map(([code]) => Math.floor(code / set.size))]),
    b: Int32Array.from([...sample.b, ...rest.map(([code]) => code % set.size)]),
    kinds: Int32Array.from([...sample.kinds, ...rest.map(() => EVERY_KIND)]),
    answers: Uint8Array.from([...marks, ...rest.map(([, mark]) => mark)]),
    sampled,
  };
}

function answersByRows(set: RecordSet, answered: readonly AnsweredPair[]): Map<number, number> {
  const found = new Map<number, number>();
  if (answered.length === 0) return found;
  const rowOf = new Map<number, number>();
  set.ids.forEach((id, row) => {
    rowOf.set(id, row);
  });
  for (const { a, b, same } of answered) {
    const [x, y] = [rowOf.get(a), rowOf.get(b)];
    if (x === undefined || y === undefined || x === y) continue;
    found.set(Math.min(x, y) * set.size + Math.max(x, y), same ? ANSWER.SAME : ANSWER.DIFFERENT);
  }
  return found;
}
