import { empty, join, raw, type Sql, sql } from '#app/platform/sql.ts';
import type { DataPart } from '../catalogue.ts';
import type { ProfileFacts } from '../facts.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Found, Subject, ValueType } from '../value-types/value-type.ts';

/** A column of a relation as rules know it. */
export type FieldDefinition = {
  type: ValueType;
  label: string;
  description: string;
  /** A condition on it, as written in a rule: `channel = 'pos'`. */
  example: string;
  /** Serves the language itself and is not offered to anybody. */
  internal?: boolean;
  subject(context: RuleContext): Subject;
};

/** One row of a person's relation in the evaluator. */
export type RelationRow = {
  /** When it happened, in milliseconds; null = not known. */
  at: number | null;
  /** Breaks ties of `at`, as the database's id does. */
  id: number;
  get(field: string): Found;
  /** False for rows that do not count unless a rule asks for one of the `lifted` fields. */
  counts(lifted: ReadonlySet<string>): boolean;
};

/** Things that happened to a person, many per person: orders, order lines, refunds… */
export type Relation = {
  name: string;
  /** Plural, for sentences: `orders`. */
  label: string;
  description: string;
  part: DataPart;
  fields: Readonly<Record<string, FieldDefinition>>;
  /** The field that holds the instant, by which windows are drawn; null if it has none. */
  dateField: string | null;
  /** `from` clause, joins for the fields used included. */
  from(usedFields: ReadonlySet<string>): Sql;
  /** The column that names the person. */
  profile: Sql;
  /** The shop's rows that count, `shop_id` included. */
  standing(context: RuleContext, usedFields: ReadonlySet<string>): Sql;
  /** The instant and the tie-breaker, for the first and the last; null where rows have no order of their own. */
  at: Sql;
  tie: Sql | null;
  /** The tie-breaker as one whole number, where `tie` is none. */
  tieNumber?: Sql;
  rows(facts: ProfileFacts, context: RuleContext): readonly RelationRow[];
};

/** A field with the way to read it from a row of facts; `join` names the extra table its SQL needs. */
export type FieldOf<Row> = Omit<FieldDefinition, 'subject'> & {
  sql: Sql | ((context: RuleContext) => Sql) | { list: Sql };
  join?: string;
  read(row: Row, context: RuleContext): Found;
};

type RelationSource<Row> = Pick<
  Relation,
  'name' | 'label' | 'description' | 'part' | 'dateField' | 'profile' | 'at' | 'tie' | 'tieNumber'
> & {
  from: Sql;
  joins?: Readonly<Record<string, Sql>>;
  /** Alias of the table whose shop_id is compared with the shop. */
  shopColumn: Sql;
  /** What always holds for rows that count. */
  always?: { sql: Sql; holds(row: Row): boolean };
  /** What holds for rows that count, unless the rule itself asks for `field`. */
  unlessAsked?: { field: string; sql: Sql; holds(row: Row): boolean };
  fields: Readonly<Record<string, FieldOf<Row>>>;
  rowsOf(facts: ProfileFacts): readonly Row[];
  when(row: Row): Date | null;
  idOf(row: Row): number;
};

/** Ties a relation's SQL and its rows in memory together, so that no one outside needs to know the row's type. */
export function defineRelation<Row>(source: RelationSource<Row>): Relation {
  const { always, unlessAsked } = source;
  return {
    ...source,
    fields: Object.fromEntries(Object.entries(source.fields).map(([name, field]) => [name, fieldDefinition(field)])),
    from: (usedFields) => joinsFor(source, usedFields),
    standing: (context, usedFields) =>
      join(
        [
          sql`${source.shopColumn} = ${context.shopId}::bigint`,
          always?.sql ?? raw('true'),
          unlessAsked && !usedFields.has(unlessAsked.field) ? unlessAsked.sql : raw('true'),
        ].filter((part) => part.text !== 'true'),
        ' and ',
      ),
    rows: (facts, context) => source.rowsOf(facts).map((row) => relationRow(source, row, context)),
  };
}

function relationRow<Row>(source: RelationSource<Row>, row: Row, context: RuleContext): RelationRow {
  const { always, unlessAsked } = source;
  return {
    at: source.when(row)?.getTime() ?? null,
    id: source.idOf(row),
    get: (field) => source.fields[field]?.read(row, context) ?? null,
    counts: (lifted) =>
      (always?.holds(row) ?? true) && (!unlessAsked || lifted.has(unlessAsked.field) || unlessAsked.holds(row)),
  };
}

function fieldDefinition<Row>(field: FieldOf<Row>): FieldDefinition {
  const { sql: expression } = field;
  return {
    ...field,
    subject: (context) => subjectOf(typeof expression === 'function' ? expression(context) : expression),
  };
}

function subjectOf(expression: Sql | { list: Sql }): Subject {
  return 'list' in expression ? arraySubject(expression.list) : { kind: 'scalar', sql: expression };
}

/** A text[] column as a list. */
export function arraySubject(column: Sql): Subject {
  return {
    kind: 'list',
    some: (match) => sql`exists (select 1 from unnest(${column}) as element where ${match(raw('element'))})`,
    filled: sql`(cardinality(${column}) > 0) is true`,
    elements: column,
  };
}

function joinsFor<Row>(source: RelationSource<Row>, usedFields: ReadonlySet<string>): Sql {
  const needed = new Set([...usedFields].map((name) => source.fields[name]?.join));
  const joins = Object.entries(source.joins ?? {}).filter(([name]) => needed.has(name));
  return joins.reduce((whole, [, part]) => sql`${whole} ${part}`, source.from);
}

/** `and <profile> = any(…)`, or nothing for the whole shop. */
export function narrowTo(column: Sql, profileIds: readonly number[] | null): Sql {
  return profileIds === null ? empty : sql` and ${column} = any(${profileIds}::bigint[])`;
}
