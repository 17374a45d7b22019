import type { RowFilter } from './row-columns.ts';
import type { Total } from './totals.ts';

/** What a clause asks of a relation: which rows, and what they must come to together; without totals, that there is one. */
export type RowQuestion = {
  filter: RowFilter;
  totals: readonly Total[];
  /** The rows whose share is asked for. */
  part: RowFilter | null;
};
