import type { CopyValue } from '#app/platform/copy.server.ts';
import type { OrderInput } from './types.ts';

export const LINE_COLUMNS = [
  'position',
  'external_id',
  'product_external_id',
  'variant_external_id',
  'sku',
  'title',
  'variant_title',
  'category',
  'vendor',
  'quantity',
  'unit_minor',
  'discount_minor',
  'tax_minor',
  'total_minor',
] as const;

/** Lines as they are copied: the order's external id, then LINE_COLUMNS. */
export function* lineRows(orders: Iterable<Pick<OrderInput, 'externalId' | 'lines'>>): Generator<CopyValue[]> {
  for (const order of orders) {
    for (const line of order.lines ?? []) {
      yield [
        order.externalId,
        line.position,
        line.externalId,
        line.productExternalId,
        line.variantExternalId,
        line.sku,
        line.title ?? '',
        line.variantTitle,
        line.category,
        line.vendor,
        line.quantity,
        line.unitMinor,
        line.discountMinor ?? 0,
        line.taxMinor ?? 0,
        line.totalMinor,
      ];
    }
  }
}
