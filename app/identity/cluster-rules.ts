/** Limits of the guarded average link (see README for where they were measured). Bits unless said otherwise. */
export const CLUSTER_RULES = {
  /** Two clusters may join only if the mean over all pairs across is at least this. */
  leastMean: -4,
  /** Pairs across count between these, so that neither one contradiction nor one agreement decides alone. */
  lowestPair: -6,
  highestPair: 12,
  /** Records in one cluster up to which the rules above are enough. */
  ordinarySize: 12,
  /** Beyond that the mean itself must link; beyond this size no rule links, only a person. */
  greatestSize: 50,
  leastMeanOfLarge: 3.3,
  /** A rival that attracts as much but for this makes the choice a coin toss. */
  rivalMargin: 3,
} as const;

/** Why two records that look alike stay apart. */
export type RefusalReason =
  | 'birth-dates-differ'
  | 'generations-differ'
  | 'accounts-differ'
  | 'household'
  | 'one-kind-of-evidence'
  | 'cluster-disagrees'
  | 'cluster-too-large'
  | 'could-be-either'
  | 'decision'
  | 'decisions-contradict'
  | 'unsure';

/** A link that was considered and not made. Rows of the record set. */
export type Refusal = {
  a: number;
  b: number;
  bits: number;
  reason: RefusalReason;
  /** The pair that stands in the way, when it is not (a, b) itself; for `could-be-either` the rival. */
  because: { a: number; b: number } | null;
};

export type Decision = {
  kind: 'must_link' | 'cannot_link';
  /** Record ids. */
  a: number;
  b: number;
};
