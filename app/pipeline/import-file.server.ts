import { lockShop, refreshStatistics, type Tx, withShop } from '#app/platform/db.server.ts';
import { withLock } from '#app/platform/lock.server.ts';
import { faultFields, log } from '#app/platform/log.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import type { RecordInput } from '#app/records/types.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import type { RowIssue, RowOutcome } from '#app/sources/outcome.ts';
import { createRowTransformer, type RowTransformer } from '#app/sources/rows-to-records.ts';
import { heardFrom } from '#app/sources/source.server.ts';
import { openUpload, type UploadTable } from '#app/sources/upload/open-upload.server.ts';
import {
  finishUpload,
  keepIssues,
  keepProgress,
  readUpload,
  type Upload,
  type UploadCounters,
} from '#app/sources/upload-state.server.ts';
import { dropFile, storedUpload } from '#app/sources/upload-store.server.ts';
import { applyRecords } from './apply-records.server.ts';
import { enqueue } from './enqueue.server.ts';
import { refreshDerived } from './refresh-derived.server.ts';

/** Rows of a file in one transaction; the shop's webhooks get their turn in between. */
const SLICE_ROWS = 4000;
const SLICE_TIMEOUT_MS = 300_000;

/**
 * Imports an uploaded file by its mapping, slice by slice: rows → records → profiles → metrics → segments, each slice, its
 * refused rows and the place where the next one begins in one transaction. Killed at any row, it goes on from the last
 * committed slice; asked to stop, it stops after the current one. Constant memory.
 */
export async function importFile(shopId: number, uploadId: number): Promise<void> {
  await withLock(`upload:${shopId}:${uploadId}`, async () => {
    const shop = await readShop(shopId);
    const upload = await withShop(shopId, (tx) => readUpload(tx, uploadId));
    if (upload?.state !== 'importing' || !upload.mapping || upload.sourceId === null) {
      return;
    }
    try {
      await run(shop, upload);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      log('warn', 'an import was refused', { shopId, uploadId, ...faultFields(error) });
      await withShop(shopId, (tx) => finishUpload(tx, uploadId, 'failed', error.message));
    }
  });
}

type Slice = {
  records: RecordInput[];
  issues: { issue: RowIssue; severity: 'refused' | 'warning'; cells: string[] }[];
  kept: number;
  dropped: number;
  read: number;
  lastRow: number;
};

function emptySlice(): Slice {
  return { records: [], issues: [], kept: 0, dropped: 0, read: 0, lastRow: 0 };
}

async function run(shop: Shop, upload: Upload): Promise<void> {
  const table = await tableOf(shop.shopId, upload);
  const transformer = createRowTransformer(upload.mapping!, {
    columns: table.layout.header.columns,
    fileName: table.name,
    shop: { currency: shop.currency, zone: shop.timeZone, country: shop.country },
    readAt: new Date(),
  });
  let counters = upload.counters;
  let slice = emptySlice();
  let nth = 0;
  const write = async (nextRow: number) => {
    nth += 1;
    const growsMuch = nth === 1 || nth === 8 || nth % 64 === 0;
    counters = await writeSlice(shop, upload, { ...slice, nextRow, growsMuch }, counters);
    slice = emptySlice();
    return (await withShop(shop.shopId, (tx) => readUpload(tx, upload.id)))?.cancelAsked ?? true;
  };
  for await (const sorted of table.dataRows()) {
    const rows = sorted.data.filter((row) => row.row >= upload.nextRow);
    collect(slice, transformer.push(rows));
    slice.read += rows.length;
    slice.lastRow = rows.at(-1)?.row ?? slice.lastRow;
    if (slice.read >= SLICE_ROWS && (await write(resumePoint(transformer, slice.lastRow)))) {
      await withShop(shop.shopId, (tx) => finishUpload(tx, upload.id, 'cancelled'));
      return;
    }
  }
  collect(slice, transformer.end());
  await write(slice.lastRow + 1);
  await withShop(shop.shopId, async (tx) => {
    await finishUpload(tx, upload.id, 'done');
    await dropFile(tx, upload.id);
    await heardFrom(tx, upload.sourceId!);
    await enqueue(tx, 'identity-train', { shopId: shop.shopId });
    await enqueue(tx, 'quality-run', { shopId: shop.shopId });
  });
}

function resumePoint(transformer: RowTransformer, lastRow: number): number {
  return transformer.resumeFrom() ?? lastRow + 1;
}

async function tableOf(shopId: number, upload: Upload): Promise<UploadTable> {
  const { tables } = await openUpload(await storedUpload(shopId, upload.id));
  const table = tables[upload.detection?.table ?? 0];
  if (!table) {
    throw new Refusal('sources.table_gone', 'The file does not hold the table that was chosen.', {
      remedy: 'Upload the file again.',
    });
  }
  return table;
}

function collect(slice: Slice, outcomes: readonly RowOutcome[]): void {
  for (const outcome of outcomes) {
    switch (outcome.outcome) {
      case 'kept':
        slice.records.push(...outcome.records);
        slice.issues.push(...outcome.issues.map((issue) => ({ issue, severity: 'warning' as const, cells: [] })));
        slice.kept += outcome.rows.length;
        break;
      case 'dropped':
        slice.dropped += outcome.rows.length;
        break;
      case 'failed':
        slice.issues.push({ issue: { ...outcome.issue, row: outcome.row }, severity: 'refused', cells: outcome.cells });
    }
  }
}

async function writeSlice(
  shop: Shop,
  upload: Upload,
  slice: Slice & { nextRow: number; growsMuch: boolean },
  before: UploadCounters,
): Promise<UploadCounters> {
  return withShop(
    shop.shopId,
    async (tx: Tx) => {
      await lockShop(tx);
      const origin = { sourceId: upload.sourceId!, origin: `upload:${upload.id}`, timeZone: shop.timeZone };
      const applied = await applyRecords(tx, shop, origin, { records: slice.records });
      if (slice.growsMuch) {
        await refreshStatistics(tx);
      }
      await refreshDerived(tx, applied.touchedRecords, origin.origin);
      await keepIssues(tx, upload.id, slice.issues);
      const counters: UploadCounters = {
        rowsRead: before.rowsRead + slice.read,
        rowsKept: before.rowsKept + slice.kept,
        rowsDropped: before.rowsDropped + slice.dropped,
        customersCreated: before.customersCreated + applied.customers.created,
        customersChanged: before.customersChanged + applied.customers.changed,
        customersUnchanged: before.customersUnchanged + applied.customers.unchanged,
        ordersCreated: before.ordersCreated + applied.orders.created,
        ordersChanged: before.ordersChanged + applied.orders.changed,
        ordersUnchanged: before.ordersUnchanged + applied.orders.unchanged,
      };
      await keepProgress(tx, upload.id, slice.nextRow, counters);
      return counters;
    },
    { timeoutMs: SLICE_TIMEOUT_MS },
  );
}
