import type { RowIssue } from '../outcome.ts';
import type { DataRow } from '../upload/sort-rows.ts';

const NO_ISSUES: readonly RowIssue[] = [];

/** One data row while it is read: its cells and what was wrong with them. */
export class RowView {
  readonly row: number;
  readonly cells: readonly string[];
  readonly short: boolean;
  readonly continues: DataRow['continues'];
  #issues: RowIssue[] | null = null;

  constructor(data: DataRow) {
    this.row = data.row;
    this.cells = data.cells;
    this.short = data.short === true;
    this.continues = data.continues;
  }

  get issues(): readonly RowIssue[] {
    return this.#issues ?? NO_ISSUES;
  }

  /** Notes that a cell could not be read; the rest of the row still counts. The same is noted once. */
  report(field: string, column: string | null, problem: Problem): void {
    this.#issues ??= [];
    if (this.#issues.some((issue) => issue.field === field && issue.code === problem.code)) return;
    this.#issues.push({ row: this.row, column, field, ...problem });
  }

  /** A reason to refuse the row as a whole, to be put into an outcome. */
  refusal({ code, reason, remedy }: Problem, field: string | null = null, column: string | null = null): RowIssue {
    return { row: this.row, column, field, code, reason, remedy };
  }
}

export type Problem = { code: string; reason: string; remedy: string };

const SHOWN_CHARS = 60;

/** A cell as quoted in a sentence. */
export function quoted(cell: string): string {
  const text = cell.trim().replace(/\s+/g, ' ');
  return `“${text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text}”`;
}

/** A row that lacks cells at its end and in which values do not fit their columns has lost a cell in the middle: nothing in it holds. */
export function isDamaged(view: RowView): boolean {
  return view.short && view.issues.length > 0;
}

export const TOO_FEW_CELLS: Problem = {
  code: 'too_few_cells',
  reason: 'The row has fewer cells than there are columns, and its values do not fit their columns.',
  remedy: 'Look for a missing delimiter or a line break in the middle of the row.',
};
