import { type Sql, sql } from '#app/platform/sql.ts';
import type { Condition } from '../types.ts';
import { describePlain } from './describe-condition.ts';
import {
  type Found,
  holdsWhenMissing,
  type OperatorName,
  type Subject,
  scalarOf,
  type TypeDefinition,
} from './value-type.ts';

const operators: readonly OperatorName[] = ['=', '!=', 'IS NULL', 'IS NOT NULL'];

export const booleanType: TypeDefinition<{ kind: 'boolean' }> = {
  operators: () => operators,
  writes: () => 'true or false',
  accepts: (_type, value) => value.kind === 'boolean',
  holds: (_type, found, condition) => holds(found, condition),
  compile: (_type, subject, condition) => compile(subject, condition),
  describe: (_type, condition) => describePlain(condition),
  show: (_type, found) => (found === null ? 'not known' : found ? 'yes' : 'no'),
};

function holds(found: Found, condition: Condition): boolean {
  if (typeof found !== 'boolean') {
    return holdsWhenMissing(condition);
  }
  if (condition.kind === 'compare') {
    return (found === wantedOf(condition)) === (condition.operator === '=');
  }
  return condition.kind === 'empty' && condition.negated;
}

function compile(subject: Subject, condition: Condition): Sql {
  const own = scalarOf(subject);
  if (condition.kind === 'compare') {
    const equal = wantedOf(condition) ? sql`(${own}) is true` : sql`(${own}) is false`;
    return condition.operator === '=' ? equal : sql`not (${equal})`;
  }
  if (condition.kind === 'empty') {
    return condition.negated ? sql`(${own}) is not null` : sql`(${own}) is null`;
  }
  return sql`false`;
}

function wantedOf(condition: Extract<Condition, { kind: 'compare' }>): boolean {
  return condition.value.kind === 'boolean' && condition.value.is;
}
