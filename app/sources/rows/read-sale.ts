import type { RowIssue, RowOutcome } from '../outcome.ts';
import {
  additionsOf,
  addUp,
  asOrder,
  asRefund,
  type SaleContext,
  splitOffDiscounts,
  toldBy,
  totalOf,
} from './build-sale.ts';
import { type Line, type LineProblem, lineReader } from './read-line.ts';
import type { PersonReader } from './read-person.ts';
import { type ReceiverRead, receiverReader } from './read-receiver.ts';
import type { RowPlan } from './row-plan.ts';
import { isDamaged, type Problem, type RowView, TOO_FEW_CELLS } from './row-view.ts';
import { headReader } from './sale-head.ts';
import { type SaleGroup, TOLD } from './sale-rows.ts';

/** What became of a sale's rows, and what they told of it as a whole (TOLD). */
export type SettledSale = { outcomes: RowOutcome[]; told: number };

/** Turns the rows of one sale or refund into records; all its rows share one fate, because half a sale would falsify the books. */
export function saleReader(plan: RowPlan, people: PersonReader): (group: SaleGroup) => SettledSale {
  const readHead = headReader(plan);
  const readLines = linesReader(plan);
  const readReceiver = receiverReader(plan);
  const { taxes } = plan.mapping.conventions;
  return (group) => {
    if (group.before & TOLD.refused) return refuseAll(group, EARLIER_REFUSED, null);
    const head = readHead(group);
    if ('code' in head) return refuseAll(group, head);
    const read = readLines(group, head.currency);
    if ('culprit' in read) return refuseAll(group, read.problem, read.culprit);
    const { lines, discountMinor } = splitOffDiscounts(read, group.kind);
    const sums = addUp(lines);
    const total =
      group.part > 0
        ? additionsOf(group, sums, discountMinor, taxes).totalMinor
        : (head.total ?? totalOf(head, sums, discountMinor, taxes));
    if (total === null) return refuseAll(group, withoutSum(group));
    const sale = { group, head, lines, sums, total, discountMinor, plan };
    return keep(people, sale, readReceiver(group.views[0] as RowView));
  };
}

function keep(people: PersonReader, sale: SaleContext, read: ReceiverRead | null): SettledSale {
  const { group, head } = sale;
  const payer = read?.payer ?? (group.views[0] as RowView);
  const person = people.besides(payer, `order:${head.externalId}`);
  const damaged = group.views.find(isDamaged);
  if (damaged) return refuseAll(group, TOO_FEW_CELLS, damaged);
  const build = group.kind === 'refund' ? asRefund : asOrder;
  const record = build({ ...sale, receiver: read?.receiver }, person?.externalId ?? null);
  const said = person === null ? [] : people.say(person);
  const issues = [...new Set([payer, ...group.views])].flatMap((view) => view.issues);
  const rows = group.views.map((view) => view.row);
  return { outcomes: [{ outcome: 'kept', rows, records: [...said, record], issues }], told: toldBy(head) };
}

/** Every line of a sale, or the first row whose line cannot be read. */
function linesReader(
  plan: RowPlan,
): (group: SaleGroup, currency: string) => Line[] | { culprit: RowView; problem: LineProblem } {
  const readLine = lineReader(plan);
  return (group, currency) => {
    const lines: Line[] = [];
    for (const view of group.views) {
      const line = readLine(view, currency);
      if (line === null) continue;
      if ('code' in line) return { culprit: view, problem: line };
      lines.push(line);
    }
    return lines;
  };
}

/**
 * The row at fault says why; the others say that they wait for it; without a culprit all say the same. A part that is refused is
 * not followed by others: where the first is in the books already, only the part waits.
 */
function refuseAll(
  group: SaleGroup,
  problem: Problem & { field?: string; column?: string | null },
  culprit: RowView | null | undefined = group.views[0],
): SettledSale {
  const { field = null, column = null, ...told } = problem;
  const outcomes = group.views.map((view): RowOutcome => {
    const issue: RowIssue =
      culprit && view !== culprit ? view.refusal(waitsFor(culprit.row)) : view.refusal(told, field, column);
    const continues = group.part > 0 ? { continues: { part: group.part, before: group.before } } : {};
    return { outcome: 'failed', row: view.row, issue, cells: [...view.cells], ...continues };
  });
  return { outcomes, told: group.part === 0 ? TOLD.refused : 0 };
}

const EARLIER_REFUSED: Problem = {
  code: 'sale_incomplete',
  reason: 'Rows of the same sale further up could not be read, and half a sale would falsify the books.',
  remedy: 'Correct those; this one follows by itself.',
};

function waitsFor(row: number): Problem {
  return {
    code: 'sale_incomplete',
    reason: `Row ${row} of the same sale could not be read, and half a sale would falsify the books.`,
    remedy: `Correct row ${row}; this one follows by itself.`,
  };
}

function withoutSum(group: SaleGroup): Problem & { column: string | null } {
  const unreadable = group.views.flatMap((view) => view.issues).find((issue) => issue.code.endsWith('_amount'));
  const told = unreadable ?? {
    code: 'missing_amount',
    reason: 'The sale has no amount: neither a total nor lines with a price.',
    remedy: 'Fill in the amount, or leave the row out.',
    column: null,
  };
  return { code: told.code, reason: told.reason, remedy: told.remedy, column: told.column };
}
