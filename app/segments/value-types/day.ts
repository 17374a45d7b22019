import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { RuleContext } from '../rule-context.ts';
import { type Day, isDayLike, resolveDay } from '../rule-dates.ts';
import type { Condition, Value } from '../types.ts';
import { describeDate } from './describe-condition.ts';
import { compileInterval, intervalOf, liesIn } from './interval.ts';
import {
  type Found,
  holdsWhenMissing,
  type OperatorName,
  type Subject,
  scalarOf,
  type TypeDefinition,
} from './value-type.ts';

const operators: readonly OperatorName[] = ['=', '!=', '>', '>=', '<', '<=', 'BETWEEN', 'IS NULL', 'IS NOT NULL'];

/** Calendar days without a time, kept as text `YYYY-MM-DD`: they order as text, and no cast can fail on a day that does not exist. */
export const dayType: TypeDefinition<{ kind: 'day' }> = {
  operators: () => operators,
  writes: () => 'a day such as 2026-01-31, -30d or today',
  accepts: (_type, value) => isDayLike(value),
  holds,
  compile,
  describe: (_type, condition) => describeDate(condition),
  show: (_type, found) => (typeof found === 'string' ? found : 'not known'),
};

function holds(_type: { kind: 'day' }, found: Found, condition: Condition, context: RuleContext): boolean {
  if (typeof found !== 'string') {
    return holdsWhenMissing(condition);
  }
  if (condition.kind === 'empty' || condition.kind === 'one_of' || condition.kind === 'contains') {
    return condition.negated;
  }
  return liesIn(intervalOf(condition), (bound) => compareDays(found, dayOf(bound, context)));
}

function compile(_type: { kind: 'day' }, subject: Subject, condition: Condition, context: RuleContext): Sql {
  const day = scalarOf(subject);
  if (condition.kind === 'empty') {
    return condition.negated ? sql`${day} is not null` : sql`${day} is null`;
  }
  if (condition.kind === 'one_of' || condition.kind === 'contains') {
    return sql`${condition.negated}::boolean`;
  }
  return compileInterval(
    intervalOf(condition),
    (operator, bound) => sql`${day} collate "C" ${raw(operator)} ${dayOf(bound, context)}::text`,
  );
}

function dayOf(value: Value, context: RuleContext): Day {
  return isDayLike(value) ? resolveDay(value, context.today) : context.today;
}

function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
