import { withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { readWaiting } from '#app/sources/quarantine.server.ts';
import { openUpload } from '#app/sources/upload/open-upload.server.ts';
import { memoryFile } from '#app/sources/upload/stored-file.server.ts';
import { readUpload } from '#app/sources/upload-state.server.ts';
import { type Correction, repair } from './repair-rows.server.ts';

/** Heading under which a download of refused rows says where each stood in its file. */
export const ROW_COLUMN = 'Row in file';

const LARGEST_BYTES = 64 * 1024 ** 2;

/**
 * Takes the refused rows of an import back as somebody has corrected them in the file that was downloaded, and lets them be tried again.
 * Any table will do in which the row numbers stand: CSV or Excel, with rows left out and columns moved. Returns how many rows differ.
 */
export async function takeCorrected(
  shopId: number,
  uploadId: number,
  fileName: string,
  content: AsyncIterable<Uint8Array>,
  actor: string,
): Promise<number> {
  const table = await readTable(fileName, await readWhole(fileName, content));
  const { upload, waiting } = await withShop(shopId, async (tx) => ({
    upload: await readUpload(tx, uploadId),
    waiting: await readWaiting(tx, uploadId),
  }));
  const columns = upload?.detection?.columns ?? [];
  const known = new Map(waiting.map((one) => [one.row, one.corrected ?? one.cells]));
  const corrections = table.flatMap((told): Correction[] => {
    const before = known.get(told.row);
    if (!before) {
      return [];
    }
    const cells = columns.map((column, at) => asTyped(told.cells.get(column), before[at] ?? ''));
    return cells.every((cell, at) => cell === (before[at] ?? '')) && before.length <= columns.length
      ? []
      : [{ row: told.row, cells }];
  });
  if (corrections.length === 0) {
    throw new Refusal(
      'sources.nothing_corrected',
      `Nothing in ${fileName} differs from the refused rows of this import.`,
      {
        remedy: 'Correct the cells in the downloaded file, save it, and upload it here.',
      },
    );
  }
  return repair(shopId, uploadId, corrections, actor);
}

/** What a download puts before a cell that a spreadsheet would run is not part of it. */
function asTyped(cell: string | undefined, before: string): string {
  return cell === undefined || cell === `'${before}` ? before : cell;
}

async function readWhole(fileName: string, content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of content) {
    size += part.length;
    if (size > LARGEST_BYTES) {
      throw new Refusal('sources.correction_too_large', `${fileName} is larger than 64 MB.`, {
        remedy: 'Upload only the rows that you have corrected.',
      });
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

type CorrectedRow = { row: number; cells: Map<string, string> };

async function readTable(fileName: string, bytes: Buffer): Promise<CorrectedRow[]> {
  const [table] = (await openUpload(memoryFile(fileName, bytes))).tables;
  const columns = table?.layout.header.columns ?? [];
  const at = columns.indexOf(ROW_COLUMN);
  if (!table || at < 0) {
    throw new Refusal('sources.row_numbers_missing', `${fileName} has no column “${ROW_COLUMN}”.`, {
      remedy: 'Download the refused rows, correct them in that file, and keep its last columns.',
    });
  }
  const rows: CorrectedRow[] = [];
  for await (const { data } of table.dataRows()) {
    for (const { cells } of data) {
      const row = Number(cells[at]);
      rows.push({ row, cells: new Map(columns.map((column, index) => [column, cells[index] ?? ''])) });
    }
  }
  return rows;
}
