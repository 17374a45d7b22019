import { withoutErased } from '#app/governance/erased-people.server.ts';
import { cleanBatch } from '#app/normalise/clean-batch.ts';
import type { Tx } from '#app/platform/db.server.ts';
import type { CustomerPatch, Origin } from '#app/records/cleaned.ts';
import { deleteOrders, type OrderDeletion } from '#app/records/delete-orders.server.ts';
import { patchCustomers } from '#app/records/patch-customers.server.ts';
import { storeConsents } from '#app/records/store-consents.server.ts';
import { type StoreCounts, storeCustomers } from '#app/records/store-customers.server.ts';
import { storeFeedback, storeInteractions, storeLoyalty } from '#app/records/store-events.server.ts';
import { storeOrders } from '#app/records/store-orders.server.ts';
import { storeProducts } from '#app/records/store-products.server.ts';
import { settleRefunds, storeRefunds } from '#app/records/store-refunds.server.ts';
import type { RecordInput } from '#app/records/types.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';

/** What a source said: records, single changes, deletions. */
export type Statements = {
  records: readonly RecordInput[];
  patches?: readonly CustomerPatch[];
  deletedOrders?: readonly OrderDeletion[];
};

export type Applied = {
  customers: StoreCounts;
  orders: StoreCounts;
  touchedRecords: number[];
  /** Those of them of whom something new was said. */
  people: Set<number>;
};

/**
 * Clean → keep apart: writes what one source said as records, and returns which records were touched, for the derived
 * data. The same function for one webhook, a slice of a backfill and a slice of a file. Idempotent; O(statements).
 * The caller holds the shop's lock.
 */
export async function applyRecords(tx: Tx, shop: Shop, origin: Origin, said: Statements): Promise<Applied> {
  const cleaned = cleanBatch(said.records, { country: shop.country });
  // Files can be older than an erasure; what Shopify says now it says of a customer who exists.
  const fromFile = origin.origin.startsWith('upload:');
  const batch = fromFile ? await withoutErased(tx, origin.sourceId, cleaned) : cleaned;
  await storeProducts(tx, origin, batch.products);
  const customers = await storeCustomers(tx, origin, batch.customers);
  const patched = await patchCustomers(tx, origin, said.patches ?? []);
  const orders = await storeOrders(tx, origin, batch.orders);
  const refunded = await storeRefunds(tx, origin, batch.refunds);
  const settled = await settleRefunds(tx, origin, [...orders.touchedOrders, ...refunded]);
  const deleted = await deleteOrders(tx, origin, said.deletedOrders ?? [], shop.currency);
  const others = [
    await storeConsents(tx, origin, batch.consents),
    await storeInteractions(tx, origin, batch.interactions),
    await storeFeedback(tx, origin, batch.feedback),
    await storeLoyalty(tx, origin, batch.loyalty),
  ].flat();
  const touched = new Set([
    ...customers.touched,
    ...patched,
    ...orders.touchedRecords,
    ...settled,
    ...deleted,
    ...others,
  ]);
  const people = new Set([...customers.touched, ...patched]);
  return { customers, orders, touchedRecords: [...touched], people };
}
