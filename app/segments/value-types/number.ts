import { join, raw, type Sql, sql } from '#app/platform/sql.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Condition, Value } from '../types.ts';
import { describePlain } from './describe-condition.ts';
import { compareExact, type Exact, parseExact, shiftDecimal } from './exact-number.ts';
import { compileInterval, intervalOf, liesIn, type SqlComparison } from './interval.ts';
import {
  type Found,
  holdsWhenMissing,
  type OperatorName,
  type Ratio,
  type Subject,
  scalarOf,
  type TypeDefinition,
  type ValueType,
} from './value-type.ts';

type NumberType = Extract<ValueType, { kind: 'integer' | 'money' | 'quantity' | 'decimal' | 'number_text' | 'ratio' }>;

const operators: readonly OperatorName[] = [
  '=',
  '!=',
  '>',
  '>=',
  '<',
  '<=',
  'BETWEEN',
  'IN',
  'NOT IN',
  'IS NULL',
  'IS NOT NULL',
];

/** Decimal places of a quantity as order lines keep it. */
const quantityDigits = 4;

/** Numbers are compared exactly: literals keep their digits, quotients are multiplied out instead of divided. */
export const numberType: TypeDefinition<NumberType> = {
  operators: () => operators,
  writes: (type) => (type.kind === 'integer' ? 'a whole number such as 5' : 'a number such as 5 or 9.99'),
  accepts: (type, value) => value.kind === 'number' && (type.kind !== 'integer' || /^-?\d+$/.test(value.decimal)),
  holds,
  compile,
  describe: (_type, condition) => describePlain(condition),
  show,
};

function holds(type: NumberType, found: Found, condition: Condition, context: RuleContext): boolean {
  if (found === null || condition.kind === 'empty') {
    return found === null ? holdsWhenMissing(condition) : condition.kind === 'empty' && condition.negated;
  }
  const compare = (value: Value) => compareFound(type, found, decimalOf(value), context);
  switch (condition.kind) {
    case 'one_of':
      return condition.values.some((value) => compare(value) === 0) !== condition.negated;
    case 'contains':
      return condition.negated;
    default:
      return liesIn(intervalOf(condition), compare);
  }
}

function compareFound(type: NumberType, found: Found, literal: string, context: RuleContext): number {
  if (type.kind === 'decimal') {
    const round = type.single ? Math.fround : Number;
    return round(Number(found)) - round(Number(literal));
  }
  const wanted = parseExact(literal);
  if (type.kind === 'ratio') {
    const { numerator, denominator } = found as Ratio;
    const scaled = { digits: wanted.digits * BigInt(denominator), scale: wanted.scale };
    return compareExact({ digits: BigInt(numerator), scale: digitsOf(type, context) }, scaled);
  }
  return compareExact(exactOf(type, found, context), wanted);
}

function exactOf(type: NumberType, found: Found, context: RuleContext): Exact {
  return type.kind === 'number_text'
    ? parseExact(String(found))
    : { digits: BigInt(Number(found)), scale: digitsOf(type, context) };
}

function compile(type: NumberType, subject: Subject, condition: Condition, context: RuleContext): Sql {
  const compare = (operator: SqlComparison, value: Value) =>
    compareSql(type, subject, operator, decimalOf(value), context);
  switch (condition.kind) {
    case 'empty': {
      const value = subject.kind === 'ratio' ? subject.denominator : scalarOf(subject);
      return condition.negated ? sql`${value} is not null` : sql`${value} is null`;
    }
    case 'one_of': {
      const any = join(
        condition.values.map((value) => compare('=', value)),
        ' or ',
      );
      return condition.negated ? sql`(${any}) is not true` : sql`(${any})`;
    }
    case 'contains':
      return sql`${condition.negated}::boolean`;
    default:
      return compileInterval(intervalOf(condition), compare);
  }
}

/** Literals become a bigint wherever they are whole in the column's unit, so that indexes on the column serve. */
function compareSql(
  type: NumberType,
  subject: Subject,
  operator: SqlComparison,
  literal: string,
  context: RuleContext,
): Sql {
  const comparison = raw(operator);
  if (type.kind === 'decimal') {
    const precision = raw(type.single ? 'real' : 'double precision');
    return sql`${scalarOf(subject)} ${comparison} ${literal}::${precision}`;
  }
  if (type.kind === 'number_text') {
    return sql`${scalarOf(subject)} ${comparison} ${literal}::numeric`;
  }
  const units = shiftDecimal(literal, digitsOf(type, context));
  if (subject.kind === 'ratio') {
    return sql`${subject.numerator} ${comparison} ${units}::numeric * ${subject.denominator}`;
  }
  const whole = /^-?\d{1,18}$/.test(units);
  return sql`${scalarOf(subject)} ${comparison} ${units}::${raw(whole ? 'bigint' : 'numeric')}`;
}

function digitsOf(type: NumberType, context: RuleContext): number {
  const kind = type.kind === 'ratio' ? type.of : type.kind;
  return kind === 'money' ? context.minorDigits : kind === 'quantity' ? quantityDigits : 0;
}

/** About how many of the data's units a literal is: 99.5 EUR are 9950. For bounds to which the exact answer is asked nearby. */
export function unitsOf(type: NumberType, value: Value, context: RuleContext): number {
  return Number(decimalOf(value)) * 10 ** digitsOf(type, context);
}

function decimalOf(value: Value): string {
  return value.kind === 'number' ? value.decimal : '0';
}

function show(type: NumberType, found: Found, context: RuleContext): string {
  if (found === null) {
    return 'not known';
  }
  const isMoney = type.kind === 'money' || (type.kind === 'ratio' && type.of === 'money');
  if (type.kind === 'ratio') {
    const { numerator, denominator } = found as Ratio;
    const quotient = numerator / denominator / 10 ** digitsOf(type, context);
    return isMoney
      ? showMoney(quotient, context)
      : type.of === 'share'
        ? percent(quotient)
        : String(Number(quotient.toFixed(2)));
  }
  const number = Number(found) / 10 ** digitsOf(type, context);
  return isMoney
    ? showMoney(number, context)
    : type.kind === 'number_text'
      ? String(found)
      : String(Number(number.toFixed(4)));
}

function showMoney(amount: number, context: RuleContext): string {
  return `${amount.toFixed(context.minorDigits)} ${context.currency}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
