import { ownCopy } from '../own-copy.ts';
import { type ColumnProfile, profileColumn } from '../proposal/profile-column.ts';
import { type MappingProposal, proposeMapping } from '../propose-mapping.ts';
import type { ShopDefaults } from '../rows/row-plan.ts';
import type { HeaderLayout } from './find-header.ts';
import type { DataRow, SkipReason, SortedRows } from './sort-rows.ts';

/** What inspection needs of a table; `UploadTable` is one. */
export type InspectableTable = {
  name: string;
  layout: { header: HeaderLayout };
  dataRows(): AsyncGenerator<SortedRows>;
};

export type TableInspection = {
  name: string;
  columns: string[];
  dataRows: number;
  /** Rows below the header that are no records, by reason. */
  skipped: Partial<Record<SkipReason, number>>;
  /** Rows from the whole file, in order, at most 2,000. */
  sample: DataRow[];
  profiles: ColumnProfile[];
  /** Different dates by column, as written, of columns that hold dates. */
  dates: Map<string, Set<string>>;
  proposal: MappingProposal;
};

const HEAD_ROWS = 500;
const SPREAD_ROWS = 1500;
const DATE_VALUES = 5000;
const DATE_LIKE = /^\D{0,12}\d{1,4}[-/. ]\d{1,2}[-/. ]\d{2,4}\b/;

/**
 * Reads a table once from top to bottom, keeping a sample spread over all of it and every different date of its columns of dates (the
 * day over 12 that settles the order may stand in row 900,000), and proposes a mapping. Memory is bounded; about a parse of the file.
 */
export async function inspectTable(table: InspectableTable, shop: ShopDefaults): Promise<TableInspection> {
  const { columns, headerRow } = table.layout.header;
  const sampler = createSampler();
  const dates = createDateCollector(columns);
  const skipped: TableInspection['skipped'] = {};
  let dataRows = 0;
  for await (const batch of table.dataRows()) {
    dataRows += batch.data.length;
    sampler.add(batch.data);
    dates.add(batch.data);
    for (const { reason } of batch.skipped) {
      if (reason !== 'before_header') skipped[reason] = (skipped[reason] ?? 0) + 1;
    }
  }
  const sample = sampler.rows().filter((row) => row.problem === undefined);
  const profiles = columns.map((column, index) => profileColumn(column, index, sample));
  const dateValues = dates.values();
  const proposal = proposeMapping({
    fileName: table.name,
    columns,
    headless: headerRow === null,
    profiles,
    rows: sample,
    dateValues,
    shop,
  });
  return { name: table.name, columns, dataRows, skipped, sample, profiles, dates: dateValues, proposal };
}

/** The first rows, and of the rest every n-th, n doubling as the file goes on. */
function createSampler(): { add(rows: readonly DataRow[]): void; rows(): DataRow[] } {
  const head: DataRow[] = [];
  let spread: DataRow[] = [];
  let step = 1;
  let seen = 0;

  function add(rows: readonly DataRow[]): void {
    for (const row of rows) {
      if (head.length < HEAD_ROWS) head.push(copy(row));
      else if (seen++ % step === 0) spread.push(copy(row));
      if (spread.length >= SPREAD_ROWS) thin();
    }
  }

  function thin(): void {
    spread = spread.filter((_, at) => at % 2 === 0);
    step *= 2;
  }

  return { add, rows: () => [...head, ...spread] };
}

/** Cells of a row are slices that would keep the whole piece of the file alive. */
function copy(row: DataRow): DataRow {
  return { ...row, cells: row.cells.map(ownCopy) };
}

/** Different dates by column, for columns whose first values look like dates. */
function createDateCollector(columns: readonly string[]): {
  add(rows: readonly DataRow[]): void;
  values(): Map<string, Set<string>>;
} {
  const found = columns.map(() => new Set<string>());
  const misses = columns.map(() => 0);

  function add(rows: readonly DataRow[]): void {
    for (const [index, values] of found.entries()) {
      if ((misses[index] ?? 0) > 50 && values.size < 5) continue;
      for (const row of rows) collect(index, values, row.cells[index]);
    }
  }

  function collect(index: number, values: Set<string>, cell: string | undefined): void {
    if (cell === undefined || cell === '' || values.size >= DATE_VALUES) return;
    const date = DATE_LIKE.exec(cell)?.[0];
    if (date === undefined) misses[index] = (misses[index] ?? 0) + 1;
    else if (!values.has(date)) values.add(ownCopy(date));
  }

  function values(): Map<string, Set<string>> {
    const named = columns.map((column, index) => [column, found[index] ?? new Set<string>()] as const);
    return new Map(named.filter(([, dates]) => dates.size > 0));
  }

  return { add, values };
}
