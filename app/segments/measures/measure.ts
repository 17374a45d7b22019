import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { FieldDefinition, Relation, RelationRow } from '../relations/relation.ts';
import type { MeasureName } from '../types.ts';
import { type Found, type Subject, scalarOf, type ValueType } from '../value-types/value-type.ts';

/** How many rows become one value. */
export type Measure = {
  label: string;
  description: string;
  example: string;
  /** Whether a field must, may or must not be named. */
  field: 'none' | 'optional' | 'required';
  /** The type of the outcome; null where the field's type does not allow it. */
  outcome(type: ValueType | null): ValueType | null;
  /** The outcome over no rows at all. */
  empty: Found;
  /** Over the group's rows; `matches` is the condition of a share, elsewhere the rows are filtered already. */
  compile(relation: Relation, field: Subject | null, matches: Sql): Subject;
  /** Over rows in memory; `matches` as above. */
  compute(rows: readonly RelationRow[], field: string | null, matches: (row: RelationRow) => boolean): Found;
  /** The subject of a sentence: `number of orders`, `sum of amount over orders`. */
  describe(relation: Relation, field: FieldDefinition | null): string;
};

const summable = ['integer', 'money', 'quantity'] as const;
type Summable = (typeof summable)[number];

const count: Measure = {
  label: 'Count',
  description: 'How many rows there are.',
  example: "count(orders, channel = 'pos') >= 2",
  field: 'none',
  outcome: () => ({ kind: 'integer' }),
  empty: 0,
  compile: () => scalar(raw('count(*)')),
  compute: (rows) => rows.length,
  describe: (relation) => `number of ${relation.label}`,
};

const distinct: Measure = {
  label: 'Different values',
  description: 'How many different values a field has.',
  example: 'distinct(lines.id) >= 3',
  field: 'required',
  outcome: (type) => (type && ['text', 'enum', 'id'].includes(type.kind) ? { kind: 'integer' } : null),
  empty: 0,
  compile: (_relation, field) => scalar(sql`count(distinct ${column(field)})`),
  compute: (rows, field) => new Set(valuesIn(rows, field)).size,
  describe: (relation, field) => `number of different values of ${field?.label} over ${relation.label}`,
};

const sum: Measure = {
  label: 'Sum',
  description: 'All values of a field added up; unknown ones count as nothing.',
  example: 'sum(orders.amount, date >= -12m) > 500',
  field: 'required',
  outcome: (type) => (isSummable(type) ? type : null),
  empty: 0,
  compile: (_relation, field) => scalar(sql`coalesce(sum(${column(field)}), 0)`),
  compute: (rows, field) => total(rows, field),
  describe: (relation, field) => `sum of ${field?.label} over ${relation.label}`,
};

const avg: Measure = {
  label: 'Average',
  description: 'Mean of a field over the rows that have it; not known without any.',
  example: "avg(orders.amount, channel = 'online') >= 80",
  field: 'required',
  outcome: (type) => (isSummable(type) ? { kind: 'ratio', of: type.kind } : null),
  empty: null,
  compile: (_relation, field) => ({
    kind: 'ratio',
    numerator: sql`sum(${column(field)})`,
    denominator: sql`nullif(count(${column(field)}), 0)`,
  }),
  compute: (rows, field) => {
    const known = valuesIn(rows, field).length;
    return known === 0 ? null : { numerator: total(rows, field), denominator: known };
  },
  describe: (relation, field) => `average ${field?.label} over ${relation.label}`,
};

