import type { Relation } from '../relations/relation.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Parameter } from '../types.ts';
import { type Column, combine, type Mask, maskOf, newMask } from './column.ts';

/** A relation's rows in arrays, person by person, and of each person in the order of time; those without a time come last. */
export type RowColumns = {
  /** Where each person's rows begin; at the end, how many rows there are. */
  starts: Uint32Array;
  /** 1 where a row counts without the rule asking for what it normally leaves out (cancelled orders); null if all do. */
  standing: Mask | null;
  /** 1 where a row has a time; null if all have. */
  dated: Mask | null;
  fields: ReadonlyMap<string, Column>;
};

export type RowFilter = { relation: Relation; where: readonly Parameter[]; used: ReadonlySet<string> };

/** The rows that a filter lets through; null if a field has no column. */
export function fittingRows(rows: RowColumns, filter: RowFilter, context: RuleContext): Mask | null {
  const masks: Mask[] = [];
  for (const { name, condition } of filter.where) {
    const column = rows.fields.get(name);
    const field = filter.relation.fields[name];
    if (!column || !field) {
      return null;
    }
    masks.push(maskOf(column, field.type, condition, context));
  }
  const fitting = masks.length === 0 ? newMask(sizeOf(rows)).fill(1) : combine(masks, 'and');
  return rows.standing && !filter.used.has(liftedBy(filter.relation))
    ? combine([fitting, rows.standing], 'and')
    : fitting;
}

function sizeOf({ starts }: RowColumns): number {
  return starts[starts.length - 1]!;
}

/** The field by which a rule asks for rows that otherwise do not count. */
function liftedBy(relation: Relation): string {
  return relation.part === 'orders' ? 'status' : '';
}

/** People who have a row that fits. */
export function peopleWith({ starts }: RowColumns, fitting: Mask): Mask {
  const mask = newMask(starts.length - 1);
  for (let person = 0; person < mask.length; person++) {
    const end = starts[person + 1]!;
    let any = 0;
    for (let row = starts[person]!; row < end; row++) {
      any |= fitting[row]!;
    }
    mask[person] = any;
  }
  return mask;
}
