import { Refusal } from '#app/platform/refusal.ts';
import type { RecordInput } from '#app/records/types.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import type { ContinuesSale, RowIssue, RowOutcome } from '#app/sources/outcome.ts';
import { createRowTransformer } from '#app/sources/rows-to-records.ts';
import { openUpload, type UploadTable } from '#app/sources/upload/open-upload.server.ts';
import type { Upload } from '#app/sources/upload-state.server.ts';
import { storedUpload } from '#app/sources/upload-store.server.ts';

/** Rows of a file in one transaction; the shop’s webhooks get their turn in between. More would be 7 % quicker and take 15 MiB more. */
const SLICE_ROWS = 6_000;
/** The first is small: what it leaves teaches the planner how a shop looks that was empty a moment ago. */
const FIRST_ROWS = 500;

export type SliceIssue = {
  issue: RowIssue;
  severity: 'refused' | 'warning';
  cells: string[];
  continues?: ContinuesSale | undefined;
};

/** A part of a file that commits together: what its rows became, and where the next part begins. */
export type Slice = {
  records: RecordInput[];
  issues: SliceIssue[];
  kept: number;
  dropped: number;
  read: number;
  nextRow: number;
};

/**
 * A file's rows as records, a slice at a time. From `upload.nextRow` on it gives what it would have given without a stop:
 * the rows before are read again for what they leave open (sales, people said before, doubles) and nothing else.
 */
export async function* readSlices(shop: Shop, upload: Upload): AsyncGenerator<Slice> {
  const table = await tableOf(shop.shopId, upload);
  const transformer = createRowTransformer(upload.mapping!, {
    columns: table.layout.header.columns,
    fileName: table.name,
    shop: { currency: shop.currency, zone: shop.timeZone, country: shop.country },
    readAt: upload.createdAt,
  });
  let slice = emptySlice(upload.nextRow);
  let most = FIRST_ROWS;
  for await (const { data } of table.dataRows()) {
    const known = data.filter((row) => row.row < upload.nextRow);
    transformer.recall(known);
    for (let at = known.length; at < data.length; ) {
      const rows = data.slice(at, at + most - slice.read);
      at += rows.length;
      collect(slice, transformer.push(rows));
      slice.read += rows.length;
      slice.nextRow = Math.max(slice.nextRow, (rows.at(-1)?.row ?? 0) + 1);
      if (slice.read >= most) {
        yield slice;
        slice = emptySlice(slice.nextRow);
        most = SLICE_ROWS;
      }
    }
  }
  collect(slice, transformer.end());
  yield slice;
}

/** A slice without rows yet. */
export function emptySlice(nextRow: number): Slice {
  return { records: [], issues: [], kept: 0, dropped: 0, read: 0, nextRow };
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

/** Adds what became of rows to a slice. */
export function collect(slice: Slice, outcomes: readonly RowOutcome[]): void {
  for (const outcome of outcomes) {
    switch (outcome.outcome) {
      case 'kept':
        for (const record of outcome.records) {
          slice.records.push(record);
        }
        for (const issue of outcome.issues) {
          slice.issues.push({ issue, severity: 'warning', cells: [] });
        }
        slice.kept += outcome.rows.length;
        break;
      case 'dropped':
        slice.dropped += outcome.rows.length;
        break;
      case 'failed':
        slice.issues.push({
          issue: { ...outcome.issue, row: outcome.row },
          severity: 'refused',
          cells: outcome.cells,
          continues: outcome.continues,
        });
    }
  }
}

/** Reads the next one while the one before is being worked on: one of two cores reads, the other writes. */
export async function* readAhead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let next = items.next();
  next.catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) {
        return;
      }
      next = items.next();
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await next.catch(() => undefined);
    await items.return(undefined);
  }
}
