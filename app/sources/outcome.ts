import type { RecordInput } from '#app/records/types.ts';

/** Something wrong with one cell or row, told so that the merchant can put it right. */
export type RowIssue = {
  /** As a spreadsheet shows it, from 1. */
  row: number;
  /** Column by its name in the file; null = the row as a whole. */
  column: string | null;
  /** Canonical field; null = the row as a whole. */
  field: string | null;
  /** Stable, for counting alike issues: `unreadable_amount`. */
  code: string;
  reason: string;
  remedy: string;
};

/**
 * What became of rows; every data row is in exactly one outcome.
 * - `kept`: became records. `issues` are cells that could not be read; the rest of the row counts.
 * - `dropped`: rightly no record (a voided line); nothing to repair.
 * - `failed`: goes to the quarantine with its cells as they stood.
 */
export type RowOutcome =
  | { outcome: 'kept'; rows: number[]; records: RecordInput[]; issues: RowIssue[] }
  | { outcome: 'dropped'; rows: number[]; code: string; reason: string }
  | { outcome: 'failed'; row: number; issue: RowIssue; cells: string[]; continues?: ContinuesSale };

/** Of a row that is a later part of a sale whose first rows are in the books: which part, and what those told (sale-rows). */
export type ContinuesSale = { part: number; before: number };
