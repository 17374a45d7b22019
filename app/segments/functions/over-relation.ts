import { join, type Sql } from '#app/platform/sql.ts';
import { measures } from '../measures/measure.ts';
import type { Relation, RelationRow } from '../relations/relation.ts';
import {
  countedRows,
  filterSql,
  matchesFilter,
  personGroupFulfils,
  personHasRow,
  type RowFilter,
} from '../relations/select-rows.ts';
import type { RuleContext } from '../rule-context.ts';
import type { FunctionClause, MeasureName, Parameter } from '../types.ts';
import { typeDefinition } from '../value-types/registry.ts';
import type { Found, ValueType } from '../value-types/value-type.ts';
import type { FunctionDefinition, ParameterDefinition } from './function.ts';

/** A parameter that speaks of all matching rows together. */
export type TotalParameter = ParameterDefinition & { measure: MeasureName; field: string | null };

type OverRelation = Pick<FunctionDefinition, 'label' | 'description' | 'example' | 'shopify'> & {
  relation: Relation;
  /** Conditions every row must meet, whatever the parameters. */
  always?: readonly Parameter[];
  /** Fields offered as parameters, by their own names. */
  fields: readonly string[];
  totals: Readonly<Record<string, TotalParameter>>;
  required?: readonly string[];
  /** `placed`, `order`, `orders`. */
  words: { verb: string; one: string; many: string };
};

type Parts = { filter: RowFilter; totals: readonly { parameter: Parameter; total: TotalParameter }[] };

/** A function that asks for rows of a relation: some row that fits, or all that fit taken together. */
export function overRelation(options: OverRelation): FunctionDefinition {
  return {
    label: options.label,
    description: options.description,
    example: options.example,
    shopify: options.shopify,
    part: options.relation.part,
    required: options.required ?? [],
    parameters: parametersOf(options),
    compile: (clause, context) => {
      const { filter, totals } = partsOf(options, clause);
      if (totals.length === 0) {
        return personHasRow(filter, context, clause.negated);
      }
      const having = join(
        totals.map(({ parameter, total }) => totalSql(options, parameter, total, context)),
        ' and ',
      );
      const holdsOnNone = totals.every(({ parameter, total }) => totalHolds(parameter, total, [], context));
      return personGroupFulfils(filter, { having, holdsOnNone, negated: clause.negated }, context);
    },
    over: (clause) => {
      const { filter, totals } = partsOf(options, clause);
      const used = new Set([...filter.where.map((parameter) => parameter.name), ...(filter.alsoUsed ?? [])]);
      return {
        filter: { relation: filter.relation, where: filter.where, used },
        totals: totals.map(({ parameter, total }) => ({
          measure: total.measure,
          field: total.field,
          type: total.type,
          condition: parameter.condition,
        })),
        part: null,
      };
    },
    holds: (clause, facts, context) => {
      const { filter, totals } = partsOf(options, clause);
      const rows = countedRows(filter, facts, context).filter((row) => matchesFilter(filter, row, context));
      const matches =
        totals.length === 0
          ? rows.length > 0
          : totals.every(({ parameter, total }) => totalHolds(parameter, total, rows, context));
      return matches !== clause.negated;
    },
    found: (clause, facts, context) => {
      const { filter, totals } = partsOf(options, clause);
      const rows = countedRows(filter, facts, context).filter((row) => matchesFilter(filter, row, context));
      const sums = totals.map(({ total }) => `${total.label} ${showTotal(total, rows, context)}`);
      const counted = `${rows.length} ${rows.length === 1 ? options.words.one : options.words.many} that match`;
      return [counted, ...sums.filter((text) => !text.startsWith('number of'))].join(', ');
    },
    describe: (parameters, negated) => describeFunction(options, parameters, negated),
  };
}

function parametersOf(options: OverRelation): Record<string, ParameterDefinition> {
  const fields = options.fields.map((name) => [name, options.relation.fields[name]] as const);
  const known = fields.filter((entry): entry is [string, NonNullable<(typeof entry)[1]>] => entry[1] !== undefined);
  return { ...Object.fromEntries(known), ...options.totals };
}

