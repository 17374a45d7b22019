import { CLUSTER_RULES, type Refusal, type RefusalReason } from './cluster-rules.ts';
import { VETO, type VetoCode } from './vetoes.ts';

/** One edge of a component; rows of the record set. */
export type ComponentEdge = {
  a: number;
  b: number;
  bits: number;
  veto: VetoCode;
  positiveGroups: number;
  deterministic: boolean;
};

/** What clustering needs to ask about any pair of rows in the component. */
export type PairOracle = {
  bits(a: number, b: number): number;
  veto(a: number, b: number): VetoCode;
  /** The source of a row (0 = not said), and the bits against two records of one person being in it, negative or 0. */
  source(row: number): number;
  doublingBits(source: number): number;
  /** A person said that these two are, or are not, one: 1, −1; 0 = nobody said. */
  decided(a: number, b: number): -1 | 0 | 1;
};

export type ComponentResult = { clusters: number[][]; refusals: Refusal[] };

type Cluster = { rows: number[] };

/**
 * Guarded average link over one connected component: edges from the strongest down, each joining the clusters of its ends unless a
 * rule refuses. `edges` must be in canonical order (`compareEdges`), `rows` may come in any. The result depends on nothing else,
 * so the same records give the same clusters in whatever order and batches they arrived. O(edges × size²) of small components.
 */
export function clusterComponent(
  rows: readonly number[],
  edges: readonly ComponentEdge[],
  mustLinks: readonly { a: number; b: number }[],
  link: number,
  oracle: PairOracle,
): ComponentResult {
  const clusterOf = new Map<number, Cluster>(rows.map((row) => [row, { rows: [row] }]));
  const refusals: Refusal[] = [];
  for (const { a, b } of mustLinks) joinDecided(clusterOf, a, b, oracle, refusals);
  const neighbours = neighboursOf(edges);
  for (const edge of edges) {
    const left = clusterOf.get(edge.a) as Cluster;
    const right = clusterOf.get(edge.b) as Cluster;
    if (left === right || (edge.bits < link && !edge.deterministic)) continue;
    const refusal =
      refuse(edge, left, right, link, oracle) ?? findRival(edge, left, right, clusterOf, neighbours, oracle);
    if (refusal === null) join(clusterOf, left, right);
    else refusals.push(refusal);
  }
  const clusters = [...new Set(clusterOf.values())].map(({ rows: members }) => members);
  return { clusters, refusals: refusals.filter(({ a, b }) => clusterOf.get(a) !== clusterOf.get(b)) };
}

/** People's word goes before every rule; only another word of theirs stands against it. */
function joinDecided(
  clusterOf: Map<number, Cluster>,
  a: number,
  b: number,
  oracle: PairOracle,
  refusals: Refusal[],
): void {
  const left = clusterOf.get(a);
  const right = clusterOf.get(b);
  if (left === undefined || right === undefined || left === right) return;
  const against = findAcross(left, right, (x, y) => oracle.decided(x, y) === -1);
  if (against === null) join(clusterOf, left, right);
  else refusals.push({ a, b, bits: oracle.bits(a, b), reason: 'decisions-contradict', because: against });
}

function join(clusterOf: Map<number, Cluster>, left: Cluster, right: Cluster): void {
  const [larger, smaller] = left.rows.length >= right.rows.length ? [left, right] : [right, left];
  for (const row of smaller.rows) {
    larger.rows.push(row);
    clusterOf.set(row, larger);
  }
}

const REASON_OF_VETO: Record<VetoCode, RefusalReason> = {
  [VETO.NONE]: 'unsure',
  [VETO.BIRTH]: 'birth-dates-differ',
  [VETO.GENERATION]: 'generations-differ',
  [VETO.ACCOUNTS]: 'accounts-differ',
  [VETO.HOUSEHOLD]: 'household',
};

