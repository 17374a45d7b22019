import type { Sql } from '#app/platform/sql.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Condition, Value } from '../types.ts';

/** What kind of thing an attribute, a parameter or a measure is; decides operators, literals and comparison. */
export type ValueType =
  | { kind: 'text'; ignoreCase: boolean }
  | { kind: 'enum'; values: readonly string[] }
  /** External ids: compared as text, written as number or text. */
  | { kind: 'id' }
  | { kind: 'integer' }
  /** Found in minor units, written in units of the shop's currency. */
  | { kind: 'money' }
  /** A decimal with at most four places, found in ten-thousandths: quantities, ratings. */
  | { kind: 'quantity' }
  /** Floating point of single or double precision, compared in that precision. */
  | { kind: 'decimal'; single: boolean }
  /** A number kept as text by a source; found as decimal text. */
  | { kind: 'number_text' }
  /** A quotient compared without dividing: averages and shares. */
  | { kind: 'ratio'; of: 'integer' | 'money' | 'quantity' | 'share' }
  /** An instant; days mean all of it in the shop's zone. */
  | { kind: 'date' }
  /** A calendar day without a time. */
  | { kind: 'day' }
  | { kind: 'boolean' }
  | { kind: 'point' }
  /** Several texts; with `equality` also = and IN, which mean “one of them is”. */
  | { kind: 'list'; ignoreCase: boolean; values?: readonly string[]; equality: boolean };

export type Ratio = { numerator: number; denominator: number };

/** A value found in the facts; null = not known. Which of these it is follows from the value type. */
export type Found = string | number | boolean | Date | Ratio | readonly string[] | null;

/** A value as SQL can see it. */
export type Subject =
  | { kind: 'scalar'; sql: Sql }
  /** `denominator` is null or zero where there is no value. */
  | { kind: 'ratio'; numerator: Sql; denominator: Sql }
  /** `some(match)` is true where an element fits; `filled` where there is any; `elements` is all of them as text[]. */
  | { kind: 'list'; some: (match: (element: Sql) => Sql) => Sql; filled: Sql; elements: Sql };

export type OperatorName =
  | '='
  | '!='
  | '>'
  | '>='
  | '<'
  | '<='
  | 'BETWEEN'
  | 'IN'
  | 'NOT IN'
  | 'CONTAINS'
  | 'NOT CONTAINS'
  | 'IS NULL'
  | 'IS NOT NULL';

/** All answers about one kind of value type; one file each, listed in registry.ts. */
export type TypeDefinition<Type extends ValueType = ValueType> = {
  operators(type: Type): readonly OperatorName[];
  /** What to write, for messages: `a number such as 5 or 9.99`. */
  writes(type: Type): string;
  accepts(type: Type, value: Value): boolean;
  /** True iff the condition holds. Never unknown: decisions/040. */
  holds(type: Type, found: Found, condition: Condition, context: RuleContext): boolean;
  /** True iff the condition holds; false or null otherwise. */
  compile(type: Type, subject: Subject, condition: Condition, context: RuleContext): Sql;
  /** The predicate of a sentence: `is at least 100`. */
  describe(type: Type, condition: Condition): string;
  show(type: Type, found: Found, context: RuleContext): string;
};

/** The operator a condition uses, as a person writes it. */
export function operatorOf(condition: Condition): OperatorName {
  switch (condition.kind) {
    case 'compare':
      return condition.operator;
    case 'between':
      return 'BETWEEN';
    case 'one_of':
      return condition.negated ? 'NOT IN' : 'IN';
    case 'contains':
      return condition.negated ? 'NOT CONTAINS' : 'CONTAINS';
    case 'empty':
      return condition.negated ? 'IS NOT NULL' : 'IS NULL';
  }
}

/** All values a condition names. */
export function valuesOf(condition: Condition): readonly Value[] {
  switch (condition.kind) {
    case 'compare':
    case 'contains':
      return [condition.value];
    case 'between':
      return [condition.from, condition.to];
    case 'one_of':
      return condition.values;
    case 'empty':
      return [];
  }
}

/**
 * The answer where there is no value: only “is not”, “is none of”, “does not contain” and IS NULL hold.
 * So each negated operator is the exact complement of its positive one, as in Shopify's language.
 */
export function holdsWhenMissing(condition: Condition): boolean {
  switch (condition.kind) {
    case 'compare':
      return condition.operator === '!=';
    case 'between':
      return false;
    case 'one_of':
    case 'contains':
      return condition.negated;
    case 'empty':
      return !condition.negated;
  }
}

/** The scalar SQL of a subject; a fault elsewhere if it is none. */
export function scalarOf(subject: Subject): Sql {
  if (subject.kind !== 'scalar') {
    throw new Error(`a ${subject.kind} cannot be compared as one value`);
  }
  return subject.sql;
}
