import { Refusal } from '#app/platform/refusal.ts';
import { isZip } from './detect-encoding.server.ts';
import { type ArchiveEntry, openArchive, sliceOf } from './open-archive.server.ts';
import type { SourceRow } from './parse-delimited.ts';
import { type DelimitedLayout, describeDelimited, readDelimited } from './read-delimited.server.ts';
import { openWorkbook, type WorkbookLayout } from './read-workbook.server.ts';
import { createRowSorter, type SortedRows } from './sort-rows.ts';
import { readHead, type StoredFile } from './stored-file.server.ts';
import { findEntry } from './workbook-parts.server.ts';

export type TableLayout = DelimitedLayout | WorkbookLayout;

/** One table of an upload: a text file, one sheet of a workbook, one file of an archive. */
export type UploadTable = {
  /** File name; for a sheet `book.xlsx › Sheet1`. Some systems say the status of the people in it only here. */
  name: string;
  layout: TableLayout;
  /** Every row of the file, from the top, as often as asked. */
  rows(): AsyncGenerator<SourceRow[]>;
  /** What stands below the header, sorted into records and what is none. */
  dataRows(): AsyncGenerator<SortedRows>;
};

export type OpenUpload = { container: 'delimited' | 'workbook' | 'archive'; tables: UploadTable[] };

/**
 * Opens whatever a merchant uploads: CSV and its kin, .xlsx, or a ZIP of them. Throws `Refusal` (codes `sources.*`) for what holds no
 * table. Reads a text file once for its encoding; nothing grows with the file.
 */
export async function openUpload(file: StoredFile): Promise<OpenUpload> {
  const head = await readHead(file, 8);
  if (!isZip(head)) return { container: 'delimited', tables: [await openText(file)] };
  const entries = await openArchive(file);
  if (findEntry(entries, 'xl/workbook.xml')) return { container: 'workbook', tables: await openSheets(file, entries) };
  return { container: 'archive', tables: await openFiles(file, entries) };
}

async function openText(file: StoredFile): Promise<UploadTable> {
  const layout = await describeDelimited(file);
  return table(file.name, layout, () => readDelimited(file, layout));
}

async function openSheets(file: StoredFile, entries: readonly ArchiveEntry[]): Promise<UploadTable[]> {
  const sheets = await openWorkbook(entries);
  return sheets.map(({ layout, rows }) => {
    const name = sheets.length === 1 ? file.name : `${file.name} › ${layout.sheet}`;
    return table(name, layout, rows);
  });
}

/** Tables of an archive. Folders of the Mac's own and files that are no tables are passed over. */
async function openFiles(file: StoredFile, entries: readonly ArchiveEntry[]): Promise<UploadTable[]> {
  const texts = entries.filter(
    (entry) => /\.(csv|tsv|txt)$/i.test(entry.name) && !/(^|\/)(__MACOSX|\.)/.test(entry.name),
  );
  const tables: UploadTable[] = [];
  for (const entry of texts) {
    if (entry.sizeBytes === 0) continue;
    tables.push(await openText(await unpacked(entry)));
  }
  if (tables.length > 0) return tables;
  throw new Refusal('sources.archive_without_tables', `There is no CSV file in ${file.name}.`, {
    remedy: 'Upload the CSV or Excel file itself.',
  });
}

/** An entry as a file. It can only be read from its start, which is all that text needs. */
async function unpacked(entry: ArchiveEntry): Promise<StoredFile> {
  return {
    name: entry.name.slice(entry.name.lastIndexOf('/') + 1),
    sizeBytes: entry.sizeBytes,
    read: (start = 0, end = entry.sizeBytes) => sliceOf(entry, start, end),
  };
}

function table(name: string, layout: TableLayout, rows: () => AsyncGenerator<SourceRow[]>): UploadTable {
  return { name, layout, rows, dataRows: () => sortAll(rows(), layout) };
}

async function* sortAll(rows: AsyncGenerator<SourceRow[]>, layout: TableLayout): AsyncGenerator<SortedRows> {
  const sort = createRowSorter(layout.header, layout.container === 'workbook');
  for await (const batch of rows) yield sort(batch);
}
