import { withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { type Change, type Chosen, correctCells } from '#app/sources/correct-cells.ts';
import { readWaiting, type WaitingRow } from '#app/sources/quarantine.server.ts';
import type { RepairPreview } from '#app/sources/repair-preview.ts';
import { readUpload, type Upload } from '#app/sources/upload-state.server.ts';
import { readCorrected } from './read-corrected.server.ts';
import { type Correction, leaveOut, repair } from './repair-rows.server.ts';

/** Rows shown before and after. */
const MOST_EXAMPLES = 5;

/** What a change of these refused rows would come to: read by the import's own reader, and nothing written. O(refused rows). */
export async function previewRepair(
  shop: Shop,
  uploadId: number,
  chosen: Chosen,
  change: Change,
): Promise<RepairPreview> {
  const { upload, waiting, corrections } = await plan(shop.shopId, uploadId, chosen, change);
  const cellsOf = new Map(corrections.map(({ row, cells }) => [row, [...cells]]));
  const before = new Set(cellsOf.keys());
  const tried = waiting.map((one) => ({ ...one, corrected: cellsOf.get(one.row) ?? one.corrected }));
  const slice = readCorrected(shop, upload, tried);
  const still = slice.issues.filter(({ severity }) => severity === 'refused');
  const refused = still.filter(({ issue }) => before.has(issue.row));
  const column = change.how === 'retry' ? -1 : (upload.detection?.columns ?? []).indexOf(change.column);
  return {
    chosen: select(waiting, chosen).length,
    tried: corrections.length,
    comingIn: corrections.length - new Set(refused.map(({ issue }) => issue.row)).size,
    alongWith: slice.rows.filter((row) => !before.has(row) && !still.some(({ issue }) => issue.row === row)).length,
    stillRefused: refused.slice(0, MOST_EXAMPLES).map(({ issue }) => ({ row: issue.row, reason: issue.reason })),
    examples: corrections.slice(0, column < 0 ? 0 : MOST_EXAMPLES).map(({ row, cells }) => ({
      row,
      before: textAt(waiting.find((one) => one.row === row)!, column),
      after: cells[column] ?? '',
    })),
  };
}

/** Keeps the same correction of several refused rows and lets them be tried again. Returns how many. Throws a Refusal if it touches none. */
export async function repairMany(
  shop: Shop,
  uploadId: number,
  chosen: Chosen,
  change: Change,
  actor: string,
): Promise<number> {
  const { corrections } = await plan(shop.shopId, uploadId, chosen, change);
  return repair(shop.shopId, uploadId, corrections, actor);
}

/** Leaves several refused rows out for good. Returns how many. */
export async function leaveOutMany(shopId: number, uploadId: number, chosen: Chosen, actor: string): Promise<number> {
  const waiting = await withShop(shopId, (tx) => readWaiting(tx, uploadId));
  const rows = select(waiting, chosen).map((one) => one.row);
  if (rows.length === 0) {
    throw noneWaits();
  }
  return leaveOut(shopId, uploadId, rows, actor);
}

async function plan(
  shopId: number,
  uploadId: number,
  chosen: Chosen,
  change: Change,
): Promise<{ upload: Upload; waiting: WaitingRow[]; corrections: Correction[] }> {
  const { upload, waiting } = await withShop(shopId, async (tx) => ({
    upload: await readUpload(tx, uploadId),
    waiting: await readWaiting(tx, uploadId),
  }));
  const columns = upload?.detection?.columns ?? [];
  const wanted = select(waiting, chosen);
  if (!upload?.mapping || wanted.length === 0) {
    throw noneWaits();
  }
  const corrections = wanted.flatMap((one): Correction[] => {
    const cells = correctCells(one.corrected ?? one.cells, columns, change);
    return cells ? [{ row: one.row, cells }] : [];
  });
  if (corrections.length === 0) {
    throw new Refusal('sources.nothing_replaced', 'In none of the chosen rows does this column hold that text.', {
      remedy: 'Type it as it stands in the rows, capitals and spaces too, or set the column as a whole.',
    });
  }
  return { upload, waiting, corrections };
}

function select(waiting: readonly WaitingRow[], chosen: Chosen): WaitingRow[] {
  if ('alike' in chosen) {
    const { code, column } = chosen.alike;
    return waiting.filter((one) => one.code === code && one.column === column);
  }
  const rows = new Set(chosen.rows);
  return waiting.filter((one) => rows.has(one.row));
}

function textAt({ corrected, cells }: WaitingRow, column: number): string {
  return (corrected ?? cells)[column] ?? '';
}

function noneWaits(): Refusal {
  return new Refusal('sources.not_in_quarantine', 'None of these rows waits to be corrected.', {
    remedy: 'They may have come in meanwhile: look at the list again.',
  });
}
