/** Up to so many records a statement is that of an event. */
const MOST_OF_EVENT = 100;

/**
 * The name under which a statement's plan is kept for single events; none for batches, whose plans have to know how many rows there
 * are: one that was made for ten would join a hundred thousand row by row.
 */
export function eventPlan(name: string, records: number): string | undefined {
  return records <= MOST_OF_EVENT ? `identity-${name}` : undefined;
}
