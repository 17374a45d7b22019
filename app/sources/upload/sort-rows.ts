import { isHeaderWord } from '../match-header.ts';
import type { HeaderLayout } from './find-header.ts';
import type { RowProblem, SourceRow } from './parse-delimited.ts';

export type SkipReason = 'before_header' | 'blank' | 'repeated_header' | 'totals' | 'note';

/** A row that may hold a record: as many cells as there are columns. */
export type DataRow = {
  row: number;
  cells: string[];
  /** Of a row that was kept aside: the part of its sale that it is (outcome). */
  continues?: { part: number; before: number };
  /** The row cannot be trusted as it stands. */
  problem?: RowProblem | 'too_many_cells' | 'other_table';
  /** Cells were missing at the end. */
  short?: true;
};

export type SortedRows = { data: DataRow[]; skipped: { row: number; reason: SkipReason }[] };

const TOTALS =
  /^(?:grand |sub ?|report |net )?(?:totals?|gesamt(?:summe|betrag)?|summe|endsumme|total g[eé]n[eé]ral|total general|totale(?: generale)?|totaal(?: generaal)?|eindtotaal|totalt|summa|total geral|i alt|sum|yhteensä|razem|suma|celkem|összesen|итого)\s*:?(?:\s*\(.*\))?$/i;
const FOOTER =
  /^(?:copyright|confidential|©|generated (?:by|on|at)|exported (?:by|on|at)|report generated|printed|rows?:|record count|count:|page \d+|end of (?:report|file)|erstellt am|seite \d+|={2,}|-{3,}|\*{3,}|#{2,})/i;

/**
 * Sorts what stands below the header: records, and what is none and why. Feed the rows in file order. `trailingBlanksCut`: the source
 * never writes empty cells at the end of a row (workbooks), so a short row is no sign of damage.
 */
export function createRowSorter(
  header: HeaderLayout,
  trailingBlanksCut = false,
): (rows: readonly SourceRow[]) => SortedRows {
  const width = header.columns.length;
  const labels = header.headerCells.map((cell) => cell.trim());
  let previous = header.firstDataRow - 1;
  let otherTable = false;

  return function sortRows(rows) {
    const sorted: SortedRows = { data: [], skipped: [] };
    for (const row of rows) {
      const reason = skipReason(row);
      if (reason !== null) sorted.skipped.push({ row: row.row, reason });
      else sorted.data.push(asDataRow(row));
      previous = row.row;
    }
    return sorted;
  };

  function skipReason(row: SourceRow): SkipReason | null {
    if (row.row < header.firstDataRow) return 'before_header';
    if (row.problem !== undefined) return null;
    const first = row.cells.findIndex((cell) => cell.trim() !== '');
    return first < 0 ? 'blank' : reasonOfFilled(row, first);
  }

  function reasonOfFilled(row: SourceRow, first: number): SkipReason | null {
    const cell = row.cells[first]?.trim() ?? '';
    if (cell === labels[first] && isRepeatedHeader(row.cells, labels)) return 'repeated_header';
    const afterGap = row.row > previous + 1;
    if (afterGap) otherTable ||= isOtherHeader(row.cells);
    return couldBeFooter(row.cells, first, cell) ? footerReason(row.cells, cell, afterGap) : null;
  }

  /** Nearly every row is told to be a record by this cheap look alone. */
  function couldBeFooter(cells: readonly string[], first: number, cell: string): boolean {
    return first > 0 || cell.length >= 60 || !isFilled(cells, 2) || TOTALS.test(cell);
  }

  function footerReason(cells: readonly string[], cell: string, afterGap: boolean): SkipReason | null {
    const filled = cells.filter((other) => other.trim() !== '').length;
    const fewEnough = width <= 3 ? width : width * 0.7;
    if (TOTALS.test(cell) && filled <= fewEnough) return 'totals';
    if (filled > 1 || width < 3) return null;
    const prose = afterGap && cell.length > 12 && cell.includes(' ');
    return prose || FOOTER.test(cell) ? 'note' : null;
  }

  function asDataRow(row: SourceRow): DataRow {
    const problem = row.problem ?? (otherTable ? 'other_table' : undefined);
    if (problem !== undefined) return { row: row.row, cells: row.cells, problem };
    if (row.cells.length === width) return row;
    return row.cells.length > width ? shortenRow(row, width) : padRow(row, width, trailingBlanksCut);
  }
}

function shortenRow({ row, cells }: SourceRow, width: number): DataRow {
  const beyond = cells.slice(width).some((cell) => cell.trim() !== '');
  return beyond ? { row, cells, problem: 'too_many_cells' } : { row, cells: cells.slice(0, width) };
}

function padRow({ row, cells }: SourceRow, width: number, expected: boolean): DataRow {
  const padded = [...cells, ...Array.from({ length: width - cells.length }, () => '')];
  return expected ? { row, cells: padded } : { row, cells: padded, short: true };
}

function isFilled(cells: readonly string[], wanted: number): boolean {
  let filled = 0;
  for (const cell of cells) {
    if (cell !== '' && cell.trim() !== '') filled += 1;
    if (filled >= wanted) return true;
  }
  return false;
}

function isRepeatedHeader(cells: readonly string[], labels: readonly string[]): boolean {
  const same = labels.filter((label, at) => label !== '' && label === cells[at]?.trim()).length;
  return same >= Math.max(1, labels.filter((label) => label !== '').length * 0.8);
}

/** After a gap, a row of header words: another table begins. */
function isOtherHeader(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length >= 3 && filled.filter(isHeaderWord).length >= filled.length * 0.7;
}
