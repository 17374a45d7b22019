import { contextOf, type Learning } from './learn-levels.ts';
import { recallPair } from './pair-sample.ts';
import { newScore, scoreComparison } from './score-pair.ts';

/** Odds of 8 : 1. */
const LIKELY_BITS = 3;

/**
 * A number for the likely person of each row, good enough to count by: rows linked by pairs of 8 : 1 or better. `null` when training
 * sees only a sample of the candidates; in sets so large repeated records no longer distort the counts.
 */
export function likelyPeople(learning: Learning): Int32Array | null {
  const { teaching, set } = learning;
  if (teaching.sampled < learning.allCandidates) return null;
  const candidates = teaching.sample;
  const context = contextOf(learning);
  const score = newScore(context);
  const person = Int32Array.from({ length: set.size }, (_, row) => row);
  for (let at = 0; at < candidates.size; at += 1) {
    recallPair(candidates, at, score);
    scoreComparison(context, score);
    if (score.bits < LIKELY_BITS) continue;
    const x = rootOf(person, candidates.a[at] as number);
    const y = rootOf(person, candidates.b[at] as number);
    person[Math.max(x, y)] = Math.min(x, y);
  }
  return person.map((_, row) => rootOf(person, row));
}

function rootOf(parent: Int32Array, row: number): number {
  let root = row;
  while (parent[root] !== root) root = parent[root] as number;
  return root;
}
