import type { CompareCondition, CompareOperator, Condition, Dialect, Parameter, Value } from '../types.ts';
import { quoteText } from './tokens.ts';

const plainName = /^[\p{L}_$][\p{L}\p{N}_$-]*(?:\.[\p{L}\p{N}_$-]+)*$/u;

/** A name as the language writes it; names that are no plain words stand in quotes after their first part. */
export function printName(name: string): string {
  const dot = name.indexOf('.');
  return plainName.test(name) || dot < 0 ? name : `${name.slice(0, dot)}.${quoteText(name.slice(dot + 1))}`;
}

export function printValue(value: Value): string {
  switch (value.kind) {
    case 'text':
      return quoteText(value.text);
    case 'number':
      return value.decimal;
    case 'boolean':
      return value.is ? 'true' : 'false';
    case 'day':
      return value.day;
    case 'moment':
      return value.local;
    case 'offset':
      return `${value.sign}${value.amount}${value.unit}`;
    case 'named_day':
      return value.name;
    case 'point':
      return `(${value.latitude}, ${value.longitude})`;
  }
}

/** Operator and values: `>= 100`, `BETWEEN -12m AND today`, `IS NOT NULL`. */
export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'compare':
      return `${condition.operator} ${printValue(condition.value)}`;
    case 'between':
      return `BETWEEN ${printValue(condition.from)} AND ${printValue(condition.to)}`;
    case 'one_of':
      return `${condition.negated ? 'NOT IN' : 'IN'} (${condition.values.map(printValue).join(', ')})`;
    case 'contains':
      return `${condition.negated ? 'NOT CONTAINS' : 'CONTAINS'} ${printValue(condition.value)}`;
    case 'empty':
      return condition.negated ? 'IS NOT NULL' : 'IS NULL';
  }
}

export function printParameter(parameter: Parameter, dialect: Dialect): string {
  return dialect === 'legacy'
    ? printLegacyParameter(parameter)
    : `${parameter.name} ${printCondition(parameter.condition)}`;
}

/**
 * Parameters up to 2026-07: `name: value` is equality, but a date counted from today means “since then”; numbers have
 * `_at_least` and `_at_most`. What that syntax never had is written `name: <condition>`, which only Onefold reads.
 */
function printLegacyParameter({ name, condition }: Parameter): string {
  if (condition.kind === 'one_of' && !condition.negated) {
    return `${name}: (${condition.values.map(printValue).join(', ')})`;
  }
  const short = condition.kind === 'compare' ? printLegacyComparison(name, condition) : null;
  return short ?? `${name}: ${printCondition(condition)}`;
}

function printLegacyComparison(name: string, { operator, value }: CompareCondition): string | null {
  const suffix = value.kind === 'number' ? legacySuffixes[operator] : undefined;
  if (suffix) {
    return `${name}${suffix}: ${printValue(value)}`;
  }
  return operator === (value.kind === 'offset' ? '>=' : '=') ? `${name}: ${printValue(value)}` : null;
}

const legacySuffixes: Partial<Record<CompareOperator, string>> = { '>=': '_at_least', '<=': '_at_most' };

/** Reads what stands after `name:` in the syntax up to 2026-07; the inverse of the above. */
export function readLegacyParameter(name: string, read: Condition | Value | readonly Value[]): Parameter {
  if (isList(read)) {
    return { name, condition: pointOf(name, read) ?? { kind: 'one_of', negated: false, values: read } };
  }
  if (isCondition(read)) {
    return { name, condition: read };
  }
  const bound = /^(.+)_at_(least|most)$/.exec(name);
  if (bound?.[1]) {
    return {
      name: bound[1],
      condition: { kind: 'compare', operator: bound[2] === 'least' ? '>=' : '<=', value: read },
    };
  }
  return { name, condition: { kind: 'compare', operator: read.kind === 'offset' ? '>=' : '=', value: read } };
}

function pointOf(name: string, values: readonly Value[]): Condition | null {
  const [latitude, longitude] = values;
  if (name !== 'coordinates' || values.length !== 2 || latitude?.kind !== 'number' || longitude?.kind !== 'number') {
    return null;
  }
  return {
    kind: 'compare',
    operator: '=',
    value: { kind: 'point', latitude: latitude.decimal, longitude: longitude.decimal },
  };
}

function isList(read: Condition | Value | readonly Value[]): read is readonly Value[] {
  return Array.isArray(read);
}

const conditionKinds: readonly string[] = ['compare', 'between', 'one_of', 'contains', 'empty'];

function isCondition(read: Condition | Value): read is Condition {
  return conditionKinds.includes(read.kind);
}
