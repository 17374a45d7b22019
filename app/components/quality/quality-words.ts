/** What pages show of a score and of a check. */
export type ScoreView = { total: number; failing: number; share: number | null };

export type DimensionName = 'completeness' | 'validity' | 'consistency' | 'uniqueness' | 'freshness';

export type CheckView = {
  key: string;
  dimension: DimensionName;
  subject: 'customer' | 'order' | 'source';
  field: string;
  label: string;
  sentence: string;
  formula: string;
  remedy: string;
  severity: 'high' | 'medium' | 'low';
};

export const DIMENSION_NAMES: Readonly<Record<DimensionName, string>> = {
  completeness: 'Completeness',
  validity: 'Validity',
  consistency: 'Consistency',
  uniqueness: 'Uniqueness',
  freshness: 'Freshness',
};

export const DIMENSION_QUESTIONS: Readonly<Record<DimensionName, string>> = {
  completeness: 'Is it there?',
  validity: 'Can it be right?',
  consistency: 'Do the sources and the books agree?',
  uniqueness: 'Is everybody there once?',
  freshness: 'Is it recent?',
};

/** A share without fault, rounded down: 100% only where there is no fault at all. */
export function shareText(share: number | null): string {
  return share === null
    ? '–'
    : `${(Math.floor(share * 1000) / 10).toLocaleString('en', { maximumFractionDigits: 1 })}%`;
}
