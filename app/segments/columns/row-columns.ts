import type { Relation } from '../relations/relation.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Condition, MeasureName, Parameter } from '../types.ts';
import { typeDefinition } from '../value-types/registry.ts';
import { holdsWhenMissing, type ValueType } from '../value-types/value-type.ts';
import { type Column, combine, isNumeric, type Mask, maskOf, numberTest } from './column.ts';

/** A relation's rows in arrays, in no order. */
export type RowColumns = {
  /** Which person, as a number into the list of people. */
  person: Uint32Array;
  /** 1 where a row counts without the rule asking for what it normally leaves out (cancelled orders). */
  standing: Mask;
  /** When it happened in milliseconds and what breaks ties, for the first and the last. */
  at: Float64Array;
  tie: Float64Array;
  fields: ReadonlyMap<string, Column>;
};

export type RowFilter = { relation: Relation; where: readonly Parameter[]; used: ReadonlySet<string> };
/** What all rows that fit must come to. */
export type Total = { measure: MeasureName; field: string | null; type: ValueType; condition: Condition };

/** The rows that a filter lets through; null if a field has no column. */
export function fittingRows(rows: RowColumns, filter: RowFilter, context: RuleContext): Mask | null {
  const masks: Mask[] = filter.used.has(liftedBy(filter.relation)) ? [] : [rows.standing];
  for (const { name, condition } of filter.where) {
    const column = rows.fields.get(name);
    const field = filter.relation.fields[name];
    if (!column || !field) {
      return null;
    }
    masks.push(maskOf(column, field.type, condition, context));
  }
  return masks.length === 0 ? new Uint8Array(rows.person.length).fill(1) : combine(masks, 'and');
}

/** The field by which a rule asks for rows that otherwise do not count. */
function liftedBy(relation: Relation): string {
  return relation.part === 'orders' ? 'status' : '';
}

/** People who have a row that fits. */
export function peopleWith(rows: RowColumns, fitting: Mask, people: number): Mask {
  const mask = new Uint8Array(people);
  const { person } = rows;
  for (let row = 0; row < fitting.length; row++) {
    mask[person[row]!] = mask[person[row]!]! | fitting[row]!;
  }
  return mask;
}

/** People whose rows that fit come to what is asked; null where the measure is not kept in columns. */
export function peopleWhoseTotal(
  rows: RowColumns,
  fitting: Mask,
  part: Mask | null,
  total: Total,
  relation: Relation,
  people: number,
  context: RuleContext,
): Mask | null {
  const column = total.field === null ? null : (rows.fields.get(total.field) ?? null);
  if (total.field !== null && column === null) {
    return null;
  }
  switch (total.measure) {
    case 'first':
    case 'last':
      return column && testEdge(rows, fitting, column, people, total, relation, context);
    case 'avg':
    case 'share':
      return quotient(rows, fitting, part, column, people, total, context);
    default: {
      const numbers = numbersOfTotal(rows, fitting, column, people, total.measure);
      return numbers && testNumbers(numbers, total, context);
    }
  }
}

/** Each person's count, sum or extreme of the rows that fit; null for what is not made of numbers. */
function numbersOfTotal(
  rows: RowColumns,
  fitting: Mask,
  column: Column | null,
  people: number,
  measure: 'count' | 'sum' | 'distinct' | 'min' | 'max',
): Float64Array | null {
  if (measure === 'count') {
    return counted(rows, fitting, people);
  }
  if (measure === 'distinct') {
    return column && distinct(rows, fitting, column, people);
  }
  if (column?.kind !== 'numbers') {
    return null;
  }
  return measure === 'sum' ? summed(rows, fitting, column, people) : extreme(rows, fitting, column, people, measure);
}

function counted({ person }: RowColumns, fitting: Mask, people: number): Float64Array {
  const counts = new Float64Array(people);
  for (let row = 0; row < fitting.length; row++) {
    counts[person[row]!]! += fitting[row]!;
  }
  return counts;
}

type Numbers = Extract<Column, { kind: 'numbers' }>;

function summed({ person }: RowColumns, fitting: Mask, { numbers, missing }: Numbers, people: number): Float64Array {
  const sums = new Float64Array(people);
  for (let row = 0; row < fitting.length; row++) {
    if (fitting[row] === 1 && numbers[row] !== missing) {
      sums[person[row]!]! += numbers[row]!;
    }
  }
  return sums;
}

function extreme(
  { person }: RowColumns,
  fitting: Mask,
  { numbers, missing }: Numbers,
  people: number,
  which: 'min' | 'max',
): Float64Array {
  const found = new Float64Array(people).fill(NaN);
  for (let row = 0; row < fitting.length; row++) {
    const number = numbers[row]!;
    const before = found[person[row]!]!;
    if (fitting[row] === 1 && number !== missing && !(which === 'min' ? before <= number : before >= number)) {
      found[person[row]!] = number;
    }
  }
  return found;
}

