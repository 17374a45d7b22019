import { refreshRoughly, type Tx } from '#app/platform/db.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { letWin } from '#app/sources/column-wins.server.ts';
import { fillEmpty } from '#app/sources/fill-empty.server.ts';
import type { UploadCounters } from '#app/sources/upload-counters.ts';
import type { Upload } from '#app/sources/upload-state.server.ts';
import { keepTouched } from '#app/sources/upload-touched.server.ts';
import { applyRecords } from './apply-records.server.ts';
import type { Slice } from './read-slices.server.ts';

/**
 * Keeps a slice's records and notes what they touched, and returns what that came to: the one way by which rows of a file come in,
 * whether they are imported, tried or brought in later. The caller holds the shop's lock. `growsMuch`: let the planner look anew.
 */
export async function storeSlice(
  tx: Tx,
  shop: Shop,
  upload: Pick<Upload, 'id' | 'mapping'> & { sourceId: number },
  slice: Slice,
  growsMuch: boolean,
): Promise<UploadCounters> {
  const origin = { sourceId: upload.sourceId, origin: `upload:${upload.id}`, timeZone: shop.timeZone };
  const won = await letWin(tx, upload.sourceId, upload.mapping!, slice.records);
  const records = upload.mapping?.older === 'fill' ? await fillEmpty(tx, origin, won) : won;
  const applied = await applyRecords(tx, shop, origin, { records });
  if (growsMuch) {
    await refreshRoughly(tx);
  }
  await keepTouched(tx, upload.id, applied.touchedRecords, applied.people);
  return {
    rowsRead: slice.read,
    rowsKept: slice.kept,
    rowsDropped: slice.dropped,
    customersCreated: applied.customers.created,
    customersChanged: applied.customers.changed,
    customersUnchanged: applied.customers.unchanged,
    ordersCreated: applied.orders.created,
    ordersChanged: applied.orders.changed,
    ordersUnchanged: applied.orders.unchanged,
  };
}
