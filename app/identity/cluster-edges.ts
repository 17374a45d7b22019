import { type ComponentEdge, clusterComponent, type PairOracle } from './cluster-component.ts';
import type { Decision, Refusal } from './cluster-rules.ts';
import { connectedRows } from './connected-rows.ts';
import { type PairEdges, roundedBits } from './pair-edges.ts';
import { rowsByRecordId } from './record-rows.ts';
import { newScore, scorePair } from './score-pair.ts';
import type { ScoringContext } from './scoring-context.ts';
import type { VetoCode } from './vetoes.ts';

/** Which records are one person, and which links were refused. */
export type Clustering = {
  /** By row: the row of the cluster's record with the lowest id. */
  clusterOf: Int32Array;
  refusals: Refusal[];
};

/**
 * Clusters a set of records along its edges. The set must hold whole components (README: Components) and be in ascending order of
 * record id; then the result is a function of the records, decisions, model and value statistics alone.
 */
export function clusterEdges(context: ScoringContext, edges: PairEdges, decisions: readonly Decision[]): Clustering {
  assertOrdered(context.set.ids);
  const decided = decisionsByRow(context, decisions);
  const { mustLinks } = decided;
  const floor = context.model.thresholds.review;
  const components = connectedRows(context.set.size, edges, mustLinks, floor);
  const oracle = pairOracle(context, decided.verdicts);
  const clusterOf = Int32Array.from({ length: context.set.size }, (_, row) => row);
  const refusals: Refusal[] = [];
  for (const component of components) {
    const result = clusterComponent(
      component.rows,
      component.edges.map((at) => edgeAt(edges, at)).sort(compareEdges),
      component.mustLinks.map((at) => mustLinks[at] as { a: number; b: number }),
      context.model.thresholds.link,
      oracle,
    );
    for (const cluster of result.clusters) {
      const first = cluster.reduce((least, row) => Math.min(least, row));
      for (const row of cluster) clusterOf[row] = first;
    }
    refusals.push(...result.refusals);
  }
  return { clusterOf, refusals };
}

function assertOrdered(ids: Float64Array): void {
  for (let row = 1; row < ids.length; row += 1) {
    if ((ids[row] as number) <= (ids[row - 1] as number))
      throw new Error('records must be in ascending order of id, each once');
  }
}

export function edgeAt(edges: PairEdges, at: number): ComponentEdge {
  return {
    a: edges.a[at] as number,
    b: edges.b[at] as number,
    bits: edges.bits[at] as number,
    veto: edges.veto[at] as VetoCode,
    positiveGroups: edges.positiveGroups[at] as number,
    deterministic: edges.deterministic[at] === 1,
  };
}

/** The strongest first; verified identifiers before all; then by record. */
function compareEdges(x: ComponentEdge, y: ComponentEdge): number {
  return Number(y.deterministic) - Number(x.deterministic) || y.bits - x.bits || x.a - y.a || x.b - y.b;
}

type Verdicts = Map<number, -1 | 1>;

/** Decisions about rows of this set, in order of rows; of two about one pair, to keep apart counts. */
function decisionsByRow(
  context: ScoringContext,
  decisions: readonly Decision[],
): { verdicts: Verdicts; mustLinks: { a: number; b: number }[] } {
  const verdicts = verdictsByPair(context, decisions);
  const { size } = context.set;
  const mustLinks = [...verdicts]
    .filter(([, verdict]) => verdict === 1)
    .map(([pair]) => ({ a: Math.floor(pair / size), b: pair % size }));
  return { verdicts, mustLinks: mustLinks.sort((p, q) => p.a - q.a || p.b - q.b) };
}

function verdictsByPair(context: ScoringContext, decisions: readonly Decision[]): Verdicts {
  const verdicts: Verdicts = new Map();
  if (decisions.length === 0) return verdicts;
  const rowOf = rowsByRecordId(context.set);
  for (const { kind, a, b } of decisions) {
    const x = rowOf.get(a);
    const y = rowOf.get(b);
    if (x === undefined || y === undefined || x === y) continue;
    const pair = Math.min(x, y) * context.set.size + Math.max(x, y);
    if (verdicts.get(pair) !== -1) verdicts.set(pair, kind === 'must_link' ? 1 : -1);
  }
  return verdicts;
}

/** Scores any pair on demand; what was asked in one component is not asked in another, so only the last few are remembered. */
function pairOracle(context: ScoringContext, verdicts: Verdicts): PairOracle {
  const { size } = context.set;
  const score = newScore(context);
  const known = new Map<number, { bits: number; veto: VetoCode }>();
  const ask = (a: number, b: number) => {
    const pair = Math.min(a, b) * size + Math.max(a, b);
    const remembered = known.get(pair);
    if (remembered !== undefined) return remembered;
    if (known.size >= REMEMBERED_PAIRS) known.clear();
    scorePair(context, Math.min(a, b), Math.max(a, b), score);
    const answer = { bits: roundedBits(score.bits), veto: score.veto };
    known.set(pair, answer);
    return answer;
  };
  return {
    bits: (a, b) => ask(a, b).bits,
    source: (row) => context.set.source[row] as number,
    doublingBits: (source) => Math.min(0, context.sourceBits[source] as number),
    veto: (a, b) => ask(a, b).veto,
    decided: (a, b) => (verdicts.size === 0 ? 0 : (verdicts.get(Math.min(a, b) * size + Math.max(a, b)) ?? 0)),
  };
}

const REMEMBERED_PAIRS = 20_000;
