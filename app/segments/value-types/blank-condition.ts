import type { Condition, Value } from '../types.ts';
import { typeDefinition } from './registry.ts';
import type { OperatorName, ValueType } from './value-type.ts';

/** What a new row asks first, by type: the most usual comparison. */
const firstOperators: readonly OperatorName[] = ['CONTAINS', '>=', '=', 'IS NOT NULL'];

/** A condition with its value still to be filled in. */
export function blankCondition(type: ValueType, operators?: readonly OperatorName[]): Condition {
  const allowed = allowedOperators(type, operators);
  const preferred = type.kind === 'text' ? ('=' as const) : firstOperators.find((one) => allowed.includes(one));
  return conditionWith(preferred ?? allowed[0] ?? '=', null, type);
}

export function allowedOperators(type: ValueType, operators?: readonly OperatorName[]): OperatorName[] {
  return typeDefinition(type)
    .operators(type)
    .filter((operator) => operators?.includes(operator) ?? true);
}

/** A value of a type that says nothing yet; `isBlank` knows it. Choices among two begin with the first. */
export function blankValue(type: ValueType): Value {
  switch (type.kind) {
    case 'text':
    case 'list':
    case 'enum':
    case 'id':
      return { kind: 'text', text: '' };
    case 'date':
    case 'day':
      return { kind: 'offset', sign: '-', amount: 30, unit: 'd' };
    case 'boolean':
      return { kind: 'boolean', is: true };
    case 'point':
      return { kind: 'point', latitude: '', longitude: '' };
    default:
      return { kind: 'number', decimal: '' };
  }
}

/** The same question with another operator: what was filled in stays as far as it fits. */
export function conditionWith(operator: OperatorName, before: readonly Value[] | null, type: ValueType): Condition {
  const [first = blankValue(type), second = blankValue(type)] = before ?? [];
  switch (operator) {
    case 'BETWEEN':
      return type.kind === 'date' || type.kind === 'day'
        ? { kind: 'between', from: first, to: before?.[1] ?? { kind: 'named_day', name: 'today' } }
        : { kind: 'between', from: first, to: second };
    case 'IN':
    case 'NOT IN':
      return { kind: 'one_of', negated: operator === 'NOT IN', values: before?.length ? before : [first] };
    case 'CONTAINS':
    case 'NOT CONTAINS':
      return { kind: 'contains', negated: operator === 'NOT CONTAINS', value: first };
    case 'IS NULL':
    case 'IS NOT NULL':
      return { kind: 'empty', negated: operator === 'IS NOT NULL' };
    default:
      return { kind: 'compare', operator, value: first };
  }
}

/** Whether a value is still to be filled in. */
export function isBlank(value: Value): boolean {
  switch (value.kind) {
    case 'text':
      return value.text.trim() === '';
    case 'number':
      return value.decimal.trim() === '';
    case 'day':
      return value.day === '';
    case 'moment':
      return value.local === '';
    case 'point':
      return value.latitude === '' || value.longitude === '';
    default:
      return false;
  }
}
