/** How many members and how many others have a value of a trait. */
export type TraitCount = { trait: string; value: string; inside: number; outside: number };

export type Difference = TraitCount & {
  /** Shares of the members and of everyone else who have the value, 0 to 1. */
  shareInside: number;
  shareOutside: number;
};

/** Fewer people than this say nothing about a group. */
const minPeople = 5;
/** Standard errors a difference must have to be more than chance, with many traits looked at: 1 in 1,000 each. */
const minDeviations = 3.3;

/**
 * What sets members apart from everyone else, the largest difference in share first. Differences that chance explains
 * (two-proportion z-test, pooled) are left out; of a trait with two values only the one more common inside is kept.
 */
export function rankDifferences(
  counts: readonly TraitCount[],
  members: number,
  others: number,
  limit = 8,
): Difference[] {
  if (members < minPeople || others < minPeople) {
    return [];
  }
  return counts
    .map((count) => ({ ...count, shareInside: count.inside / members, shareOutside: count.outside / others }))
    .filter((difference) => difference.shareInside > difference.shareOutside || !isYesOrNo(difference.value))
    .filter((difference) => isMoreThanChance(difference, members, others))
    .toSorted((a, b) => sizeOf(b) - sizeOf(a) || a.trait.localeCompare(b.trait, 'en'))
    .slice(0, limit);
}

function isMoreThanChance(difference: Difference, members: number, others: number): boolean {
  const { inside, outside, shareInside, shareOutside } = difference;
  const pooled = (inside + outside) / (members + others);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / members + 1 / others));
  return inside + outside >= minPeople && error > 0 && Math.abs(shareInside - shareOutside) / error >= minDeviations;
}

function sizeOf(difference: Difference): number {
  return Math.abs(difference.shareInside - difference.shareOutside);
}

function isYesOrNo(value: string): boolean {
  return value === 'true' || value === 'false';
}