const share: Measure = {
  label: 'Share',
  description:
    'Part of the rows, or of a sum, to which the conditions apply, from 0 to 1; the window is drawn by date alone.',
  example: "share(orders, channel = 'pos') > 0.5",
  field: 'optional',
  outcome: (type) => (type === null || isSummable(type) ? { kind: 'ratio', of: 'share' } : null),
  empty: null,
  compile: (_relation, field, matches) => {
    if (!field) {
      return {
        kind: 'ratio',
        numerator: sql`count(*) filter (where ${matches})`,
        denominator: raw('nullif(count(*), 0)'),
      };
    }
    const value = column(field);
    return {
      kind: 'ratio',
      numerator: sql`coalesce(sum(${value}) filter (where ${matches}), 0)`,
      denominator: sql`(case when sum(${value}) > 0 then sum(${value}) end)`,
    };
  },
  compute: (rows, field, matches) => {
    const part = rows.filter(matches);
    const [numerator, denominator] = field ? [total(part, field), total(rows, field)] : [part.length, rows.length];
    return denominator > 0 ? { numerator, denominator } : null;
  },
  describe: (relation, field) => `share ${field ? `of ${field.label} over ${relation.label}` : `of ${relation.label}`}`,
};

/** Ordered comparisons make sense for them; nothing is compared by these but size. */
const sizable: readonly ValueType['kind'][] = ['integer', 'money', 'quantity', 'date', 'day'];

function extreme(which: 'min' | 'max', word: string, example: string): Measure {
  return {
    label: which === 'min' ? 'Smallest' : 'Largest',
    description: `The ${word} value of a field.`,
    example,
    field: 'required',
    outcome: (type) => (type && sizable.includes(type.kind) ? type : null),
    empty: null,
    compile: (_relation, field) => scalar(sql`${raw(which)}(${column(field)})`),
    compute: (rows, field) => extremeOf(valuesIn(rows, field), which),
    describe: (relation, field) => `${word} ${field?.label} over ${relation.label}`,
  };
}

function edge(which: 'first' | 'last', example: string): Measure {
  return {
    label: which === 'first' ? 'First' : 'Last',
    description: `A field of the ${which === 'first' ? 'earliest' : 'latest'} row that has a date.`,
    example,
    field: 'required',
    outcome: (type) => (type && type.kind !== 'list' ? type : null),
    empty: null,
    compile: (relation, field) => {
      const direction = raw(which === 'first' ? 'asc' : 'desc');
      const { at, tie } = relation;
      const order = tie ? sql`${at} ${direction}, ${tie} ${direction}` : sql`${at} ${direction}`;
      return scalar(sql`(array_agg(${column(field)} order by ${order}) filter (where ${at} is not null))[1]`);
    },
    compute: (rows, field) => {
      const dated = rows.filter((row) => row.at !== null).toSorted(byTime);
      const row = which === 'first' ? dated[0] : dated.at(-1);
      return row && field ? row.get(field) : null;
    },
    describe: (relation, field) => `${field?.label} of the ${which} of the ${relation.label}`,
  };
}

/** All measures; the keys are their names in a rule. */
export const measures = {
  count,
  distinct,
  sum,
  avg,
  min: extreme('min', 'smallest', 'min(orders.amount) >= 20'),
  max: extreme('max', 'largest', 'max(orders.amount) >= 200'),
  first: edge('first', "first(orders.channel) = 'online'"),
  last: edge('last', "last(orders.store) = 'Soho'"),
  share,
} satisfies Record<MeasureName, Measure>;

function byTime(a: RelationRow, b: RelationRow): number {
  return (a.at ?? 0) - (b.at ?? 0) || a.id - b.id;
}

function scalar(expression: Sql): Subject {
  return { kind: 'scalar', sql: expression };
}

function column(field: Subject | null): Sql {
  if (!field) {
    throw new Error('this measure needs a field');
  }
  return scalarOf(field);
}

function isSummable(type: ValueType | null): type is Extract<ValueType, { kind: Summable }> {
  return type !== null && (summable as readonly string[]).includes(type.kind);
}

function valuesIn(rows: readonly RelationRow[], field: string | null): Found[] {
  return field ? rows.map((row) => row.get(field)).filter((value) => value !== null) : [];
}

function total(rows: readonly RelationRow[], field: string | null): number {
  return valuesIn(rows, field).reduce<number>((whole, value) => whole + Number(value), 0);
}

function extremeOf(values: readonly Found[], which: 'min' | 'max'): Found {
  const sign = which === 'min' ? 1 : -1;
  const [best] = values.toSorted(
    (a, b) => sign * ((a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0),
  );
  return best ?? null;
}
