import type { PairEdges } from './pair-edges.ts';

/** Two people who likely live in one household: a relation between profiles, never a merge. Rows of the record set. */
export type HouseholdLink = {
  /** The pair of records that shows it best; their clusters are the two people. */
  a: number;
  b: number;
  /** log2 of the odds of one household against strangers. */
  bits: number;
};

/** Odds of 10 : 1. */
const LIKELY_HOUSEHOLD = 3.3;

/**
 * Pairs of clusters that are likelier one household than one person or strangers, the strongest pair of records for each.
 * Symmetric and in order of rows. O(edges).
 */
export function householdLinks(edges: PairEdges, clusterOf: Int32Array): HouseholdLink[] {
  const links = new Map<number, HouseholdLink>();
  for (let at = 0; at < edges.a.length; at += 1) {
    const bits = edges.householdBits[at] as number;
    if (bits < LIKELY_HOUSEHOLD || bits <= (edges.bits[at] as number)) continue;
    const a = edges.a[at] as number;
    const b = edges.b[at] as number;
    const x = clusterOf[a] as number;
    const y = clusterOf[b] as number;
    if (x === y) continue;
    const key = Math.min(x, y) * clusterOf.length + Math.max(x, y);
    const known = links.get(key);
    if (known === undefined || bits > known.bits) links.set(key, { a, b, bits });
  }
  return [...links.values()].sort((p, q) => p.a - q.a || p.b - q.b);
}
