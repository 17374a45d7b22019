import type { RowIssue, RowOutcome } from '../outcome.ts';
import { addUp, asOrder, asRefund, type SaleContext, splitOffDiscounts, totalOf } from './build-sale.ts';
import { type Line, type LineProblem, lineReader } from './read-line.ts';
import type { PersonReader } from './read-person.ts';
import type { RowPlan } from './row-plan.ts';
import { isDamaged, type Problem, type RowView, TOO_FEW_CELLS } from './row-view.ts';
import { headReader } from './sale-head.ts';
import type { SaleGroup } from './sale-rows.ts';

/** Turns the rows of one sale or refund into records; all its rows share one fate, because half a sale would falsify the books. */
export function saleReader(plan: RowPlan, people: PersonReader): (group: SaleGroup) => RowOutcome[] {
  const readHead = headReader(plan);
  const readLines = linesReader(plan);
  return (group) => {
    const head = readHead(group);
    if ('code' in head) return refuseAll(group, head);
    const read = readLines(group, head.currency);
    if ('culprit' in read) return refuseAll(group, read.problem, read.culprit);
    const { lines, discountMinor } = splitOffDiscounts(read, group.kind);
    const sums = addUp(lines);
    const total = head.total ?? totalOf(head, sums, discountMinor, plan.mapping.conventions.taxes);
    if (total === null) return refuseAll(group, withoutSum(group));
    return keep(people, { group, head, lines, sums, total, discountMinor, plan });
  };
}

function keep(people: PersonReader, sale: SaleContext): RowOutcome[] {
  const { group, head } = sale;
  const person = people.besides(group.views[0] as RowView, `order:${head.externalId}`);
  const damaged = group.views.find(isDamaged);
  if (damaged) return refuseAll(group, TOO_FEW_CELLS, damaged);
  const build = group.kind === 'refund' ? asRefund : asOrder;
  const record = build(sale, person?.externalId ?? null);
  const said = person === null ? [] : people.say(person);
  const issues = group.views.flatMap((view) => view.issues);
  return [{ outcome: 'kept', rows: group.views.map((view) => view.row), records: [...said, record], issues }];
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

/** The row at fault says why; the others say that they wait for it. */
function refuseAll(
  group: SaleGroup,
  problem: Problem & { field?: string; column?: string | null },
  culprit = group.views[0],
): RowOutcome[] {
  const { field = null, column = null, ...told } = problem;
  return group.views.map((view) => {
    const issue: RowIssue =
      view === culprit ? view.refusal(told, field, column) : view.refusal(waitsFor(culprit?.row ?? view.row));
    return { outcome: 'failed', row: view.row, issue, cells: [...view.cells] };
  });
}

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
