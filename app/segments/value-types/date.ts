import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { RuleContext } from '../rule-context.ts';
import { addToDay, dayInZone, instantOfMoment, isDayLike, resolveDay, startOfDay } from '../rule-dates.ts';
import type { BetweenCondition, CompareCondition, Condition, Value } from '../types.ts';
import { describeDate } from './describe-condition.ts';
import { type Bound, compileInterval, type Interval, intervalOf, liesIn } from './interval.ts';
import {
  type Found,
  holdsWhenMissing,
  type OperatorName,
  type Subject,
  scalarOf,
  type TypeDefinition,
} from './value-type.ts';

const operators: readonly OperatorName[] = ['=', '!=', '>', '>=', '<', '<=', 'BETWEEN', 'IS NULL', 'IS NOT NULL'];

/**
 * Instants. A day in a rule is all its 24 hours on the shop's clock; it becomes a range of instants here, for SQL and
 * evaluator alike, so no zone arithmetic happens in the database and indexes on the instant serve.
 */
export const dateType: TypeDefinition<{ kind: 'date' }> = {
  operators: () => operators,
  writes: () => 'a date such as 2026-01-31, -30d or today',
  accepts: (_type, value) => isDayLike(value) || value.kind === 'moment',
  holds,
  compile,
  describe: (_type, condition) => describeDate(condition),
  show: (_type, found, context) => (found instanceof Date ? dayInZone(found, context.timeZone) : 'never'),
};

function holds(_type: { kind: 'date' }, found: Found, condition: Condition, context: RuleContext): boolean {
  if (!(found instanceof Date)) {
    return holdsWhenMissing(condition);
  }
  if (condition.kind === 'empty' || condition.kind === 'one_of' || condition.kind === 'contains') {
    return condition.negated;
  }
  return liesIn(resolvedOnce(condition, context), (bound) => found.getTime() - bound.getTime());
}

/** Of each condition the range of instants it last stood for: it is asked of many people in one context. */
const resolved = new WeakMap<Condition, { context: RuleContext; interval: Interval<Date> }>();

function resolvedOnce(condition: CompareCondition | BetweenCondition, context: RuleContext): Interval<Date> {
  const known = resolved.get(condition);
  if (known?.context === context) {
    return known.interval;
  }
  const interval = instantsOf(intervalOf(condition), context);
  resolved.set(condition, { context, interval });
  return interval;
}

function compile(_type: { kind: 'date' }, subject: Subject, condition: Condition, context: RuleContext): Sql {
  const instant = scalarOf(subject);
  if (condition.kind === 'empty') {
    return condition.negated ? sql`${instant} is not null` : sql`${instant} is null`;
  }
  if (condition.kind === 'one_of' || condition.kind === 'contains') {
    return sql`${condition.negated}::boolean`;
  }
  return compileInterval(
    instantsOf(intervalOf(condition), context),
    (operator, bound) => sql`${instant} ${raw(operator)} ${bound.toISOString()}::timestamptz`,
  );
}

function instantsOf(interval: Interval<Value>, context: RuleContext): Interval<Date> {
  const { lower, upper, negated } = interval;
  return { negated, lower: lower && lowerInstant(lower, context), upper: upper && upperInstant(upper, context) };
}

function lowerInstant(bound: Bound<Value>, context: RuleContext): Bound<Date> {
  const value = bound.at;
  if (!isDayLike(value)) {
    return { at: momentOf(value, context), inclusive: bound.inclusive };
  }
  const day = resolveDay(value, context.today);
  return { at: startOfDay(bound.inclusive ? day : addToDay(day, 1, 'd'), context.timeZone), inclusive: true };
}

function upperInstant(bound: Bound<Value>, context: RuleContext): Bound<Date> {
  const value = bound.at;
  if (!isDayLike(value)) {
    return { at: momentOf(value, context), inclusive: bound.inclusive };
  }
  const day = resolveDay(value, context.today);
  return { at: startOfDay(bound.inclusive ? addToDay(day, 1, 'd') : day, context.timeZone), inclusive: false };
}

function momentOf(value: Value, context: RuleContext): Date {
  return value.kind === 'moment' ? instantOfMoment(value, context.timeZone) : context.now;
}
