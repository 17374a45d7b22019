import { raw } from '#app/platform/sql.ts';
import type { RowQuestion } from '../columns/row-question.ts';
import type { ProfileFacts } from '../facts.ts';
import { printCondition, printParameter } from '../grammar/print-condition.ts';
import { type Measure, measures } from '../measures/measure.ts';
import { findRelation, relations } from '../relations/registry.ts';
import type { FieldDefinition, Relation } from '../relations/relation.ts';
import { countedRows, filterSql, matchesFilter, personGroupFulfils } from '../relations/select-rows.ts';
import type { RuleContext } from '../rule-context.ts';
import { isRelative } from '../rule-dates.ts';
import type { AggregateClause, Parameter } from '../types.ts';
import { typeDefinition } from '../value-types/registry.ts';
import { type Found, type ValueType, valuesOf } from '../value-types/value-type.ts';
import { checkCondition } from './check-condition.ts';
import type { Checker, KindDefinition } from './kind.ts';
import { reportBeyondShopify, reportMissingPart, reportUnknown } from './names.ts';
import { segmentsAsked } from './segments-asked.ts';

/** The pieces of a clause that was checked. */
type Parts = {
  measure: Measure;
  relation: Relation;
  field: FieldDefinition | null;
  type: ValueType;
  /** Conditions that choose the rows, and those that choose among them the part of a share. */
  base: readonly Parameter[];
  part: readonly Parameter[];
};

/** A number, date or text worked out of many rows. */
export const aggregateKind: KindDefinition<AggregateClause> = {
  children: () => [],
  print: (rule) => {
    const over = rule.field === null ? rule.relation : `${rule.relation}.${rule.field}`;
    const inner = [over, ...rule.where.map((parameter) => printParameter(parameter, 'onefold'))].join(', ');
    return `${rule.measure}(${inner}) ${printCondition(rule.condition)}`;
  },
  describe,
  check,
  compile: (rule, context, negated) => {
    const { measure, relation, field, type, base, part } = partsOf(rule);
    const filter = { relation, where: base, alsoUsed: namesUsed(rule) };
    const matches = part.length === 0 ? raw('true') : filterSql({ relation, where: part }, context);
    const subject = measure.compile(relation, field?.subject(context) ?? null, matches);
    const having = typeDefinition(type).compile(type, subject, rule.condition, context);
    const holdsOnNone = typeDefinition(type).holds(type, measure.empty, rule.condition, context);
    return personGroupFulfils(filter, { having, holdsOnNone, negated, where: filterSql(filter, context) }, context);
  },
  holds: (rule, facts, context) => {
    const { type } = partsOf(rule);
    return typeDefinition(type).holds(type, computed(rule, facts, context), rule.condition, context);
  },
  found: (rule, facts, context) => {
    const { measure, relation, field, type } = partsOf(rule);
    return `${measure.describe(relation, field)}: ${typeDefinition(type).show(type, computed(rule, facts, context), context)}`;
  },
  reads: (rule) => ({
    parts: [findRelation(rule.relation)?.part ?? 'orders'],
    segments: segmentsAsked(rule.relation, rule.where),
    clock: [rule.condition, ...rule.where.map((parameter) => parameter.condition)].some((condition) =>
      valuesOf(condition).some(isRelative),
    ),
  }),
};

function computed(rule: AggregateClause, facts: ProfileFacts, context: RuleContext): Found {
  const { measure, relation, base, part } = partsOf(rule);
  const filter = { relation, where: base, alsoUsed: namesUsed(rule) };
  const rows = countedRows(filter, facts, context).filter((row) => matchesFilter(filter, row, context));
  return measure.compute(rows, rule.field, (row) => matchesFilter({ relation, where: part }, row, context));
}

function partsOf(rule: AggregateClause): Parts {
  const relation = findRelation(rule.relation);
  const measure = measures[rule.measure];
  const field = relation && rule.field !== null ? (relation.fields[rule.field] ?? null) : null;
  const type = measure.outcome(field?.type ?? null);
  if (!relation || !type) {
    throw new Error(`the rule was not checked: ${rule.measure} over ${rule.relation} has no outcome`);
  }
  const isShare = rule.measure === 'share';
  const isBase = (parameter: Parameter) => !isShare || parameter.name === relation.dateField;
  const [base, part] = [rule.where.filter(isBase), rule.where.filter((parameter) => !isBase(parameter))];
  return { measure, relation, field, type, base, part };
}