function refuse(edge: ComponentEdge, left: Cluster, right: Cluster, link: number, oracle: PairOracle): Refusal | null {
  const because = (reason: RefusalReason, pair: { a: number; b: number } | null = null): Refusal => ({
    a: edge.a,
    b: edge.b,
    bits: edge.bits,
    reason,
    because: pair,
  });
  if (edge.veto !== VETO.NONE) return because(REASON_OF_VETO[edge.veto]);
  if (edge.positiveGroups < 2 && !edge.deterministic) return because('one-kind-of-evidence');
  const decided = findAcross(left, right, (x, y) => oracle.decided(x, y) === -1);
  if (decided !== null) return because('decision', decided);
  const size = left.rows.length + right.rows.length;
  if (size > CLUSTER_RULES.greatestSize) return because('cluster-too-large');
  const vetoed = findAcross(left, right, (x, y) => oracle.veto(x, y) !== VETO.NONE && oracle.decided(x, y) === 0);
  if (vetoed !== null) return because(REASON_OF_VETO[oracle.veto(vetoed.a, vetoed.b)], vetoed);
  if (!edge.deterministic && edge.bits + doubledSources(edge, left, right, oracle) < link)
    return because('cluster-disagrees');
  const mean = meanAcross(left, right, oracle);
  if (mean < CLUSTER_RULES.leastMean) return because('cluster-disagrees');
  const tooLarge = size > CLUSTER_RULES.ordinarySize && mean < CLUSTER_RULES.leastMeanOfLarge;
  return tooLarge ? because('cluster-too-large') : null;
}

/**
 * Bits against two clusters that each have a record in the same source, for every such source but that of the edge itself, which has
 * counted: father and son of one name at one address, each with his own account, card and newsletter.
 */
function doubledSources(edge: ComponentEdge, left: Cluster, right: Cluster, oracle: PairOracle): number {
  const ofLeft = new Set(left.rows.map((row) => oracle.source(row)));
  const doubled = new Set(right.rows.map((row) => oracle.source(row)).filter((source) => ofLeft.has(source)));
  doubled.delete(0);
  if (oracle.source(edge.a) === oracle.source(edge.b)) doubled.delete(oracle.source(edge.a));
  let bits = 0;
  for (const source of doubled) bits += oracle.doublingBits(source);
  return bits;
}

/**
 * A third cluster that attracts one side about as much, and cannot be one with the other side: then linking would be a guess
 * (a John Smith without birth date between father and son of that name at one address).
 */
function findRival(
  edge: ComponentEdge,
  left: Cluster,
  right: Cluster,
  clusterOf: Map<number, Cluster>,
  neighbours: Map<number, number[]>,
  oracle: PairOracle,
): Refusal | null {
  if (edge.deterministic) return null;
  const attraction = meanAcross(left, right, oracle) - CLUSTER_RULES.rivalMargin;
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    for (const rival of clustersAround(side, clusterOf, neighbours)) {
      if (rival === other || meanAcross(side, rival, oracle) < attraction) continue;
      const conflict = findAcross(
        other,
        rival,
        (x, y) => oracle.decided(x, y) === -1 || oracle.veto(x, y) !== VETO.NONE,
      );
      if (conflict === null) continue;
      return { a: edge.a, b: edge.b, bits: edge.bits, reason: 'could-be-either', because: conflict };
    }
  }
  return null;
}

function clustersAround(
  cluster: Cluster,
  clusterOf: Map<number, Cluster>,
  neighbours: Map<number, number[]>,
): Set<Cluster> {
  const around = new Set<Cluster>();
  for (const row of cluster.rows) {
    for (const neighbour of neighbours.get(row) ?? []) around.add(clusterOf.get(neighbour) as Cluster);
  }
  around.delete(cluster);
  return around;
}

function neighboursOf(edges: readonly ComponentEdge[]): Map<number, number[]> {
  const neighbours = new Map<number, number[]>();
  const add = (from: number, to: number) => {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, [to]);
    else known.push(to);
  };
  for (const { a, b, veto } of edges) {
    if (veto !== VETO.NONE) continue;
    add(a, b);
    add(b, a);
  }
  return neighbours;
}

function meanAcross(left: Cluster, right: Cluster, oracle: PairOracle): number {
  let sum = 0;
  for (const a of left.rows) {
    for (const b of right.rows) {
      sum += Math.max(CLUSTER_RULES.lowestPair, Math.min(CLUSTER_RULES.highestPair, oracle.bits(a, b)));
    }
  }
  return sum / (left.rows.length * right.rows.length);
}

function findAcross(
  left: Cluster,
  right: Cluster,
  found: (a: number, b: number) => boolean,
): { a: number; b: number } | null {
  for (const a of left.rows) {
    for (const b of right.rows) if (found(a, b)) return { a, b };
  }
  return null;
}
