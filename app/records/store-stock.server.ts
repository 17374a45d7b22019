import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Origin } from './cleaned.ts';

/** Stock of a variant over all locations; `available` may be negative. */
export type VariantStock = {
  externalId: string;
  available: number;
  sellsWithoutStock: boolean;
  isTracked: boolean;
};

/** Keeps stock as it was at `at`; what is known of a later instant stays, and so do variants that are not known. One statement. */
export async function storeStock(
  tx: Tx,
  { sourceId }: Pick<Origin, 'sourceId'>,
  stock: readonly VariantStock[],
  at: Date,
): Promise<void> {
  await tx.run(sql`
    update product_variant v
    set available = s.available, sells_without_stock = s."sellsWithoutStock", is_tracked = s."isTracked", stock_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(stock)}::jsonb)
      as s ("externalId" text, available integer, "sellsWithoutStock" boolean, "isTracked" boolean)
    where v.shop_id = ${tx.shopId} and v.source_id = ${sourceId} and v.external_id = s."externalId"
      and (v.stock_at is null or v.stock_at <= ${at})`);
}
