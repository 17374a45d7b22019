import type { Dimension } from './check.ts';
import { CHECK_LIST } from './check-list.ts';

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

const DIMENSION_OF: ReadonlyMap<string, Dimension> = new Map(CHECK_LIST.map((check) => [check.key, check.dimension]));
const FIELD_OF: ReadonlyMap<string, string> = new Map(CHECK_LIST.map((check) => [check.key, check.field]));

/** The results of one dimension; of checks that no longer exist, none. */
export function ofDimension<Result extends { checkKey: string }>(
  results: readonly Result[],
  dimension: Dimension,
): Result[] {
  return results.filter((one) => DIMENSION_OF.get(one.checkKey) === dimension);
}

/** Scores per field, the worst first. */
export function scoresByField(results: readonly CheckResult[]): { field: string; score: Score }[] {
  const fields = [...new Set(results.map((one) => FIELD_OF.get(one.checkKey)).filter((field) => field !== undefined))];
  return fields
    .map((field) => ({ field, score: scoreOf(results.filter((one) => FIELD_OF.get(one.checkKey) === field)) }))
    .sort((a, b) => (a.score.share ?? 1) - (b.score.share ?? 1));
}