/** Different values per person. Numbers are keys of one person's own things (orders): each counts once, for whoever has it. */
function distinct({ person }: RowColumns, fitting: Mask, column: Column, people: number): Float64Array {
  if (column.kind === 'numbers') {
    return distinctKeys(person, fitting, column.numbers, people);
  }
  const counts = new Float64Array(people);
  // Person and value become one number each; sorted, the different ones are those that differ from their neighbour.
  const size = column.values.length + 1;
  const rows = rowsWhere(fitting, (row) => column.codes[row]! > 0);
  const keys = Float64Array.from(rows, (row) => person[row]! * size + column.codes[row]!).sort();
  for (let index = 0; index < keys.length; index++) {
    if (index === 0 || keys[index] !== keys[index - 1]) {
      counts[Math.floor(keys[index]! / size)]! += 1;
    }
  }
  return counts;
}

function distinctKeys(person: Uint32Array, fitting: Mask, keys: Numbers['numbers'], people: number): Float64Array {
  const counts = new Float64Array(people);
  const [low, high] = spread(keys);
  if (high - low >= 2 ** 28) {
    const rows = new Map(rowsWhere(fitting, () => true).map((row) => [keys[row], row]));
    for (const row of rows.values()) {
      counts[person[row]!]! += 1;
    }
    return counts;
  }
  const seen = new Uint8Array(Math.max(0, high - low + 1));
  for (let row = 0; row < fitting.length; row++) {
    const place = keys[row]! - low;
    counts[person[row]!]! += fitting[row]! & (1 - seen[place]!);
    seen[place] = seen[place]! | fitting[row]!;
  }
  return counts;
}

function spread(numbers: Numbers['numbers']): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (let index = 0; index < numbers.length; index++) {
    low = Math.min(low, numbers[index]!);
    high = Math.max(high, numbers[index]!);
  }
  return [low, high];
}

function rowsWhere(fitting: Mask, also: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < fitting.length; row++) {
    if (fitting[row] === 1 && also(row)) {
      rows.push(row);
    }
  }
  return rows;
}

/** Whether numbers fulfil a total's condition; NaN = not known. Instants are numbers too. */
function testNumbers(numbers: Float64Array, { type, condition }: Total, context: RuleContext): Mask | null {
  if (!isNumeric(type)) {
    return null;
  }
  const fits = numberTest(type, condition, context);
  const unknown = Number(holdsWhenMissing(condition));
  return Uint8Array.from(numbers, (number) => (Number.isNaN(number) ? unknown : fits(number)));
}

/** The row that is first or last of each person, among those with a date. */
function testEdge(
  rows: RowColumns,
  fitting: Mask,
  column: Column,
  people: number,
  total: Total,
  relation: Relation,
  context: RuleContext,
): Mask {
  const best = new Int32Array(people).fill(-1);
  const sign = total.measure === 'first' ? -1 : 1;
  const { person, at, tie } = rows;
  for (let row = 0; row < fitting.length; row++) {
    if (fitting[row] !== 1 || Number.isNaN(at[row])) {
      continue;
    }
    const before = best[person[row]!]!;
    const isBetter = before < 0 || sign * (at[row]! - at[before]! || tie[row]! - tie[before]!) > 0;
    best[person[row]!] = isBetter ? row : before;
  }
  const type = relation.fields[total.field ?? '']?.type ?? total.type;
  const holds = maskOf(column, type, total.condition, context);
  const none = Number(typeDefinition(type).holds(type, null, total.condition, context));
  return Uint8Array.from(best, (row) => (row < 0 ? none : holds[row]!));
}

/** Averages and shares: the evaluator judges each different pair of numerator and denominator once. */
function quotient(
  rows: RowColumns,
  fitting: Mask,
  part: Mask | null,
  column: Column | null,
  people: number,
  total: Total,
  context: RuleContext,
): Mask | null {
  if (column && column.kind !== 'numbers') {
    return null;
  }
  const chosen = part ? combine([fitting, part], 'and') : fitting;
  const numerators = column ? summed(rows, chosen, column, people) : counted(rows, chosen, people);
  const denominators =
    total.measure === 'share' && column ? summed(rows, fitting, column, people) : known(rows, fitting, column, people);
  return Uint8Array.from(numerators, judgeOf(denominators, total, context));
}

/** The evaluator's verdict on a numerator and the denominator at its place. */
function judgeOf(denominators: Float64Array, { type, condition }: Total, context: RuleContext) {
  const { holds } = typeDefinition(type);
  const judged = new Map<number, Map<number, number>>();
  return (numerator: number, place: number): number => {
    const denominator = denominators[place]!;
    const verdicts = judged.get(denominator) ?? new Map<number, number>();
    const before = verdicts.get(numerator);
    if (before !== undefined) {
      return before;
    }
    const found = denominator > 0 ? { numerator, denominator } : null;
    const verdict = Number(holds(type, found, condition, context));
    judged.set(denominator, verdicts.set(numerator, verdict));
    return verdict;
  };
}

/** How many rows that fit have a value. */
function known(rows: RowColumns, fitting: Mask, column: Column | null, people: number): Float64Array {
  if (column?.kind !== 'numbers') {
    return counted(rows, fitting, people);
  }
  const { numbers, missing } = column;
  return counted(
    rows,
    fitting.map((byte, row) => (numbers[row] === missing ? 0 : byte)),
    people,
  );
}
