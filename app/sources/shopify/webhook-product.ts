import type { ProductInput, ProductVariantInput } from '#app/records/types.ts';
import { commaList, idOf, instantOf, listOf, minorOf, objectOf, type Payload, requiredId, textOf } from './payload.ts';

/** products/create and update. Prices are in the shop's currency. */
export function productFromWebhook(payload: Payload, currency: string): ProductInput {
  return {
    kind: 'product',
    externalId: requiredId(payload['admin_graphql_api_id'] ?? payload['id'], 'product'),
    versionAt: instantOf(payload['updated_at']),
    title: textOf(payload['title']),
    handle: textOf(payload['handle']),
    productType: textOf(payload['product_type']),
    vendor: textOf(payload['vendor']),
    tags: commaList(payload['tags']),
    status: productStatus(payload['status']),
    imageUrl: textOf(objectOf(payload['image'])?.['src']),
    variants: listOf(payload['variants']).map((variant) => ({
      externalId: idOf(variant['id']) ?? '',
      title: textOf(variant['title']),
      sku: textOf(variant['sku']),
      priceMinor: minorOf(variant['price'], currency),
      stock: stockOf(variant),
    })),
  };
}

/** Newer versions of the message leave out whether stock is counted: a number other than 0 tells that it is. */
function stockOf(variant: Payload): ProductVariantInput['stock'] {
  const available = variant['inventory_quantity'];
  if (typeof available !== 'number') return null;
  const isCounted = available !== 0 || Number(variant['old_inventory_quantity'] ?? 0) !== 0;
  const told = 'inventory_management' in variant ? variant['inventory_management'] !== null : isCounted || null;
  return { available, sellsWithoutStock: variant['inventory_policy'] === 'continue', isTracked: told };
}

/** products/delete: a tombstone. */
export function deletedProduct(payload: Payload, triggeredAt: Date): ProductInput {
  return {
    kind: 'product',
    externalId: requiredId(payload['id'], 'product'),
    versionAt: triggeredAt,
    deletedAt: triggeredAt,
  };
}

export function productStatus(value: unknown): 'active' | 'draft' | 'archived' {
  const status = String(value ?? '').toLowerCase();
  return status === 'draft' || status === 'archived' ? status : 'active';
}
