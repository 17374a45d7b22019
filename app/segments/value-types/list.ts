import { type Sql, sql } from '#app/platform/sql.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Condition } from '../types.ts';
import { describePlain, describeValue } from './describe-condition.ts';
import { equalsAny, simpleLower, textOf } from './text.ts';
import type { Found, OperatorName, Subject, TypeDefinition, ValueType } from './value-type.ts';

type ListType = Extract<ValueType, { kind: 'list' }>;

const listOperators: readonly OperatorName[] = ['CONTAINS', 'NOT CONTAINS', 'IS NULL', 'IS NOT NULL'];
const equalityOperators: readonly OperatorName[] = ['=', '!=', 'IN', 'NOT IN', ...listOperators];

/** Several texts at once: tags, countries. A list without elements is the missing value. */
export const listType: TypeDefinition<ListType> = {
  operators: (type) => (type.equality ? equalityOperators : listOperators),
  writes: (type) =>
    type.values
      ? `one of ${type.values.map((value) => `'${value}'`).join(', ')}`
      : "text in single quotes, such as 'vip'",
  accepts: (_type, value) => value.kind === 'text' || value.kind === 'number',
  holds,
  compile,
  describe: (_type, condition) => describe(condition),
  show: (_type, found) => (Array.isArray(found) && found.length > 0 ? found.join(', ') : 'none'),
};

function holds(type: ListType, found: Found, condition: Condition, _context: RuleContext): boolean {
  const elements = Array.isArray(found) ? (found as readonly string[]) : [];
  const { wanted, negated } = wantedOf(condition);
  if (wanted === null) {
    return elements.length > 0 === negated;
  }
  const fold = (text: string) => (type.ignoreCase ? simpleLower(text) : text);
  const wantedFolded = new Set(wanted.map(fold));
  return elements.some((element) => wantedFolded.has(fold(element))) !== negated;
}

function compile(type: ListType, subject: Subject, condition: Condition, _context: RuleContext): Sql {
  if (subject.kind !== 'list') {
    throw new Error(`a ${subject.kind} has no elements`);
  }
  const { wanted, negated } = wantedOf(condition);
  if (wanted === null) {
    return negated ? subject.filled : sql`not ${subject.filled}`;
  }
  const some = subject.some((element) => equalsAny(element, wanted, type.ignoreCase));
  return negated ? sql`not ${some}` : some;
}

/** The texts of which one must be among the elements; null asks whether there are elements at all. */
function wantedOf(condition: Condition): { wanted: readonly string[] | null; negated: boolean } {
  switch (condition.kind) {
    case 'compare':
      return { wanted: [textOf(condition.value)], negated: condition.operator === '!=' };
    case 'contains':
      return { wanted: [textOf(condition.value)], negated: condition.negated };
    case 'one_of':
      return { wanted: condition.values.map(textOf), negated: condition.negated };
    case 'empty':
      return { wanted: null, negated: condition.negated };
    case 'between':
      return { wanted: [], negated: false };
  }
}

/** `include` for the operators of lists, `is` where one of several stands for the whole. */
function describe(condition: Condition): string {
  switch (condition.kind) {
    case 'empty':
      return condition.negated ? 'are known' : 'are not known';
    case 'contains':
      return `${condition.negated ? 'do not include' : 'include'} ${describeValue(condition.value)}`;
    default:
      return describePlain(condition);
  }
}
