import { type RfmFacts, type RfmScore, rfmGroup } from './rfm.ts';

/** The smallest values that earn a score of 2, 3, 4 and 5; null where so many are equal that nobody gets that score. */
export type ScoreCuts = readonly [number | null, number | null, number | null, number | null];

/** A shop's quintiles as they stood at the last fit: what one customer is scored by without all the others at hand. */
export interface RfmCuts {
  /** Of days since the last order, negative, so that more is better. */
  readonly recency: ScoreCuts;
  readonly frequency: ScoreCuts;
  /** Minor units. */
  readonly monetary: ScoreCuts;
}

/**
 * Reads the cuts off distinct values, ascending, each with the customers that have it. The same scores as `quintiles`: score s takes at
 * least 20 (s - 1) % of the customers below. O(distinct values).
 */
export function cutsOf(counts: readonly { readonly value: number; readonly customers: number }[]): ScoreCuts {
  const total = counts.reduce((sum, { customers }) => sum + customers, 0);
  const cuts: [number | null, number | null, number | null, number | null] = [null, null, null, null];
  let smaller = 0;
  for (const { value, customers } of counts) {
    for (let step = 1; step <= 4; step++) if (5 * smaller >= step * total) cuts[step - 1] ??= value;
    smaller += customers;
  }
  return cuts;
}

/** 1 to 5. */
export function scoreByCuts(value: number, cuts: ScoreCuts): number {
  let score = 1;
  cuts.forEach((cut, at) => {
    if (cut !== null && value >= cut) score = at + 2;
  });
  return score;
}

/** One customer's scores by the shop's cuts; a prospect without an order. */
export function scoreRfmByCuts(facts: RfmFacts, cuts: RfmCuts): RfmScore {
  if (facts.recencyDays === null || facts.orders === 0) {
    return { recency: null, frequency: null, monetary: null, group: 'PROSPECTS' };
  }
  const recency = scoreByCuts(-facts.recencyDays, cuts.recency);
  const frequency = scoreByCuts(facts.orders, cuts.frequency);
  const monetary = scoreByCuts(facts.netMinor, cuts.monetary);
  return { recency, frequency, monetary, group: rfmGroup(recency, frequency, monetary) };
}
