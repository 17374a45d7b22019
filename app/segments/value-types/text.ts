import { type Sql, sql } from '#app/platform/sql.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Condition, Value } from '../types.ts';
import { describePlain } from './describe-condition.ts';
import {
  type Found,
  holdsWhenMissing,
  type OperatorName,
  type Subject,
  scalarOf,
  type TypeDefinition,
  type ValueType,
} from './value-type.ts';

type TextType = Extract<ValueType, { kind: 'text' | 'enum' | 'id' }>;

const choiceOperators: readonly OperatorName[] = ['=', '!=', 'IN', 'NOT IN', 'IS NULL', 'IS NOT NULL'];
const textOperators: readonly OperatorName[] = [
  ...choiceOperators.slice(0, 4),
  'CONTAINS',
  'NOT CONTAINS',
  'IS NULL',
  'IS NOT NULL',
];

/** Texts, choices from a list, and ids of other systems. */
export const textType: TypeDefinition<TextType> = {
  operators: (type) => (type.kind === 'text' ? textOperators : choiceOperators),
  writes,
  accepts: (type, value) => value.kind === 'text' || (type.kind === 'id' && value.kind === 'number'),
  holds,
  compile,
  describe: (_type, condition) => describePlain(condition),
  show: (_type, found) => (typeof found === 'string' ? found : 'not known'),
};

function writes(type: TextType): string {
  switch (type.kind) {
    case 'enum':
      return `one of ${type.values.map((value) => `'${value}'`).join(', ')}`;
    case 'id':
      return 'an id such as 1012132033639';
    case 'text':
      return "text in single quotes, such as 'gold'";
  }
}

function holds(type: TextType, found: Found, condition: Condition, _context: RuleContext): boolean {
  if (typeof found !== 'string') {
    return holdsWhenMissing(condition);
  }
  const fold = foldsCase(type) ? simpleLower : same;
  const own = fold(found);
  switch (condition.kind) {
    case 'compare':
      return (own === fold(textOf(condition.value))) === (condition.operator === '=');
    case 'one_of':
      return condition.values.some((value) => own === fold(textOf(value))) !== condition.negated;
    case 'contains':
      return simpleLower(found).includes(simpleLower(textOf(condition.value))) !== condition.negated;
    case 'empty':
      return condition.negated;
    case 'between':
      return false;
  }
}

function compile(type: TextType, subject: Subject, condition: Condition, _context: RuleContext): Sql {
  const own = scalarOf(subject);
  switch (condition.kind) {
    case 'compare': {
      const equal = equals(own, textOf(condition.value), foldsCase(type));
      return condition.operator === '=' ? equal : sql`(${equal}) is not true`;
    }
    case 'one_of': {
      const any = equalsAny(own, condition.values.map(textOf), foldsCase(type));
      return condition.negated ? sql`(${any}) is not true` : any;
    }
    case 'contains': {
      const inside = sql`position(lower(${textOf(condition.value)}::text) in lower(${own})) > 0`;
      return condition.negated ? sql`(${inside}) is not true` : inside;
    }
    case 'empty':
      return condition.negated ? sql`${own} is not null` : sql`${own} is null`;
    case 'between':
      return sql`false`;
  }
}

/** One parameter for the whole list, however long: each length of its own would be a new prepared statement. */
export function equalsAny(own: Sql, wanted: readonly string[], ignoreCase: boolean): Sql {
  const [only] = wanted;
  if (wanted.length === 1 && only !== undefined) {
    return equals(own, only, ignoreCase);
  }
  return ignoreCase
    ? sql`lower(${own}) = any(select lower(wanted) from unnest(${wanted}::text[]) as wanted)`
    : sql`${own} = any(${wanted}::text[])`;
}

function equals(own: Sql, wanted: string, ignoreCase: boolean): Sql {
  return ignoreCase ? sql`lower(${own}) = lower(${wanted}::text)` : sql`${own} = ${wanted}::text`;
}

export function textOf(value: Value): string {
  return value.kind === 'text' ? value.text : value.kind === 'number' ? value.decimal : '';
}

/**
 * Lower case by single characters, as PostgreSQL's built-in locale does it: no final sigma, and İ becomes a plain i.
 * Evaluator and SQL must agree to the letter.
 */
export function simpleLower(text: string): string {
  let lowered = '';
  for (const character of text) {
    const [first = ''] = character.toLowerCase();
    lowered += first;
  }
  return lowered;
}

function foldsCase(type: TextType): boolean {
  return type.kind === 'text' && type.ignoreCase;
}

function same(text: string): string {
  return text;
}
