import type { Sql } from '#app/platform/sql.ts';

/** The sides of quality that are measured. */
export const DIMENSIONS = [
  'completeness',
  'validity',
  'accuracy',
  'consistency',
  'uniqueness',
  'freshness',
  'reconciliation',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** What one row of a check is. */
export type SubjectName = 'customer' | 'order' | 'refund' | 'source' | 'profile';

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
  /** What a run has found out beforehand for several checks at once; without it, each check finds it out itself. */
  beforehand?: Beforehand;
};

/** Figures that several checks and the money at stake have in common. */
export type Beforehand = {
  /** E-mail addresses on several records: see the lens `mailbox`; `first`: the oldest profile that has it. */
  mailboxes?: readonly { email: string; first: number; apart: boolean; records: number; ofOthers: boolean }[];
  /** See the lens `usual`. */
  usual?: readonly { sourceId: number; currency: string; highMinor: number; orders: number }[];
};

/** Tables joined to a subject, one row at most per row of it; several checks share one. */
export type LensName =
  | 'member'
  | 'name'
  | 'bought'
  | 'twice'
  | 'mailbox'
  | 'line_phone'
  | 'consent'
  | 'contradicted'
  | 'origin'
  | 'lines'
  | 'twin'
  | 'usual'
  | 'refunded_order'
  | 'mixed';

/**
 * A standard that data should meet, as SQL over its subject: rows that it applies to (the denominator) and, among them,
 * those that fail it. Aliases: `r` is the customer record, `o` the order, `f` the refund, `s` the source, `p` the profile;
 * those of lenses stand in lenses.ts. In words for the merchant.
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
  /** Share without fault that is asked for, 0 to 1, until the merchant sets another. */
  target: number;
  /** What the check reads beside its subject. Default: nothing. */
  lenses?: readonly LensName[];
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
    /** The values, where a run has found them out beforehand. */
    known?: (beforehand: Beforehand) => readonly string[] | null;
  };
};
