import type { RecordInput } from '#app/records/types.ts';
import { findField, missingFields } from './fields.ts';
import type { Mapping } from './mapping.ts';
import type { RowIssue, RowOutcome } from './outcome.ts';
import { type PersonReader, personReader } from './rows/read-person.ts';
import { saleReader } from './rows/read-sale.ts';
import { satisfactionReader } from './rows/read-satisfaction.ts';
import {
  feedbackReader,
  interactionReader,
  loyaltyReader,
  type ProblemAt,
  type RecordReader,
  refundReader,
} from './rows/read-voice.ts';
import { RowPlan, type ShopDefaults } from './rows/row-plan.ts';
import { isDamaged, type Problem, RowView, TOO_FEW_CELLS } from './rows/row-view.ts';
import { type SaleGroup, SaleGrouper } from './rows/sale-rows.ts';
import { contentKey } from './rows/seen-content.ts';
import type { DataRow } from './upload/sort-rows.ts';

export type ReadContext = {
  /** The file's columns in its own order; columns of the mapping that are not among them are passed over. */
  columns: readonly string[];
  fileName: string;
  shop: ShopDefaults;
  /** The time of the import: dates deletions that the file does not date. */
  readAt: Date;
};

export type RowTransformer = {
  /** Outcomes that are settled by these rows; sales wait until their rows are together. */
  push(rows: readonly DataRow[]): RowOutcome[];
  /** Outcomes of what was still waiting. */
  end(): RowOutcome[];
  /**
   * To stop here and go on later without recalling: read again from this row, everything before it is settled. Null = go on after the
   * last row. Rows of a sale that lie among those of later sales may then come twice; recalling is exact.
   */
  resumeFrom(): number | null;
  /**
   * Every row pushed before a stop, for a transformer made anew: nothing comes out, but open sales, people and doubles are known again.
   * Go on with the row after them; what follows comes out as it would have without the stop. As fast as reading.
   */
  recall(rows: readonly DataRow[]): void;
};

/**
 * Rows of one file in, canonical records out, in file order. Every row pushed comes back in exactly one outcome. Memory is bounded:
 * rows of the last few hundred sales and 12 bytes for each person and sale seen.
 */
export function createRowTransformer(mapping: Mapping, context: ReadContext): RowTransformer {
  const plan = new RowPlan(mapping, context.columns, context.shop, context.fileName);
  const missing = missingFields(mapping.subject, (field) => plan.has(field));
  if (missing.length > 0) return refuseEverything(missing);
  const people = personReader(plan, context.readAt);
  return mapping.subject === 'orders' ? saleTransformer(plan, people) : recordTransformer(plan, people);
}

/** A mapping that lacks what its rows must say makes no records: nothing is guessed. */
function refuseEverything(missing: readonly (readonly string[])[]): RowTransformer {
  const labels = missing.map((fields) =>
    fields
      .map((field) => findField(field)?.label ?? field)
      .slice(0, 4)
      .join(' or '),
  );
  const problem: Problem = {
    code: 'unmapped_field',
    reason: `No column is mapped to ${labels.join(', nor to ')}.`,
    remedy: 'Choose the column in the mapping.',
  };
  const readRow = (row: DataRow) =>
    refuse(new RowView(row), row.problem === undefined ? problem : DAMAGES[row.problem]);
  return { push: (rows) => rows.map(readRow), end: () => [], resumeFrom: () => null, recall: () => {} };
}

function saleTransformer(plan: RowPlan, people: PersonReader): RowTransformer {
  const grouper = new SaleGrouper(plan);
  const readSale = saleReader(plan, people);
  const isVoid = plan.yesNo('order.void');
  const isPerLine = plan.mapping.conventions.rows === 'lines';

  function readRow(row: DataRow, outcomes: RowOutcome[]): void {
    const view = new RowView(row);
    if (row.problem !== undefined) outcomes.push(refuse(view, DAMAGES[row.problem]));
    else if (isPerLine && isVoid(view) === true) {
      outcomes.push(dropped(view, 'voided_line', 'The line was voided at the till.'));
    } else {
      const ready = grouper.push(view);
      if (ready !== null) settle(ready, outcomes);
    }
  }

  function settle(group: SaleGroup, outcomes: RowOutcome[]): void {
    const settled = readSale(group);
    grouper.settle(group, settled.told);
    for (const outcome of settled.outcomes) outcomes.push(outcome);
  }

  function push(rows: readonly DataRow[]): RowOutcome[] {
    const outcomes: RowOutcome[] = [];
    for (const row of rows) readRow(row, outcomes);
    return outcomes;
  }

  function end(): RowOutcome[] {
    const outcomes: RowOutcome[] = [];
    for (const group of grouper.end()) settle(group, outcomes);
    return outcomes;
  }

  return { push, end, resumeFrom: () => grouper.oldestOpenRow(), recall: push };
}