function partsOf(options: OverRelation, clause: FunctionClause): Parts {
  const isTotal = (parameter: Parameter) => Object.hasOwn(options.totals, parameter.name);
  const totals = clause.parameters.flatMap((parameter) => {
    const total = options.totals[parameter.name];
    return total ? [{ parameter, total }] : [];
  });
  const where = [...(options.always ?? []), ...clause.parameters.filter((parameter) => !isTotal(parameter))];
  return {
    filter: { relation: options.relation, where, alsoUsed: totals.flatMap(({ total }) => total.field ?? []) },
    totals,
  };
}

function totalSql(options: OverRelation, parameter: Parameter, total: TotalParameter, context: RuleContext): Sql {
  const field = total.field === null ? null : (options.relation.fields[total.field]?.subject(context) ?? null);
  const subject = measures[total.measure].compile(
    options.relation,
    field,
    filterSql({ relation: options.relation, where: [] }, context),
  );
  return typeDefinition(total.type).compile(total.type, subject, parameter.condition, context);
}

function totalHolds(
  parameter: Parameter,
  total: TotalParameter,
  rows: readonly RelationRow[],
  context: RuleContext,
): boolean {
  return typeDefinition(total.type).holds(total.type, totalOf(total, rows), parameter.condition, context);
}

function totalOf(total: TotalParameter, rows: readonly RelationRow[]): Found {
  return measures[total.measure].compute(rows, total.field, () => true);
}

function showTotal(total: TotalParameter, rows: readonly RelationRow[], context: RuleContext): string {
  return typeDefinition(total.type).show(total.type, totalOf(total, rows), context);
}

function describeFunction(options: OverRelation, parameters: readonly Parameter[], negated: boolean): string {
  const { verb, one, many } = options.words;
  const totals = parameters.filter((parameter) => Object.hasOwn(options.totals, parameter.name));
  const details = parameters.filter((parameter) => !Object.hasOwn(options.totals, parameter.name));
  const count = totals.find((parameter) => parameter.name === 'count');
  const rest = totals.filter((parameter) => parameter !== count);
  const object = count
    ? `${describeCount(count)} ${many}`
    : `${negated && totals.length === 0 ? 'no' : article(one)} ${one}`;
  const where = details.map((parameter) => predicateOf(options, parameter)).join(' and ');
  const sums = rest.map((parameter) => predicateOf(options, parameter)).join(' and ');
  const core = [`${verb} ${object}`, where && `where ${where}`, sums && `so that ${sums}`].filter(Boolean).join(' ');
  return negated && totals.length > 0 ? `of whom it is not true that they ${core}` : `who ${core}`;
}

function predicateOf(options: OverRelation, parameter: Parameter): string {
  const definition: { type: ValueType; label: string } | undefined =
    options.totals[parameter.name] ?? options.relation.fields[parameter.name];
  const predicate = definition ? typeDefinition(definition.type).describe(definition.type, parameter.condition) : '';
  return `the ${definition?.label ?? parameter.name} ${predicate}`;
}

function describeCount(parameter: Parameter): string {
  const phrase = typeDefinition({ kind: 'integer' }).describe({ kind: 'integer' }, parameter.condition);
  return phrase
    .replace(/^is not /, 'any number but ')
    .replace(/^is (?=\d)/, 'exactly ')
    .replace(/^is /, '');
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? 'an' : 'a';
}

/** The parameter that counts matching rows. */
export function countParameter(noun: string): TotalParameter {
  return {
    measure: 'count',
    field: null,
    type: { kind: 'integer' },
    label: `number of ${noun}`,
    description: `How many ${noun} match.`,
    example: 'count >= 2',
  };
}

/** A parameter that adds up a field over matching rows. */
export function sumParameter(field: string, type: ValueType, label: string, example: string): TotalParameter {
  return { measure: 'sum', field, type, label, description: `The ${label} over everything that matches.`, example };
}
