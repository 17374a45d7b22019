import type { CountDistribution } from './model-family.ts';

/** What the distribution of a living customer's orders over a span comes to. */
export interface CountOutlook {
  readonly mean: number;
  readonly secondMoment: number;
  /** Probability of at most 0, 1, 2, … orders, until all but a millionth is told. */
  readonly cumulative: readonly number[];
}

const REST = 1e-6;
const LONGEST = 5_000;

/** Sums a distribution up. `mean` is the exact one where a closed form gives it; the tail beyond the last count is left out. */
export function outlookOf(next: CountDistribution, mean: number): CountOutlook {
  const cumulative: number[] = [];
  let told = 0;
  let secondMoment = 0;
  for (let count = 0; count < LONGEST && told < 1 - REST; count++) {
    const probability = next();
    told += probability;
    secondMoment += count * count * probability;
    cumulative.push(Math.min(1, told));
  }
  return { mean, secondMoment, cumulative };
}

/** Probability of at most `count` orders of a customer who is alive with probability `alive`; 0 for a negative count. */
export function cumulativeAt(outlook: CountOutlook, alive: number, count: number): number {
  if (count < 0) return 0;
  const ifAlive = outlook.cumulative[Math.min(count, outlook.cumulative.length - 1)] ?? 1;
  return 1 - alive + alive * ifAlive;
}

/** The smallest count that is not exceeded with at least this probability. */
export function countQuantile(outlook: CountOutlook, alive: number, probability: number): number {
  if (1 - alive >= probability) return 0;
  const wanted = (probability - (1 - alive)) / alive;
  let count = 0;
  while (count < outlook.cumulative.length - 1 && outlook.cumulative[count]! < wanted) count += 1;
  return count;
}