/** What the clause asks of the relation's rows. */
export function aggregateParts(rule: AggregateClause): RowQuestion {
  const { relation, type, base, part } = partsOf(rule);
  const used = new Set(namesUsed(rule));
  return {
    filter: { relation, where: base, used },
    totals: [{ measure: rule.measure, field: rule.field, type, condition: rule.condition }],
    part: part.length === 0 ? null : { relation, where: part, used },
  };
}

function namesUsed(rule: AggregateClause): string[] {
  return [...rule.where.map((parameter) => parameter.name), ...(rule.field === null ? [] : [rule.field])];
}

function describe(rule: AggregateClause): string {
  const relation = findRelation(rule.relation);
  if (!relation) {
    return `whose ${rule.measure} of ${rule.relation} fits`;
  }
  const measure = measures[rule.measure];
  const field = rule.field === null ? null : (relation.fields[rule.field] ?? null);
  const type = measure.outcome(field?.type ?? null);
  const where = rule.where.map((parameter) => {
    const known = relation.fields[parameter.name];
    return known
      ? `the ${known.label} ${typeDefinition(known.type).describe(known.type, parameter.condition)}`
      : parameter.name;
  });
  const predicate = type ? typeDefinition(type).describe(type, rule.condition) : '';
  return `whose ${measure.describe(relation, field)}${where.length > 0 ? ` where ${where.join(' and ')}` : ''} ${predicate}`;
}

function check(rule: AggregateClause, path: string, checker: Checker): void {
  reportBeyondShopify(rule, `${rule.measure}(…)`, path, checker);
  const relation = findRelation(rule.relation);
  if (!relation) {
    reportUnknown(rule, rule.relation, 'kind of data', Object.keys(relations), path, checker);
    return;
  }
  reportMissingPart(rule, rule.relation, relation.part, path, checker);
  if (checkFields(rule, relation, path, checker)) {
    checkOutcome(rule, relation, path, checker);
  }
}

/** Whether all fields exist; their conditions are checked on the way. */
function checkFields(rule: AggregateClause, relation: Relation, path: string, checker: Checker): boolean {
  const offered = Object.keys(relation.fields).filter((name) => !relation.fields[name]?.internal);
  const unknown = namesUsed(rule).find((name) => !offered.includes(name));
  if (unknown !== undefined) {
    reportUnknown(rule, unknown, 'field', offered, path, checker);
    return false;
  }
  rule.where.forEach((parameter, index) => {
    const type = relation.fields[parameter.name]?.type;
    const place = `${path === '' ? '' : `${path}.`}where.${index}.condition`;
    if (type) {
      checkCondition(parameter.condition, { name: parameter.name, type, path: place }, checker);
    }
  });
  return true;
}

function checkOutcome(rule: AggregateClause, relation: Relation, path: string, checker: Checker): void {
  const fault = fieldFault(rule, relation);
  const type = outcomeOf(rule, relation);
  if (fault) {
    checker.report({ ...fault, at: checker.spanOf(rule), path });
  } else if (type) {
    const place = `${path === '' ? '' : `${path}.`}condition`;
    checkCondition(rule.condition, { name: `${rule.measure}(…)`, type, path: place }, checker);
  }
}

function fieldFault(rule: AggregateClause, relation: Relation): { code: string; message: string } | null {
  const measure = measures[rule.measure];
  if (measure.field === 'required' && rule.field === null) {
    const message = `${rule.measure} needs a field, for example ${measure.example}.`;
    return { code: 'segments.field_needed', message };
  }
  if (measure.field === 'none' && rule.field !== null) {
    const message = `${rule.measure} counts ${relation.label} and takes no field.`;
    return { code: 'segments.field_superfluous', message };
  }
  const needsOrder = rule.measure === 'first' || rule.measure === 'last';
  if (!outcomeOf(rule, relation) || (needsOrder && relation.tie === null)) {
    const message = `${rule.measure} cannot be worked out of ${rule.relation}.${rule.field ?? ''}.`;
    return { code: 'segments.measure_unfit', message };
  }
  return null;
}

function outcomeOf(rule: AggregateClause, relation: Relation): ValueType | null {
  const field = rule.field === null ? null : (relation.fields[rule.field] ?? null);
  return measures[rule.measure].outcome(field?.type ?? null);
}
