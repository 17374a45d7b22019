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
  const isEntered = stores && subject === 'customer';
  // Null: does not apply; else whether it fails.
  const verdicts = asked.map(
    ({ check, context: own }, nth) =>
      sql`case when ${check.among(own)} then coalesce(${check.fails(own)}, false) end as ${column(nth)}`,
  );
  const counts = asked.map((_one, nth) => sql`count(${column(nth)}), count(*) filter (where ${column(nth)})`);
  // Summed up once by all three, and what comes out of it once more: it is few.
  return sql`
    select s.source_id, s.store_id, s.staff, grouping(s.source_id) = 0 as by_source, array[${join(sums(asked.length))}]::bigint[] as counts
    from (
      select g.source_id, g.store_id, ${isEntered ? sql`nullif(sale.staff, '')` : sql`g.staff`} as staff, g.counts
      from (
        select source_id, store_id, staff, min(sale_id) as sale_id, array[${join(counts)}]::bigint[] as counts
        from (
          select ${sourceId} as source_id, ${stores ? storeId : sql`null::bigint`} as store_id, ${stores ? staff : sql`null::text`} as staff,
            ${isEntered ? sql`entry.sale_id` : sql`null::bigint`} as sale_id, ${join(verdicts)}
          from ${from} ${lensesOf(
            asked.map(({ check }) => check),
            context,
            isEntered,
          )}
          where ${living(context.shopId)} offset 0) judged
        group by source_id, store_id, staff) g
      ${isEntered ? sql`left join sales_order sale on sale.shop_id = ${context.shopId} and sale.id = g.sale_id` : empty}
      offset 0) s
    group by grouping sets ((s.source_id), (s.store_id, s.staff))`;
}

/** Sums of the counts of groups, one by one. */
function sums(checks: number): Sql[] {
  return Array.from({ length: 2 * checks }, (_none, nth) => sql`sum(s.counts[${raw(String(nth + 1))}])`);
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

/** `nth, value`: the distinct values of several such checks of one subject, told apart by their place. One pass over its rows. */
export function selectVocabularies(checks: readonly Check[], context: CheckContext): Sql {
  const { from, living } = SUBJECTS[checks[0]!.subject];
  const values = checks.map((check, nth) => {
    const { value, where } = check.vocabulary!;
    return sql`case when (${check.among(context)}) and (${where}) then ${value} end as ${column(nth)}`;
  });
  const columns = checks.map((_check, nth) => column(nth));
  const own = (read: (nth: number) => Sql) =>
    join(
      columns.map((one, nth) => sql`when grouping(${one}) = 0 then ${read(nth)}`),
      ' ',
    );
  return sql`
    select * from (
      select case ${own((nth) => raw(String(nth)))} end as nth, case ${own((nth) => columns[nth]!)} end as value
      from (select ${join(values)} from ${from} ${lensesOf(checks, context)} where ${living(context.shopId)} offset 0) asked
      group by grouping sets (${join(columns.map((one) => sql`(${one})`))}) offset 0) found
    where value is not null`;
}

function rowsOf(check: Check, context: CheckContext, sourceId: number | null): Sql {
  const subject = SUBJECTS[check.subject];
  const narrowed = sourceId === null ? empty : sql` and ${subject.sourceId} = ${sourceId}`;
  return sql`from ${subject.from} ${lensesOf([check], context)}
    where ${subject.living(context.shopId)} and (${check.among(context)})${narrowed}`;
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
