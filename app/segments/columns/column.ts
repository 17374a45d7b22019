import type { RuleContext } from '../rule-context.ts';
import type { Condition, Value } from '../types.ts';
import { typeDefinition } from '../value-types/registry.ts';
import { type Found, holdsWhenMissing, type ValueType } from '../value-types/value-type.ts';

/**
 * One value for each of many people or rows, in arrays. Whole numbers and instants stand for themselves (`missing` where there is
 * none); all else is a number into a list of the different values, 0 where there is none.
 */
export type Column = NumberColumn | CodeColumn;
export type NumberColumn = { kind: 'numbers'; numbers: Float64Array | Int32Array; missing: number };
export type CodeColumn = { kind: 'codes'; codes: Uint8Array | Uint16Array | Uint32Array; values: readonly Found[] };

/** One byte a person or row: 1 where something holds. */
export type Mask = Uint8Array;

/** Types whose values are whole numbers in the data's unit, or instants in milliseconds. */
export function isNumeric(type: ValueType): boolean {
  return type.kind === 'integer' || type.kind === 'money' || type.kind === 'quantity' || type.kind === 'date';
}

/** Where a condition holds of a column: 1, elsewhere 0. The meaning is the evaluator's own, asked once for each value or bound. */
export function maskOf(column: Column, type: ValueType, condition: Condition, context: RuleContext): Mask {
  return column.kind === 'codes'
    ? maskOfCodes(column, type, condition, context)
    : maskOfNumbers(column, type, condition, context);
}

function maskOfCodes({ codes, values }: CodeColumn, type: ValueType, condition: Condition, context: RuleContext): Mask {
  const { holds } = typeDefinition(type);
  const table = new Uint8Array(values.length + 1);
  table[0] = Number(holds(type, null, condition, context));
  for (let code = 0; code < values.length; code++) {
    table[code + 1] = Number(holds(type, values[code] ?? null, condition, context));
  }
  const mask = new Uint8Array(codes.length);
  for (let index = 0; index < codes.length; index++) {
    mask[index] = table[codes[index]!]!;
  }
  return mask;
}

function maskOfNumbers(column: NumberColumn, type: ValueType, condition: Condition, context: RuleContext): Mask {
  const fits = numberTest(type, condition, context);
  const { numbers, missing } = column;
  const unknown = Number(holdsWhenMissing(condition));
  const mask = new Uint8Array(numbers.length);
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index]!;
    mask[index] = number === missing ? unknown : fits(number);
  }
  return mask;
}

/** A test of one known number: 1 where the condition holds. */
export function numberTest(type: ValueType, condition: Condition, context: RuleContext): (number: number) => 0 | 1 {
  const { ranges, negated } = rangesOf(type, condition, context);
  const [inside, outside] = negated ? ([0, 1] as const) : ([1, 0] as const);
  const [first] = ranges;
  if (first && ranges.length === 1) {
    const { from, to } = first;
    return (number) => (number >= from && number < to ? inside : outside);
  }
  return (number) => (ranges.some(({ from, to }) => number >= from && number < to) ? inside : outside);
}

/** Whole numbers from `from` up to, not including, `to`. */
type Range = { from: number; to: number };

/** The whole numbers of which a condition holds; `negated` = all but these. */
function rangesOf(type: ValueType, condition: Condition, context: RuleContext): { ranges: Range[]; negated: boolean } {
  const from = (value: Value) => firstFitting(type, value, '>=', context);
  const beyond = (value: Value) => firstFitting(type, value, '>', context);
  switch (condition.kind) {
    case 'empty':
      return { ranges: [], negated: condition.negated };
    case 'contains':
      return { ranges: [], negated: condition.negated };
    case 'one_of':
      return {
        ranges: condition.values.map((value) => ({ from: from(value), to: beyond(value) })),
        negated: condition.negated,
      };
    case 'between':
      return { ranges: [{ from: from(condition.from), to: beyond(condition.to) }], negated: false };
    case 'compare':
      return compared(condition.operator, from(condition.value), beyond(condition.value));
  }
}

function compared(operator: string, from: number, beyond: number): { ranges: Range[]; negated: boolean } {
  switch (operator) {
    case '>=':
      return { ranges: [{ from, to: Infinity }], negated: false };
    case '>':
      return { ranges: [{ from: beyond, to: Infinity }], negated: false };
    case '<':
      return { ranges: [{ from: -Infinity, to: from }], negated: false };
    case '<=':
      return { ranges: [{ from: -Infinity, to: beyond }], negated: false };
    default:
      return { ranges: [{ from, to: beyond }], negated: operator === '!=' };
  }
}

/** Beyond these lie no numbers that are exact, and no instants. */
const furthest = { number: Number.MAX_SAFE_INTEGER, date: 8.64e15 };

/** The smallest whole number that is at least (or more than) a value; Infinity if none is. Asks the evaluator some fifty times. */
function firstFitting(type: ValueType, value: Value, operator: '>=' | '>', context: RuleContext): number {
  const { holds } = typeDefinition(type);
  const isDate = type.kind === 'date';
  const condition: Condition = { kind: 'compare', operator, value };
  const fits = (number: number) => holds(type, isDate ? new Date(number) : number, condition, context);
  const limit = isDate ? furthest.date : furthest.number;
  if (!fits(limit)) {
    return Infinity;
  }
  let [low, high] = [-limit, limit];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

export function invert(mask: Mask): Mask {
  return mask.map((byte) => 1 - byte);
}

/** All of them, or any of them. */
export function combine(masks: readonly Mask[], joint: 'and' | 'or'): Mask {
  const [first = new Uint8Array(0), ...rest] = masks;
  const whole = first.slice();
  for (const mask of rest) {
    for (let index = 0; index < whole.length; index++) {
      whole[index] = joint === 'and' ? whole[index]! & mask[index]! : whole[index]! | mask[index]!;
    }
  }
  return whole;
}
