import type { RuleContext } from '../rule-context.ts';
import type { Condition, MeasureName } from '../types.ts';
import { typeDefinition } from '../value-types/registry.ts';
import type { ValueType } from '../value-types/value-type.ts';
import {
  type CodeColumn,
  type Column,
  combine,
  copyOf,
  isNumeric,
  type Mask,
  MISSING,
  maskOf,
  maskOfNumbers,
  type NumberColumn,
  newMask,
  verdictsOf,
} from './column.ts';
import { quotients } from './quotients.ts';
import type { RowColumns } from './row-columns.ts';

/** What all rows that fit must come to. `fieldType` is the type of the field itself, `type` that of what it comes to. */
export type Total = {
  measure: MeasureName;
  field: string | null;
  type: ValueType;
  condition: Condition;
};

/**
 * People whose rows that fit come to what is asked; null where the measure is not kept in columns. `part` marks the rows whose share is
 * asked for. One pass over the rows, which lie person by person.
 */
export function peopleWhoseTotal(
  rows: RowColumns,
  fitting: Mask,
  part: Mask | null,
  total: Total,
  context: RuleContext,
): Mask | null {
  const column = total.field === null ? null : (rows.fields.get(total.field) ?? null);
  if (total.field !== null && column === null) {
    return null;
  }
  switch (total.measure) {
    case 'first':
    case 'last':
      return column && byEdge(rows, fitting, column, total, context);
    case 'avg':
    case 'share':
      return byQuotient(rows, fitting, part, column, total, context);
    default: {
      const numbers = numbersOfTotal(rows, fitting, column, total.measure);
      return numbers && isNumeric(total.type) ? maskOfNumbers(numbers, total.type, total.condition, context) : null;
    }
  }
}

/** Each person's count, sum or extreme of the rows that fit; null for what is not made of numbers. */
function numbersOfTotal(
  { starts }: RowColumns,
  fitting: Mask,
  column: Column | null,
  measure: 'count' | 'sum' | 'distinct' | 'min' | 'max',
): Float64Array | null {
  if (measure === 'count') {
    return counted(starts, fitting);
  }
  if (measure === 'distinct') {
    return column && (column.kind === 'codes' ? distinctCodes(starts, fitting, column) : runs(starts, fitting, column));
  }
  if (column?.kind !== 'numbers') {
    return null;
  }
  return measure === 'sum' ? summed(starts, fitting, column) : extreme(starts, fitting, column, measure);
}

function counted(starts: Uint32Array, fitting: Mask): Float64Array {
  const counts = new Float64Array(starts.length - 1);
  for (let person = 0; person < counts.length; person++) {
    const end = starts[person + 1]!;
    let count = 0;
    for (let row = starts[person]!; row < end; row++) {
      count += fitting[row]!;
    }
    counts[person] = count;
  }
  return counts;
}

function summed(starts: Uint32Array, fitting: Mask, { numbers }: NumberColumn): Float64Array {
  const sums = new Float64Array(starts.length - 1);
  for (let person = 0; person < sums.length; person++) {
    const end = starts[person + 1]!;
    let sum = 0;
    for (let row = starts[person]!; row < end; row++) {
      if (fitting[row] === 1 && numbers[row] !== MISSING) {
        sum += numbers[row]!;
      }
    }
    sums[person] = sum;
  }
  return sums;
}

function extreme(starts: Uint32Array, fitting: Mask, { numbers }: NumberColumn, which: 'min' | 'max'): Float64Array {
  const found = new Float64Array(starts.length - 1);
  const [none, better] = which === 'min' ? [Infinity, Math.min] : [-Infinity, Math.max];
  for (let person = 0; person < found.length; person++) {
    const end = starts[person + 1]!;
    let best = none;
    for (let row = starts[person]!; row < end; row++) {
      if (fitting[row] === 1 && numbers[row] !== MISSING) {
        best = better(best, numbers[row]!);
      }
    }
    found[person] = best === none ? MISSING : best;
  }
  return found;
}

