import type { Check, Dimension } from './check.ts';

/** What a check found in one source. */
export type CheckResult = { checkKey: string; sourceId: number; total: number; failing: number };

/** Judged values and how many of them are at fault. */
export type Score = {
  total: number;
  failing: number;
  /** 1 − failing ÷ total; null where nothing was judged. */
  share: number | null;
};

/** The score over any set of results: each judged value counts once per check. O(results). */
export function scoreOf(results: readonly Pick<CheckResult, 'total' | 'failing'>[]): Score {
  const total = results.reduce((sum, one) => sum + one.total, 0);
  const failing = results.reduce((sum, one) => sum + one.failing, 0);
  return { total, failing, share: total === 0 ? null : 1 - failing / total };
}

type Judged = Pick<Check, 'key' | 'dimension' | 'field'>;

/** The results of one dimension's checks; of checks that no longer exist, none. */
export function ofDimension<Result extends { checkKey: string }>(
  results: readonly Result[],
  dimension: Dimension,
  checks: readonly Judged[],
): Result[] {
  const keys = new Set(checks.filter((check) => check.dimension === dimension).map((check) => check.key));
  return results.filter((one) => keys.has(one.checkKey));
}

/** Scores per field, the worst first. */
export function scoresByField(
  results: readonly CheckResult[],
  checks: readonly Judged[],
): { field: string; score: Score }[] {
  const fieldOf = new Map(checks.map((check) => [check.key, check.field]));
  const fields = [...new Set(results.map((one) => fieldOf.get(one.checkKey)).filter((field) => field !== undefined))];
  return fields
    .map((field) => ({ field, score: scoreOf(results.filter((one) => fieldOf.get(one.checkKey) === field)) }))
    .sort((a, b) => (a.score.share ?? 1) - (b.score.share ?? 1));
}
