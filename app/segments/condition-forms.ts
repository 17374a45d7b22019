import type { Catalogue } from './catalogue.ts';
import { checkRule } from './check-rule.ts';
import type { DraftClause } from './rule-draft.ts';
import type { Clause, Condition, Value } from './types.ts';
import { allowedOperators, conditionWith, isBlank } from './value-types/blank-condition.ts';
import { type OperatorName, operatorOf, type ValueType, valuesOf } from './value-types/value-type.ts';

/** How a form asks for a value of a type. */
export type ValueForm = 'number' | 'date' | 'choice' | 'truth' | 'text' | 'point';

export function formOf(type: ValueType): ValueForm {
  switch (type.kind) {
    case 'integer':
    case 'money':
    case 'quantity':
    case 'decimal':
    case 'number_text':
    case 'ratio':
      return 'number';
    case 'date':
    case 'day':
      return 'date';
    case 'boolean':
      return 'truth';
    case 'enum':
      return 'choice';
    case 'list':
      return type.values ? 'choice' : 'text';
    case 'text':
    case 'id':
      return 'text';
    case 'point':
      return 'point';
  }
}

/** The values a type allows, where they are few. */
export function choicesOfType(type: ValueType): readonly string[] {
  return type.kind === 'enum' || type.kind === 'list' ? (type.values ?? []) : [];
}

const words: Readonly<Record<ValueForm, Partial<Record<OperatorName, string>>>> = {
  number: {
    '=': 'is exactly',
    '!=': 'is not',
    '>': 'is more than',
    '>=': 'is at least',
    '<': 'is less than',
    '<=': 'is at most',
  },
  date: {
    '=': 'is on',
    '!=': 'is not on',
    '>': 'is after',
    '>=': 'is on or after',
    '<': 'is before',
    '<=': 'is on or before',
  },
  choice: {},
  truth: {},
  text: {},
  point: {},
};
const usual: Readonly<Record<OperatorName, string>> = {
  '=': 'is',
  '!=': 'is not',
  '>': 'is more than',
  '>=': 'is at least',
  '<': 'is less than',
  '<=': 'is at most',
  BETWEEN: 'is between',
  IN: 'is one of',
  'NOT IN': 'is none of',
  CONTAINS: 'contains',
  'NOT CONTAINS': 'does not contain',
  'IS NULL': 'is not known',
  'IS NOT NULL': 'is known',
};

/** The comparisons a type allows, in words. */
export function operatorChoices(
  type: ValueType,
  operators?: readonly OperatorName[],
): { value: OperatorName; label: string }[] {
  const form = formOf(type);
  return allowedOperators(type, operators).map((value) => ({ value, label: words[form][value] ?? usual[value] }));
}

/** The operator of a condition, for a form. */
export function operatorIn(condition: Condition): OperatorName {
  return operatorOf(condition);
}

/** The values of a condition, for a form. */
export function valuesIn(condition: Condition): readonly Value[] {
  return valuesOf(condition);
}

export function withOperator(condition: Condition, operator: OperatorName, type: ValueType): Condition {
  return conditionWith(operator, valuesOf(condition), type);
}

/** The condition with its values replaced; how many there are is the operator's business. */
export function withValues(condition: Condition, values: readonly Value[], type: ValueType): Condition {
  return conditionWith(operatorOf(condition), values, type);
}

/** Whether everything a row asks for is filled in. A row that came out of text is complete as it was written. */
export function isCompleteRow({ clause, origin }: DraftClause): boolean {
  const isAsWritten = origin === clause || (origin?.kind === 'not' && origin.rule === clause);
  return isAsWritten || conditionsOf(clause).every((condition) => !valuesOf(condition).some(isBlank));
}

/** What is wrong with a row that is filled in, as sentences. */
export function problemsOfRow(clause: Clause, catalogue: Catalogue, handles: readonly string[]): string[] {
  return checkRule(clause, { catalogue, segments: handles }).map((problem) => problem.message);
}

function conditionsOf(clause: Clause): Condition[] {
  switch (clause.kind) {
    case 'attribute':
    case 'anniversary':
      return [clause.condition];
    case 'function':
      return clause.parameters.map((parameter) => parameter.condition);
    case 'aggregate':
      return [clause.condition, ...clause.where.map((parameter) => parameter.condition)];
    case 'segment':
      return [];
  }
}
