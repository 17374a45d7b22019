import type { Check, Severity } from './check.ts';
import { type Score, scoreOf } from './score.ts';

/** What the merchant asks of a check where it is not the default; of one source or store, or (0) of all. */
export type Standard = {
  checkKey: string;
  sourceId: number;
  storeId: number;
  severity: Severity | null;
  owner: string;
  /** Share without fault that is asked for, 0 to 1; null: the check's own. */
  target: number | null;
  isActive: boolean;
  repairs: boolean;
};

/** A check that is let pass in a source (0: in all) until a day, and why. */
export type Ignored = { checkKey: string; sourceId: number; reason: string; until: string };

/** The checks as the merchant wants them: severity and target replaced, switched off ones left out. */
export function applyStandards<One extends Pick<Check, 'key' | 'severity' | 'target'>>(
  checks: readonly One[],
  standards: readonly Standard[],
): One[] {
  return checks.flatMap((check) => {
    const own = standardOf(standards, check.key, 0, 0);
    if (own?.isActive === false) {
      return [];
    }
    return [{ ...check, severity: own?.severity ?? check.severity, target: own?.target ?? check.target }];
  });
}

export function standardOf(
  standards: readonly Standard[],
  checkKey: string,
  sourceId: number,
  storeId: number,
): Standard | null {
  return (
    standards.find((one) => one.checkKey === checkKey && one.sourceId === sourceId && one.storeId === storeId) ?? null
  );
}

type Result = { checkKey: string; sourceId: number; total: number; failing: number };
type StoreResult = { checkKey: string; storeId: number; total: number; failing: number };

/** A standard that is not met. */
export type Breach = {
  checkKey: string;
  sourceId: number;
  storeId: number;
  owner: string;
  target: number;
  score: Score;
  /** Rows that would have to be put right to meet it. */
  missing: number;
};

/**
 * Which standards are not met: each check's over everything, and those that are asked of one source or store. What is let
 * pass is left out. O(checks + standards).
 */
export function breachesOf(
  checks: readonly Pick<Check, 'key' | 'target'>[],
  standards: readonly Standard[],
  results: readonly Result[],
  byStore: readonly StoreResult[],
): Breach[] {
  return checks.flatMap((check) => {
    const everywhere = results.filter((one) => one.checkKey === check.key);
    const asked = standards.filter(
      (one) => one.checkKey === check.key && one.target !== null && one.sourceId + one.storeId > 0,
    );
    const owner = standardOf(standards, check.key, 0, 0)?.owner ?? '';
    return [
      breach({ checkKey: check.key, sourceId: 0, storeId: 0, owner, target: check.target }, everywhere),
      ...asked.map((one) =>
        breach(
          {
            checkKey: check.key,
            sourceId: one.sourceId,
            storeId: one.storeId,
            owner: one.owner || owner,
            target: one.target!,
          },
          one.storeId > 0
            ? byStore.filter((each) => each.checkKey === check.key && each.storeId === one.storeId)
            : everywhere.filter((each) => each.sourceId === one.sourceId),
        ),
      ),
    ].filter((one) => one !== null);
  });
}

function breach(
  asked: Omit<Breach, 'score' | 'missing'>,
  results: readonly { total: number; failing: number }[],
): Breach | null {
  const score = scoreOf(results);
  const allowed = Math.floor(score.total * (1 - asked.target) + 1e-9);
  return score.failing > allowed ? { ...asked, score, missing: score.failing - allowed } : null;
}

/** Results without those that are let pass today. */
export function withoutIgnored<One extends { checkKey: string; sourceId: number }>(
  results: readonly One[],
  ignored: readonly Ignored[],
): One[] {
  return results.filter(
    (one) =>
      !ignored.some(
        (pass) => pass.checkKey === one.checkKey && (pass.sourceId === 0 || pass.sourceId === one.sourceId),
      ),
  );
}
