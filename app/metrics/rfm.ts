/** Shopify's names, so that a group means here what it means there. */
export const RFM_GROUPS = [
  'CHAMPIONS',
  'LOYAL',
  'ACTIVE',
  'NEW',
  'PROMISING',
  'NEEDS_ATTENTION',
  'AT_RISK',
  'PREVIOUSLY_LOYAL',
  'ALMOST_LOST',
  'DORMANT',
  'PROSPECTS',
] as const;

export type RfmGroup = (typeof RFM_GROUPS)[number];

/** What a customer is scored on. */
export interface RfmFacts {
  /** Days since the last order; null without one. */
  readonly recencyDays: number | null;
  readonly orders: number;
  /** Net of refunds, minor units of the shop's currency. */
  readonly netMinor: number;
}

export interface RfmScore {
  /** 1 to 5, 5 the most recent; null for a prospect, as the next two. */
  readonly recency: number | null;
  readonly frequency: number | null;
  readonly monetary: number | null;
  readonly group: RfmGroup;
}

/** Scores all customers of a shop on the shop's own quintiles; who never ordered is a prospect and moves nobody's quintile. O(n log n). */
export function scoreRfm(customers: readonly RfmFacts[]): RfmScore[] {
  const buyers = customers.flatMap((facts, i) => (facts.recencyDays === null || facts.orders === 0 ? [] : [i]));
  const recency = quintiles(buyers.map((i) => -(customers[i]!.recencyDays ?? 0)));
  const frequency = quintiles(buyers.map((i) => customers[i]!.orders));
  const monetary = quintiles(buyers.map((i) => customers[i]!.netMinor));
  const scores: RfmScore[] = customers.map(() => ({
    recency: null,
    frequency: null,
    monetary: null,
    group: 'PROSPECTS',
  }));
  buyers.forEach((i, row) => {
    const [r, f, m] = [recency[row]!, frequency[row]!, monetary[row]!];
    scores[i] = { recency: r, frequency: f, monetary: m, group: rfmGroup(r, f, m) };
  });
  return scores;
}

/**
 * 1 to 5 per value, equal values together: score s says that at least 20 (s - 1) % of the values are smaller. Where most are equal (one-time
 * buyers) some scores stay empty rather than cut through them. In SQL: 1 + floor(5 * (rank() over (order by v) - 1) / count(*) over ()).
 */
export function quintiles(values: readonly number[]): number[] {
  const sorted = [...values].sort((left, right) => left - right);
  const smaller = new Map<number, number>();
  sorted.forEach((value, rank) => {
    if (!smaller.has(value)) smaller.set(value, rank);
  });
  return values.map((value) => 1 + Math.floor((5 * smaller.get(value)!) / values.length));
}

/** Rows: mean of frequency and monetary score to 2, to 3, to 4, above; columns: recency score 1, long ago, to 5, just now. */
const GRID = [
  ['DORMANT', 'ALMOST_LOST', 'PROMISING', 'PROMISING', 'NEW'],
  ['AT_RISK', 'AT_RISK', 'NEEDS_ATTENTION', 'ACTIVE', 'ACTIVE'],
  ['AT_RISK', 'AT_RISK', 'LOYAL', 'LOYAL', 'CHAMPIONS'],
  ['PREVIOUSLY_LOYAL', 'PREVIOUSLY_LOYAL', 'LOYAL', 'LOYAL', 'CHAMPIONS'],
] as const;

/** The named group of three scores from 1 to 5, after Shopify's descriptions of its groups. Frequency and amount count together. */
export function rfmGroup(recency: number, frequency: number, monetary: number): Exclude<RfmGroup, 'PROSPECTS'> {
  const row = Math.min(3, Math.max(0, Math.ceil((frequency + monetary) / 2) - 2));
  return GRID[row]![recency - 1]!;
}

export interface RfmMovement {
  readonly from: RfmGroup | null;
  readonly to: RfmGroup | null;
  readonly customers: number;
}

/** Who moved from which group to which between two dates; null: not yet there, or gone. Every customer of either date counts once. */
export function moveBetween(
  before: ReadonlyMap<number, RfmGroup>,
  after: ReadonlyMap<number, RfmGroup>,
): RfmMovement[] {
  const counts = new Map<string, RfmMovement>();
  for (const profile of new Set([...before.keys(), ...after.keys()])) {
    const from = before.get(profile) ?? null;
    const to = after.get(profile) ?? null;
    const key = `${from}>${to}`;
    counts.set(key, { from, to, customers: (counts.get(key)?.customers ?? 0) + 1 });
  }
  const place = (group: RfmGroup | null): number => (group === null ? RFM_GROUPS.length : RFM_GROUPS.indexOf(group));
  return [...counts.values()].sort(
    (left, right) => place(left.from) - place(right.from) || place(left.to) - place(right.to),
  );
}