function recordTransformer(plan: RowPlan, people: PersonReader): RowTransformer {
  const read = besideReader(plan) ?? personRowReader(plan, people);

  function readRow(row: DataRow): RowOutcome {
    const view = new RowView(row);
    if (row.problem !== undefined) return refuse(view, DAMAGES[row.problem]);
    const records = read(view, people);
    if ('code' in records) return refuse(view, records, records.field, records.column);
    if (isDamaged(view)) return refuse(view, TOO_FEW_CELLS);
    return { outcome: 'kept', rows: [view.row], records: records.keep(), issues: [...view.issues] };
  }

  const push = (rows: readonly DataRow[]) => rows.map(readRow);
  return { push, end: () => [], resumeFrom: () => null, recall: push };
}

type ReadRow = (view: RowView, people: PersonReader) => { keep(): RecordInput[] } | ProblemAt;

/** Rows about something that hangs on a person; null for files about people themselves. */
function besideReader(plan: RowPlan): ReadRow | null {
  const read = readerOf(plan);
  if (read === null) return null;
  const rated = satisfactionReader(plan);
  return (view, people) => {
    const person = people.besides(view, contentKey(view.cells));
    const record = read(view, person?.externalId ?? null);
    if ('code' in record) return record;
    const rating = record.kind === 'interaction' ? rated(view, record) : null;
    return {
      keep: () => [...(person === null ? [] : people.say(person)), record, ...(rating === null ? [] : [rating])],
    };
  };
}

function personRowReader(plan: RowPlan, people: PersonReader): ReadRow {
  const membership = plan.hasGroup('loyalty') ? loyaltyReader(plan) : null;
  return (view) => {
    const person = people.itself(view);
    if ('code' in person) return { ...person, field: null, column: null };
    const member = membership?.(view, person.externalId);
    return { keep: () => (member && !('code' in member) ? [...person.records, member] : person.records) };
  };
}

function readerOf(plan: RowPlan): RecordReader | null {
  switch (plan.mapping.subject) {
    case 'interactions':
      return interactionReader(plan);
    case 'feedback':
      return feedbackReader(plan);
    case 'loyalty':
      return loyaltyReader(plan);
    case 'refunds':
      return refundReader(plan);
    default:
      return null;
  }
}

const DAMAGES: Record<NonNullable<DataRow['problem']>, Problem> = {
  unclosed_quote: {
    code: 'unclosed_quote',
    reason: 'A quotation mark opens a cell and never closes it.',
    remedy: 'Close the quotation mark, or double it where it is part of the text.',
  },
  cell_too_long: {
    code: 'cell_too_long',
    reason: 'A cell is longer than a million characters.',
    remedy: 'Check for a missing quotation mark, or shorten the cell.',
  },
  too_many_columns: {
    code: 'too_many_columns',
    reason: 'The row has more than two thousand cells.',
    remedy: 'Check that each record is on a line of its own.',
  },
  too_many_cells: {
    code: 'too_many_cells',
    reason: 'The row has more cells than there are columns.',
    remedy: 'Put the cell that contains the delimiter in quotation marks.',
  },
  other_table: {
    code: 'other_table',
    reason: 'Another table with columns of its own begins above this row.',
    remedy: 'Upload the second table as a file of its own.',
  },
};

function refuse(
  view: RowView,
  problem: Problem,
  field: string | null = null,
  column: string | null = null,
): RowOutcome {
  const { code, reason, remedy } = problem;
  const issue: RowIssue = view.refusal({ code, reason, remedy }, field, column);
  return { outcome: 'failed', row: view.row, issue, cells: [...view.cells] };
}

function dropped(view: RowView, code: string, reason: string): RowOutcome {
  return { outcome: 'dropped', rows: [view.row], code, reason };
}
