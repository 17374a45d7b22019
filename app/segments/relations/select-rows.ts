import { join, raw, type Sql, sql } from '#app/platform/sql.ts';
import type { CompileContext } from '../compile-context.ts';
import type { ProfileFacts } from '../facts.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Parameter } from '../types.ts';
import { typeDefinition } from '../value-types/registry.ts';
import { narrowTo, type Relation, type RelationRow } from './relation.ts';

/** Rows of a relation that a clause speaks of: conditions on fields, all of which must hold. */
export type RowFilter = { relation: Relation; where: readonly Parameter[]; alsoUsed?: readonly string[] };

/** The filter as one SQL condition on the relation's row; `true` without conditions. */
export function filterSql(filter: RowFilter, context: RuleContext): Sql {
  const parts = filter.where.map(({ name, condition }) => {
    const field = fieldOf(filter.relation, name);
    return typeDefinition(field.type).compile(field.type, field.subject(context), condition, context);
  });
  return parts.length === 0 ? raw('true') : join(parts, ' and ');
}

/** The person's rows that count at all, before the filter's conditions. */
export function countedRows(filter: RowFilter, facts: ProfileFacts, context: RuleContext): RelationRow[] {
  const used = usedFields(filter);
  return filter.relation.rows(facts, context).filter((row) => row.counts(used));
}

export function matchesFilter(filter: RowFilter, row: RelationRow, context: RuleContext): boolean {
  return filter.where.every(({ name, condition }) => {
    const field = fieldOf(filter.relation, name);
    return typeDefinition(field.type).holds(field.type, row.get(name), condition, context);
  });
}

/** True for persons who have (or, negated, have not) a row that fits; correlated with `p`, so the planner may turn it into a join. */
export function personHasRow(filter: RowFilter, context: CompileContext, negated: boolean): Sql {
  const { relation } = filter;
  const used = usedFields(filter);
  return sql`${raw(negated ? 'not exists' : 'exists')} (
    select 1
    from ${relation.from(used)}
    where ${relation.standing(context, used)} and ${relation.profile} = p.id and ${filterSql(filter, context)}
  )`;
}

/**
 * True for persons whose rows, taken together, fulfil `having`; `holdsOnNone` says whether persons without any row do.
 * The group is computed once, for all persons asked about, and not per person. Where the filter itself belongs inside the
 * aggregate (a share), `where` is given apart.
 */
export function personGroupFulfils(
  filter: RowFilter,
  group: { having: Sql; holdsOnNone: boolean; negated: boolean; where?: Sql },
  context: CompileContext,
): Sql {
  const { relation } = filter;
  const used = usedFields(filter);
  const asksForAbsence = group.holdsOnNone !== group.negated;
  const failing = group.negated ? group.having : sql`(${group.having}) is not true`;
  const fulfilling = group.negated ? sql`(${group.having}) is not true` : group.having;
  // Materialised, or each parallel worker would compute the group anew; inside `from`, or the planner could not make a join of it.
  return sql`${raw(asksForAbsence ? 'not exists' : 'exists')} (
    select 1
    from (
      with fitting as materialized (
        select ${relation.profile} as profile_id
        from ${relation.from(used)}
        where ${relation.standing(context, used)} and ${group.where ?? filterSql(filter, context)}${narrowTo(relation.profile, context.profileIds)}
        group by ${relation.profile}
        having ${asksForAbsence ? failing : fulfilling}
      )
      select profile_id from fitting
    ) as grouped
    where grouped.profile_id = p.id
  )`;
}

function usedFields(filter: RowFilter): ReadonlySet<string> {
  return new Set([...filter.where.map((parameter) => parameter.name), ...(filter.alsoUsed ?? [])]);
}

function fieldOf(relation: Relation, name: string) {
  const field = relation.fields[name];
  if (!field) {
    throw new Error(`${relation.name} have no field ${name}`);
  }
  return field;
}