/** Different values per person: a value is new to a person if the last whom it was met with was somebody else. */
function distinctCodes(starts: Uint32Array, fitting: Mask, { codes, values }: CodeColumn): Float64Array {
  const counts = new Float64Array(starts.length - 1);
  const metWith = new Uint32Array(values.length + 1);
  for (let person = 0; person < counts.length; person++) {
    const end = starts[person + 1]!;
    let count = 0;
    for (let row = starts[person]!; row < end; row++) {
      const code = codes[row]!;
      if (fitting[row] === 1 && code > 0 && metWith[code] !== person + 1) {
        metWith[code] = person + 1;
        count += 1;
      }
    }
    counts[person] = count;
  }
  return counts;
}

/** Different keys per person of what comes in one piece, as the lines of an order do. */
function runs(starts: Uint32Array, fitting: Mask, { numbers }: NumberColumn): Float64Array {
  const counts = new Float64Array(starts.length - 1);
  for (let person = 0; person < counts.length; person++) {
    const end = starts[person + 1]!;
    let [count, last] = [0, Number.NaN];
    for (let row = starts[person]!; row < end; row++) {
      if (fitting[row] === 1 && numbers[row] !== last) {
        last = numbers[row]!;
        count += 1;
      }
    }
    counts[person] = count;
  }
  return counts;
}

/** Whether the condition holds of the first or last row of each person, among those with a time. */
function byEdge(rows: RowColumns, fitting: Mask, column: Column, total: Total, context: RuleContext): Mask {
  const { type, condition, measure } = total;
  const verdicts = column.kind === 'codes' ? verdictsOf(column, type, condition, context) : null;
  const marks = verdicts === null ? maskOf(column, type, condition, context) : null;
  const codes = column.kind === 'codes' ? column.codes : null;
  const none = Number(typeDefinition(type).holds(type, null, condition, context));
  const dated = rows.dated ? combine([copyOf(fitting), rows.dated], 'and') : fitting;
  const edges = measure === 'first' ? firstRows(rows.starts, dated) : lastRows(rows.starts, dated);
  const mask = newMask(edges.length);
  for (let person = 0; person < mask.length; person++) {
    const row = edges[person]!;
    mask[person] = row < 0 ? none : marks ? marks[row]! : verdicts![codes![row]!]!;
  }
  return mask;
}

function firstRows(starts: Uint32Array, fitting: Mask): Int32Array {
  const rows = new Int32Array(starts.length - 1).fill(-1);
  for (let person = 0; person < rows.length; person++) {
    const end = starts[person + 1]!;
    let row = starts[person]!;
    while (row < end && fitting[row] === 0) {
      row += 1;
    }
    rows[person] = row < end ? row : -1;
  }
  return rows;
}

function lastRows(starts: Uint32Array, fitting: Mask): Int32Array {
  const rows = new Int32Array(starts.length - 1).fill(-1);
  for (let person = 0; person < rows.length; person++) {
    const begin = starts[person]!;
    let row = starts[person + 1]! - 1;
    while (row >= begin && fitting[row] === 0) {
      row -= 1;
    }
    rows[person] = row >= begin ? row : -1;
  }
  return rows;
}

function byQuotient(
  { starts }: RowColumns,
  fitting: Mask,
  part: Mask | null,
  column: Column | null,
  { measure, type, condition }: Total,
  context: RuleContext,
): Mask | null {
  if ((column && column.kind !== 'numbers') || type.kind !== 'ratio') {
    return null;
  }
  const chosen = part ? combine([part, fitting], 'and') : fitting;
  const numerators = column ? summed(starts, chosen, column) : counted(starts, chosen);
  const denominators = measure === 'share' && column ? summed(starts, fitting, column) : known(starts, fitting, column);
  return quotients(numerators, denominators, type, condition, context);
}

/** How many rows that fit have a value. */
function known(starts: Uint32Array, fitting: Mask, column: NumberColumn | null): Float64Array {
  if (!column) {
    return counted(starts, fitting);
  }
  const { numbers } = column;
  const counts = new Float64Array(starts.length - 1);
  for (let person = 0; person < counts.length; person++) {
    const end = starts[person + 1]!;
    let count = 0;
    for (let row = starts[person]!; row < end; row++) {
      count += numbers[row] === MISSING ? 0 : fitting[row]!;
    }
    counts[person] = count;
  }
  return counts;
}
