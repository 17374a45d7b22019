import { clusterEdges } from './cluster-edges.ts';
import type { Decision, Refusal } from './cluster-rules.ts';
import { type HouseholdLink, householdLinks } from './household.ts';
import type { PairEdges } from './pair-edges.ts';
import { type ReviewItem, reviewItems } from './review-items.ts';
import type { ScoringContext } from './scoring-context.ts';

/** Who is who in a record set, and what stays open. Rows of the set. */
export type Resolution = {
  /** By row: the row of the person's record with the lowest id. */
  clusterOf: Int32Array;
  refusals: Refusal[];
  reviews: ReviewItem[];
  households: HouseholdLink[];
};

/**
 * Clusters, questions and households from scored edges. The set must hold whole components in ascending order of record id (README:
 * Components). The same function serves one touched component and a whole shop.
 */
export function resolveEdges(context: ScoringContext, edges: PairEdges, decisions: readonly Decision[]): Resolution {
  const { clusterOf, refusals } = clusterEdges(context, edges, decisions);
  return {
    clusterOf,
    refusals,
    reviews: reviewItems(context, edges, clusterOf, refusals, decisions),
    households: householdLinks(edges, clusterOf),
  };
}
