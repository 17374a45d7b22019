import { empty, type Sql, sql } from '#app/platform/sql.ts';
import type { Check, CheckContext } from './check.ts';
import { SUBJECTS } from './subjects.ts';

/**
 * Counts a check's rows and faults per source, in one pass: `source_id, total, failing`. O(rows of the subject), except
 * where the check says otherwise.
 */
export function countFaults(check: Check, context: CheckContext): Sql {
  return sql`
    select source_id, count(*) as total, count(*) filter (where failing) as failing
    from (select ${SUBJECTS[check.subject].sourceId} as source_id, (${check.fails(context)}) as failing ${rowsOf(check, context, null)}) judged
    group by source_id order by source_id`;
}

/** A check's faults, all sources or one: `id, source_id, found`, in the order of ids. */
export function selectFaults(check: Check, context: CheckContext, sourceId: number | null): Sql {
  const { id, sourceId: source } = SUBJECTS[check.subject];
  return sql`
    select ${id} as id, ${source} as source_id, (${check.found(context)})::text as found
    ${rowsOf(check, context, sourceId)} and (${check.fails(context)})`;
}

/** The distinct values that the check's own function has to judge. */
export function selectVocabulary(check: Check, context: CheckContext): Sql | null {
  const { vocabulary } = check;
  return (
    (vocabulary &&
      sql`select distinct ${vocabulary.value} as value ${rowsOf(check, context, null)} and (${vocabulary.where})`) ??
    null
  );
}

function rowsOf(check: Check, context: CheckContext, sourceId: number | null): Sql {
  const subject = SUBJECTS[check.subject];
  const narrowed = sourceId === null ? empty : sql` and ${subject.sourceId} = ${sourceId}`;
  return sql`from ${subject.from} ${check.joined?.(context) ?? empty}
    where ${subject.living(context.shopId)} and (${check.among(context)})${narrowed}`;
}
