import { z } from 'zod';
import { ruleLimits } from './limits.ts';

/**
 * A segment's rule as a tree. Text and visual builder are two views of it; SQL and evaluator are two ways to ask it.
 * It is plain JSON: numbers and days stay as written, relative dates stay relative.
 */
export type Rule = AndRule | OrRule | NotRule | Clause;
export type AndRule = { kind: 'and'; rules: readonly Rule[] };
export type OrRule = { kind: 'or'; rules: readonly Rule[] };
export type NotRule = { kind: 'not'; rule: Rule };

/** A leaf of the tree: what one row of the builder says. */
export type Clause = AttributeClause | FunctionClause | AnniversaryClause | AggregateClause | SegmentClause;
/** `amount_spent > 100`, `custom.shoe_size = '42'`. */
export type AttributeClause = { kind: 'attribute'; name: string; condition: Condition };
/** `orders_placed MATCHES (count >= 2, date >= -90d)`. */
export type FunctionClause = { kind: 'function'; name: string; negated: boolean; parameters: readonly Parameter[] };
/** `anniversary('birth_date') BETWEEN today AND +30d`: a date without its year. */
export type AnniversaryClause = { kind: 'anniversary'; of: string; condition: Condition };
/** `sum(orders.amount, channel = 'pos', date >= -12m) > 500`. */
export type AggregateClause = {
  kind: 'aggregate';
  measure: MeasureName;
  relation: string;
  /** null where the measure counts rows. */
  field: string | null;
  where: readonly Parameter[];
  condition: Condition;
};
/** `IN SEGMENT 'vip'`. */
export type SegmentClause = { kind: 'segment'; handle: string; negated: boolean };

export type Parameter = { name: string; condition: Condition };

export const measureNames = ['count', 'distinct', 'sum', 'avg', 'min', 'max', 'first', 'last', 'share'] as const;
export type MeasureName = (typeof measureNames)[number];

export type Condition = CompareCondition | BetweenCondition | OneOfCondition | ContainsCondition | EmptyCondition;
export type CompareCondition = { kind: 'compare'; operator: CompareOperator; value: Value };
/** Both ends belong to it. */
export type BetweenCondition = { kind: 'between'; from: Value; to: Value };
export type OneOfCondition = { kind: 'one_of'; negated: boolean; values: readonly Value[] };
export type ContainsCondition = { kind: 'contains'; negated: boolean; value: Value };
export type EmptyCondition = { kind: 'empty'; negated: boolean };

export const compareOperators = ['=', '!=', '>', '>=', '<', '<='] as const;
export type CompareOperator = (typeof compareOperators)[number];

export type Value =
  | TextValue
  | NumberValue
  | BooleanValue
  | DayValue
  | MomentValue
  | OffsetValue
  | NamedDayValue
  | PointValue;
export type TextValue = { kind: 'text'; text: string };
/** Decimal digits as written, so that money and 64-bit ids stay exact. */
export type NumberValue = { kind: 'number'; decimal: string };
export type BooleanValue = { kind: 'boolean'; is: boolean };
/** `2026-01-31`: the whole day in the shop's zone. */
export type DayValue = { kind: 'day'; day: string };
/** `2026-01-31T10:00:00` on the shop's clock. */
export type MomentValue = { kind: 'moment'; local: string };
/** `-7d`, `+4w`, `-12m`, `-10y`: a day counted from today. */
export type OffsetValue = { kind: 'offset'; sign: '-' | '+'; amount: number; unit: OffsetUnit };
export type NamedDayValue = { kind: 'named_day'; name: 'today' | 'yesterday' };
/** `(52.52, 13.40)`: latitude and longitude in degrees. */
export type PointValue = { kind: 'point'; latitude: string; longitude: string };

export const offsetUnits = ['d', 'w', 'm', 'y'] as const;
export type OffsetUnit = (typeof offsetUnits)[number];

/** `legacy`: Shopify up to 2026-07; `matches`: from 2026-10; `onefold`: all of the language. */
export type Dialect = 'legacy' | 'matches' | 'onefold';

export const decimalPattern = /^-?\d{1,20}(\.\d{1,18})?$/;
const decimal = z.string().regex(decimalPattern);
const text = z.string().max(ruleLimits.textValue);
const name = z.string().min(1).max(200);

const valueSchema: z.ZodType<Value> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text }),
  z.strictObject({ kind: z.literal('number'), decimal }),
  z.strictObject({ kind: z.literal('boolean'), is: z.boolean() }),
  z.strictObject({ kind: z.literal('day'), day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
  z.strictObject({ kind: z.literal('moment'), local: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/) }),
  z.strictObject({
    kind: z.literal('offset'),
    sign: z.enum(['-', '+']),
    amount: z.int().min(0).max(99_999),
    unit: z.enum(offsetUnits),
  }),
  z.strictObject({ kind: z.literal('named_day'), name: z.enum(['today', 'yesterday']) }),
  z.strictObject({ kind: z.literal('point'), latitude: decimal, longitude: decimal }),
]);

const conditionSchema: z.ZodType<Condition> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('compare'), operator: z.enum(compareOperators), value: valueSchema }),
  z.strictObject({ kind: z.literal('between'), from: valueSchema, to: valueSchema }),
  z.strictObject({
    kind: z.literal('one_of'),
    negated: z.boolean(),
    values: z.array(valueSchema).min(1).max(ruleLimits.listValues),
  }),
  z.strictObject({ kind: z.literal('contains'), negated: z.boolean(), value: valueSchema }),
  z.strictObject({ kind: z.literal('empty'), negated: z.boolean() }),
]);

const parametersSchema = z.array(z.strictObject({ name, condition: conditionSchema })).max(50);

/** Shape only; what names mean and which operators fit is `checkRule`'s. Depth is bounded by `readRule`. */
export const ruleSchema: z.ZodType<Rule> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('and'), rules: z.array(ruleSchema).min(2).max(ruleLimits.clauses) }),
    z.strictObject({ kind: z.literal('or'), rules: z.array(ruleSchema).min(2).max(ruleLimits.clauses) }),
    z.strictObject({ kind: z.literal('not'), rule: ruleSchema }),
    z.strictObject({ kind: z.literal('attribute'), name, condition: conditionSchema }),
    z.strictObject({ kind: z.literal('function'), name, negated: z.boolean(), parameters: parametersSchema }),
    z.strictObject({ kind: z.literal('anniversary'), of: name, condition: conditionSchema }),
    z.strictObject({
      kind: z.literal('aggregate'),
      measure: z.enum(measureNames),
      relation: name,
      field: name.nullable(),
      where: parametersSchema,
      condition: conditionSchema,
    }),
    z.strictObject({ kind: z.literal('segment'), handle: name, negated: z.boolean() }),
  ]),
);
