import { join, type Sql, sql } from '#app/platform/sql.ts';
import type { BetweenCondition, CompareCondition, Value } from '../types.ts';

export type Bound<T> = { at: T; inclusive: boolean };

/** A comparison or BETWEEN as the range of values that fit; `negated` turns it inside out, missing values included. */
export type Interval<T> = { negated: boolean; lower: Bound<T> | null; upper: Bound<T> | null };

/** `= 5` is the range 5…5, `!= 5` everything else and the unknown. */
export function intervalOf(condition: CompareCondition | BetweenCondition): Interval<Value> {
  if (condition.kind === 'between') {
    return {
      negated: false,
      lower: { at: condition.from, inclusive: true },
      upper: { at: condition.to, inclusive: true },
    };
  }
  const { operator, value } = condition;
  const inclusive = { at: value, inclusive: true };
  const exclusive = { at: value, inclusive: false };
  switch (operator) {
    case '=':
      return { negated: false, lower: inclusive, upper: inclusive };
    case '!=':
      return { negated: true, lower: inclusive, upper: inclusive };
    case '>':
      return { negated: false, lower: exclusive, upper: null };
    case '>=':
      return { negated: false, lower: inclusive, upper: null };
    case '<':
      return { negated: false, lower: null, upper: exclusive };
    case '<=':
      return { negated: false, lower: null, upper: inclusive };
  }
}

/** Whether a known value lies in the range; `compare` is negative where the value is below the bound's. */
export function liesIn<T>(interval: Interval<T>, compare: (bound: T) => number): boolean {
  const { lower, upper, negated } = interval;
  const above = !lower || compare(lower.at) > 0 || (lower.inclusive && compare(lower.at) === 0);
  const below = !upper || compare(upper.at) < 0 || (upper.inclusive && compare(upper.at) === 0);
  return (above && below) !== negated;
}

export type SqlComparison = '=' | '>' | '>=' | '<' | '<=';

/** The range as SQL; `compare` writes one comparison with a bound. */
export function compileInterval<T>(interval: Interval<T>, compare: (operator: SqlComparison, bound: T) => Sql): Sql {
  const whole = join(partsOf(interval, compare), ' and ');
  return interval.negated ? sql`(${whole}) is not true` : whole;
}

function partsOf<T>({ lower, upper }: Interval<T>, compare: (operator: SqlComparison, bound: T) => Sql): Sql[] {
  if (lower && upper && lower.at === upper.at) {
    return [compare('=', lower.at)];
  }
  const parts = [
    lower && compare(lower.inclusive ? '>=' : '>', lower.at),
    upper && compare(upper.inclusive ? '<=' : '<', upper.at),
  ];
  return parts.filter((part) => part !== null);
}
