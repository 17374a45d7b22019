import type { Shop } from '#app/shops/find-shop.server.ts';
import type { WaitingRow } from '#app/sources/quarantine.server.ts';
import { createRowTransformer } from '#app/sources/rows-to-records.ts';
import type { DataRow } from '#app/sources/upload/sort-rows.ts';
import type { Upload } from '#app/sources/upload-state.server.ts';
import { collect, emptySlice, type Slice } from './read-slices.server.ts';

/** Damages of rows that no reading of their cells tells of: such a row is tried once somebody has corrected it. */
const DAMAGED = new Set(['unclosed_quote', 'cell_too_long', 'too_many_columns', 'too_many_cells', 'other_table']);

/** Corrected rows as the mapping of their import reads them; with those of their sales that wait for them. Writes nothing. */
export function readCorrected(shop: Shop, upload: Upload, waiting: readonly WaitingRow[]): Slice & { rows: number[] } {
  const columns = upload.detection?.columns ?? [];
  const inSales = upload.mapping!.conventions.rows === 'lines';
  const rows = waiting
    .filter((one) => one.corrected !== null || (inSales && !DAMAGED.has(one.code)))
    .map((one) => asDataRow(one, columns.length));
  const transformer = createRowTransformer(upload.mapping!, {
    columns,
    fileName: upload.fileName,
    shop: { currency: shop.currency, zone: shop.timeZone, country: shop.country },
    readAt: upload.createdAt,
  });
  const slice = emptySlice(upload.nextRow);
  collect(slice, transformer.push(rows));
  collect(slice, transformer.end());
  return { ...slice, rows: rows.map((one) => one.row) };
}

function asDataRow({ row, cells, corrected, continues }: WaitingRow, columns: number): DataRow {
  const told = corrected ?? cells;
  const missing = columns - told.length;
  return {
    row,
    cells: missing > 0 ? [...told, ...Array.from({ length: missing }, () => '')] : told,
    ...(missing > 0 && !corrected ? { short: true } : {}),
    ...(missing < 0 ? { problem: 'too_many_cells' as const } : {}),
    ...(continues ? { continues } : {}),
  };
}
