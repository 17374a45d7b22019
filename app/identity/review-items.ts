import type { Decision, Refusal, RefusalReason } from './cluster-rules.ts';
import type { PairEdges } from './pair-edges.ts';
import { rowsByRecordId } from './record-rows.ts';
import type { ScoringContext } from './scoring-context.ts';
import { VETO } from './vetoes.ts';

/** Two clusters that may be one person: a question for a human. Rows of the record set. */
export type ReviewItem = {
  /** The pair of records that speaks strongest for it. */
  a: number;
  b: number;
  bits: number;
  reason: RefusalReason;
};

/**
 * One question for each pair of clusters that look alike and stayed apart, the strongest first: pairs between the review and the
 * link threshold, and links that a rule refused. Households are relations, not questions; what a person decided is not asked again.
 */
export function reviewItems(
  context: ScoringContext,
  edges: PairEdges,
  clusterOf: Int32Array,
  refusals: readonly Refusal[],
  decisions: readonly Decision[],
): ReviewItem[] {
  const questions = new ClusterPairs(clusterOf);
  for (const refusal of refusals) {
    if (refusal.reason !== 'household' && refusal.reason !== 'decision') questions.offer(refusal);
  }
  for (let at = 0; at < edges.a.length; at += 1) {
    if (!isQuestion(context, edges, at)) continue;
    questions.offer({
      a: edges.a[at] as number,
      b: edges.b[at] as number,
      bits: edges.bits[at] as number,
      reason: 'unsure',
    });
  }
  for (const [a, b] of cannotLinkRows(context, decisions)) questions.drop(a, b);
  return questions.sorted();
}

function isQuestion(context: ScoringContext, edges: PairEdges, at: number): boolean {
  const { review, link } = context.model.thresholds;
  const bits = edges.bits[at] as number;
  return bits >= review && bits < link && edges.veto[at] === VETO.NONE && (edges.positiveGroups[at] as number) >= 2;
}

function cannotLinkRows(context: ScoringContext, decisions: readonly Decision[]): [number, number][] {
  const cannot = decisions.filter(({ kind }) => kind === 'cannot_link');
  if (cannot.length === 0) return [];
  const rowOf = rowsByRecordId(context.set);
  return cannot.flatMap(({ a, b }): [number, number][] => {
    const x = rowOf.get(a);
    const y = rowOf.get(b);
    return x === undefined || y === undefined ? [] : [[x, y]];
  });
}

/** The strongest question of each pair of clusters; of equal ones the first offered, which gives refusals the word. */
class ClusterPairs {
  readonly #clusterOf: Int32Array;
  readonly #items = new Map<number, ReviewItem>();

  constructor(clusterOf: Int32Array) {
    this.#clusterOf = clusterOf;
  }

  offer({ a, b, bits, reason }: ReviewItem): void {
    const key = this.#key(a, b);
    if (key === null) return;
    const known = this.#items.get(key);
    if (known === undefined || bits > known.bits) this.#items.set(key, { a, b, bits, reason });
  }

  drop(a: number, b: number): void {
    const key = this.#key(a, b);
    if (key !== null) this.#items.delete(key);
  }

  #key(a: number, b: number): number | null {
    const x = this.#clusterOf[a] as number;
    const y = this.#clusterOf[b] as number;
    return x === y ? null : Math.min(x, y) * this.#clusterOf.length + Math.max(x, y);
  }

  sorted(): ReviewItem[] {
    return [...this.#items.values()].sort((x, y) => y.bits - x.bits || x.a - y.a || x.b - y.b);
  }
}
