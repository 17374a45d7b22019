import { empty, join, raw, type Sql, sql } from '#app/platform/sql.ts';
import type { Check, CheckContext, LensName, SubjectName } from './check.ts';
import { boughtWithEntry, LENSES } from './lenses.ts';
import { SUBJECTS } from './subjects.ts';

/** A check with what it may ask: each has its own vocabulary. */
export type Asked = { check: Check; context: CheckContext };

/**
 * Counts the rows and faults of many checks over one subject in a single pass, per source and per store and member of
 * staff: `source_id, store_id, staff, by_source, counts`, where counts holds total and failing of each check in turn.
 * O(rows of the subject + what its lenses sum up), however many checks there are.
 */
export function countMany(subject: SubjectName, asked: readonly Asked[], by: 'source' | 'store too'): Sql {
  const { from, living, sourceId, storeId, staff } = SUBJECTS[subject];
  const [{ context }] = asked as [Asked];
  const stores = by === 'store too' && (subject === 'order' || subject === 'customer');
  const verdicts = asked.map(
    ({ check, context: own }, nth) =>
      sql`case when ${check.among(own)} then case when ${check.fails(own)} then 2 else 1 end else 0 end as ${column(nth)}`,
  );
  const counts = asked.map(
    (_one, nth) => sql`count(*) filter (where ${column(nth)} > 0), count(*) filter (where ${column(nth)} = 2)`,
  );
  return sql`
    select source_id, store_id, staff, grouping(source_id) = 0 as by_source, array[${join(counts)}]::bigint[] as counts
    from (
      select ${sourceId} as source_id, ${stores ? storeId : sql`null::bigint`} as store_id, ${stores ? staff : sql`null::text`} as staff,
        ${join(verdicts)}
      from ${from} ${lensesOf(
        asked.map(({ check }) => check),
        context,
        stores && subject === 'customer',
      )}
      where ${living(context.shopId)}${ofBatch(subject, context)} offset 0) judged
    group by grouping sets ((source_id), (store_id, staff))`;
}

/** Names of result columns are ours: k0, k1 … */
function column(nth: number): Sql {
  return COLUMNS[nth]!;
}
const COLUMNS = Array.from({ length: 99 }, (_none, nth) => raw(`k${nth}`));

/** A check's faults, all sources or one: `id, source_id, found`. O(rows of the subject). */
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
  return sql`from ${subject.from} ${lensesOf([check], context)}
    where ${subject.living(context.shopId)}${ofBatch(check.subject, context)} and (${check.among(context)})${narrowed}`;
}

function ofBatch(subject: SubjectName, { batch }: CheckContext): Sql {
  return batch === null ? empty : sql` and ${SUBJECTS[subject].id} = any(${batch}::bigint[])`;
}

/** The lenses of several checks, each once, in the order of their dependence; `withEntry`: and who entered a customer, and where. */
function lensesOf(checks: readonly Check[], context: CheckContext, withEntry = false): Sql {
  const wanted = new Set(checks.flatMap((check) => check.lenses ?? []));
  const names = (Object.keys(LENSES) as LensName[]).filter(
    (name) => wanted.has(name) && !(withEntry && name === 'bought'),
  );
  const lenses = names.map((name) => LENSES[name](context));
  return join(withEntry ? [boughtWithEntry(context), ...lenses] : lenses, ' ');
}
