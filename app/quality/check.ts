import type { Sql } from '#app/platform/sql.ts';

/** The sides of quality that are measured. */
export const DIMENSIONS = ['completeness', 'validity', 'consistency', 'uniqueness', 'freshness'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** What one row of a check is. */
export type SubjectName = 'customer' | 'order' | 'source';

/** How much harm a fault does: it loses people or money, it misleads, it looks careless. */
export type Severity = 'high' | 'medium' | 'low';

/** What a check may ask of the shop and the hour. */
export type CheckContext = {
  shopId: number;
  now: Date;
  /** Today in the shop's zone, `YYYY-MM-DD`. */
  today: string;
  /** Whether the shop's whole order history is here; without it, sums over all time cannot be compared. */
  fullHistory: boolean;
  /** The check's values that were judged wrong; empty without `vocabulary`. */
  wrong: readonly string[];
};

/**
 * A standard that data should meet, as SQL over its subject: rows that it applies to (the denominator) and, among them,
 * those that fail it. Aliases: `r` is the customer record, `o` the order, `s` the source. In words for the merchant.
 */
export type Check = {
  key: string;
  dimension: Dimension;
  subject: SubjectName;
  /** The field that is judged, as the merchant calls it. */
  field: string;
  /** The fault, as a heading. */
  label: string;
  /** What is wrong and whom it touches. */
  sentence: string;
  /** How the score is computed, to be read beside it. */
  formula: string;
  /** What to do about it. */
  remedy: string;
  severity: Severity;
  /** Further tables of the check, one row at most per row of the subject. Default: none. */
  joined?: (context: CheckContext) => Sql;
  /** Which rows can meet or fail the standard. */
  among: (context: CheckContext) => Sql;
  /** Which of them fail it. */
  fails: (context: CheckContext) => Sql;
  /** What stands there instead, as text; null where nothing does. */
  found: (context: CheckContext) => Sql;
  /**
   * Values that no SQL can judge: each distinct one of `value` among the rows is put to `isWrong`, and those that are come
   * back in `context.wrong`. Cost: O(distinct values) in this process.
   */
  vocabulary?: {
    value: Sql;
    /** Narrows the rows whose values are asked about. */
    where: Sql;
    isWrong: (value: string, context: CheckContext) => boolean;
  };
};
