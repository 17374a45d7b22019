/** What pages show of a score and of a check. */
export type ScoreView = { total: number; failing: number; share: number | null };

export type DimensionName =
  | 'completeness'
  | 'validity'
  | 'accuracy'
  | 'consistency'
  | 'uniqueness'
  | 'freshness'
  | 'reconciliation';

export type CheckView = {
  key: string;
  dimension: DimensionName;
  subject: 'customer' | 'order' | 'refund' | 'source' | 'profile';
  field: string;
  label: string;
  sentence: string;
  formula: string;
  remedy: string;
  severity: 'high' | 'medium' | 'low';
  /** Share without fault that is asked for, 0 to 1. */
  target: number;
};

export const DIMENSION_NAMES: Readonly<Record<DimensionName, string>> = {
  completeness: 'Completeness',
  validity: 'Validity',
  accuracy: 'Accuracy',
  consistency: 'Consistency',
  uniqueness: 'Uniqueness',
  freshness: 'Timeliness',
  reconciliation: 'Reconciliation',
};

export const DIMENSION_QUESTIONS: Readonly<Record<DimensionName, string>> = {
  completeness: 'Is it there?',
  validity: 'Can it be right?',
  accuracy: 'Is it what the person really said?',
  consistency: 'Do the sources agree?',
  uniqueness: 'Is everybody there once?',
  freshness: 'Is it recent?',
  reconciliation: 'Do the books balance?',
};

/** What each dimension means here, to be read beside its score. */
export const DIMENSION_DEFINITIONS: Readonly<Record<DimensionName, string>> = {
  completeness: 'A value that the work needs is there: an address, a store, the customer of a sale.',
  validity: 'What stands there has the form that its field must have: a number that can be dialled, a day that can be.',
  accuracy:
    'What stands there looks right and is not: a slip in a provider, a default that nobody chose, the till’s own number.',
  consistency: 'Two places that speak of the same thing say the same: consents, addresses, records of one person.',
  uniqueness: 'Everybody and every sale is there once.',
  freshness: 'What is known was confirmed lately, and every source has spoken when it should.',
  reconciliation: 'Sums agree: orders with their lines, refunds with orders, Shopify’s counts with those here.',
};

/** A share without fault, rounded down: 100% only where there is no fault at all. */
export function shareText(share: number | null): string {
  return share === null
    ? '–'
    : `${(Math.floor(share * 1000) / 10).toLocaleString('en', { maximumFractionDigits: 1 })}%`;
}
