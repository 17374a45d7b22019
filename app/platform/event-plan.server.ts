import { createHash } from 'node:crypto';
import { raw, type Sql, sql } from './sql.ts';

/** Up to so many rows a statement is that of an event: its plan is kept, its rows go inside it. One bound, so that a plan's name has one text. */
export const MOST_OF_EVENT = 100;

/**
 * The name under which a statement's plan is kept for single events (`Tx.rows`); none for batches, whose plans have to know how many rows
 * there are: one that was made for ten would join a hundred thousand row by row. One text, one name.
 */
export function eventPlan(name: string, rows: number): string | undefined {
  return rows <= MOST_OF_EVENT ? name : undefined;
}

/** The same for a statement of which there are several texts under one name. */
export function eventPlanOf(name: string, statement: Sql, rows: number): string | undefined {
  return rows <= MOST_OF_EVENT
    ? `${name}-${createHash('sha1').update(statement.text).digest('hex').slice(0, 12)}`
    : undefined;
}

/**
 * An array in a statement whose plan is kept. The planner would look into that of an event and, as it has one element and not the ten that
 * a plan for all takes for granted, plan each time anew: for an event it is handed over unseen.
 */
export function eventArray(
  list: readonly number[] | readonly string[],
  rows: number,
  type: 'bigint' | 'smallint' | 'text' = 'bigint',
): Sql {
  // A hundred thousand numbers are written as one text sooner than as so many values.
  const array = sql`${type === 'text' ? list : `{${list.join(',')}}`}::${raw(type)}[]`;
  return rows <= MOST_OF_EVENT ? sql`(select ${array})::${raw(type)}[]` : array;
}
