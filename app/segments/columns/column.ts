import type { RuleContext } from '../rule-context.ts';
import type { Condition, Value } from '../types.ts';
import { typeDefinition } from '../value-types/registry.ts';
import { type Found, holdsWhenMissing, type ValueType } from '../value-types/value-type.ts';

/**
 * One value for each of many people or rows, in arrays. Whole numbers and instants stand for themselves (MISSING where there is
 * none); all else is a number into a list of the different values, 0 where there is none.
 */
export type Column = NumberColumn | CodeColumn;
export type NumberColumn = { kind: 'numbers'; numbers: Float64Array | Int32Array };
export type CodeColumn = { kind: 'codes'; codes: Uint8Array | Uint16Array | Uint32Array; values: readonly Found[] };

/** No amount, count or instant is it. */
export const MISSING = -(2 ** 31);

/** One byte a person or row: 1 where something holds. */
export type Mask = Uint8Array;

/** Types whose values are whole numbers in the data's unit, or instants in milliseconds. */
export function isNumeric(type: ValueType): boolean {
  return type.kind === 'integer' || type.kind === 'money' || type.kind === 'quantity' || type.kind === 'date';
}

/** Where a condition holds of a column: 1, elsewhere 0. The meaning is the evaluator's own, asked once for each value or bound. */
export function maskOf(column: Column, type: ValueType, condition: Condition, context: RuleContext): Mask {
  return column.kind === 'codes'
    ? maskOfCodes(column, verdictsOf(column, type, condition, context))
    : maskOfNumbers(column.numbers, type, condition, context);
}

/** Whether a condition holds of each code of a column; at 0, where there is no value. */
export function verdictsOf({ values }: CodeColumn, type: ValueType, condition: Condition, context: RuleContext): Mask {
  const { holds } = typeDefinition(type);
  const table = new Uint8Array(values.length + 1);
  table[0] = Number(holds(type, null, condition, context));
  for (let code = 0; code < values.length; code++) {
    table[code + 1] = Number(holds(type, values[code] ?? null, condition, context));
  }
  return table;
}

function maskOfCodes({ codes }: CodeColumn, table: Mask): Mask {
  const mask = newMask(codes.length);
  for (let index = 0; index < codes.length; index++) {
    mask[index] = table[codes[index]!]!;
  }
  return mask;
}

/** The same for numbers in an array. */
export function maskOfNumbers(
  numbers: Float64Array | Int32Array,
  type: ValueType,
  condition: Condition,
  context: RuleContext,
): Mask {
  const { ranges, negated } = rangesOf(type, condition, context);
  const unknown = Number(holdsWhenMissing(condition));
  const outside = Number(negated);
  const mask = newMask(numbers.length);
  const { from, to } = ranges[0] ?? { from: 0, to: 0 };
  const isOne = ranges.length <= 1;
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index]!;
    const isInside = isOne ? number >= from && number < to : liesInOne(ranges, number);
    mask[index] = number === MISSING ? unknown : Number(isInside) ^ outside;
  }
  return mask;
}

function liesInOne(ranges: readonly Range[], number: number): boolean {
  return ranges.some(({ from, to }) => number >= from && number < to);
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

/** Zeros, with room to be read four at a time. */
export function newMask(size: number): Mask {
  return new Uint8Array(new ArrayBuffer(4 * Math.ceil(size / 4)), 0, size);
}

/** Another mask with the same in it. */
export function copyOf(mask: Mask): Mask {
  const copy = newMask(mask.length);
  copy.set(mask);
  return copy;
}

/** A mask's bytes four at a time; the last of them may lie beyond it. */
function words(mask: Mask): Uint32Array {
  return new Uint32Array(mask.buffer, mask.byteOffset, Math.ceil(mask.length / 4));
}

/** Turns a mask round, in place. */
export function invert(mask: Mask): Mask {
  const whole = words(mask);
  for (let index = 0; index < whole.length; index++) {
    whole[index] = whole[index]! ^ 0x01010101;
  }
  return mask;
}

/** All of them, or any of them; in the place of the first. All were made by `newMask`. */
export function combine(masks: readonly Mask[], joint: 'and' | 'or'): Mask {
  const [first = newMask(0), ...rest] = masks;
  const whole = words(first);
  for (const mask of rest) {
    const part = words(mask);
    for (let index = 0; index < whole.length; index++) {
      whole[index] = joint === 'and' ? whole[index]! & part[index]! : whole[index]! | part[index]!;
    }
  }
  return first;
}
