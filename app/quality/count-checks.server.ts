import type { Tx } from '#app/platform/db.server.ts';
import type { Check, CheckContext, SubjectName } from './check.ts';
import { type KnownValues, readVocabularies, withVocabulary } from './context.server.ts';
import type { CheckResult } from './score.ts';
import { type Asked, countMany } from './statements.ts';

/** What a check found of the entries of one store's member of staff; null where nobody is known. */
export type StaffResult = {
  checkKey: string;
  storeId: number | null;
  staff: string | null;
  total: number;
  failing: number;
};

export type Counted = { results: CheckResult[]; byStaff: StaffResult[] };

type Row = {
  source_id: number | null;
  store_id: number | null;
  staff: string | null;
  by_source: boolean;
  counts: unknown[];
};

/**
 * Counts rows and faults of these checks: one pass per subject, after one for the distinct values of the checks that have a
 * vocabulary. O(rows of the subjects).
 */
export async function countChecks(
  tx: Tx,
  checks: readonly Check[],
  context: CheckContext,
  by: 'source' | 'store too' = 'source',
  known: KnownValues = new Map(),
): Promise<Counted> {
  const counted: Counted = { results: [], byStaff: [] };
  for (const subject of new Set(checks.map((check) => check.subject))) {
    const asked: Asked[] = [];
    const own = checks.filter((one) => one.subject === subject);
    await readVocabularies(tx, own, context, known);
    for (const check of own) {
      asked.push({ check, context: await withVocabulary(tx, check, context, known) });
    }
    await countSubject(tx, subject, asked, by, counted);
  }
  return counted;
}

async function countSubject(
  tx: Tx,
  subject: SubjectName,
  asked: readonly Asked[],
  by: 'source' | 'store too',
  counted: Counted,
): Promise<void> {
  for (const row of await tx.rows<Row>(countMany(subject, asked, by))) {
    asked.forEach(({ check: { key } }, nth) => {
      const figures = { checkKey: key, total: Number(row.counts[2 * nth]), failing: Number(row.counts[2 * nth + 1]) };
      if (figures.total === 0) {
        return;
      }
      if (row.by_source) {
        counted.results.push({ ...figures, sourceId: row.source_id ?? 0 });
      } else if (row.store_id !== null || row.staff !== null) {
        counted.byStaff.push({ ...figures, storeId: row.store_id, staff: row.staff });
      }
    });
  }
}
