import { createHash } from 'node:crypto';
import type { Sql } from './sql.ts';

/** Up to so many rows a statement is that of an event. */
const MOST_OF_EVENT = 100;

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
