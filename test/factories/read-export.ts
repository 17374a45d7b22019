import type { Mapping } from '#app/sources/mapping.ts';
import type { RowOutcome } from '#app/sources/outcome.ts';
import { createRowTransformer } from '#app/sources/rows-to-records.ts';
import { inspectTable, type TableInspection } from '#app/sources/upload/inspect-table.ts';
import { openUpload } from '#app/sources/upload/open-upload.server.ts';
import { memoryFile } from '#app/sources/upload/stored-file.server.ts';

export const TEST_SHOP = { currency: 'USD', zone: 'America/New_York', country: 'US' };

export type ReadExport = { inspection: TableInspection; outcomes: RowOutcome[] };

/** The first table of a file, inspected and turned into outcomes as the product does it; `change` edits the proposal first. */
export async function readExport(
  name: string,
  content: Buffer | string,
  change: (mapping: Mapping) => Mapping = (mapping) => mapping,
): Promise<ReadExport> {
  const { tables } = await openUpload(memoryFile(name, content));
  const table = tables[0];
  if (!table) throw new Error(`${name} holds no table`);
  const inspection = await inspectTable(table, TEST_SHOP);
  const transformer = createRowTransformer(change(inspection.proposal.mapping), {
    columns: inspection.columns,
    fileName: name,
    shop: TEST_SHOP,
    readAt: new Date('2026-11-24T12:00:00Z'),
  });
  const outcomes: RowOutcome[] = [];
  for await (const { data } of table.dataRows()) outcomes.push(...transformer.push(data));
  return { inspection, outcomes: [...outcomes, ...transformer.end()] };
}

/** Every record of the rows that were kept. */
export function recordsOf(outcomes: readonly RowOutcome[]) {
  return outcomes.flatMap((outcome) => (outcome.outcome === 'kept' ? outcome.records : []));
}

/** Rows by what became of them. */
export function countRows(outcomes: readonly RowOutcome[]): { kept: number; failed: number; dropped: number } {
  const count = { kept: 0, failed: 0, dropped: 0 };
  for (const outcome of outcomes) count[outcome.outcome] += outcome.outcome === 'failed' ? 1 : outcome.rows.length;
  return count;
}
