import type { ShopifyProduct, ShopifyShop, ShopifyVariant } from '../dataset.ts';
import { toGid } from '../world/gid.ts';
import { exactNumber } from './exact-json.ts';
import { zonedInstant } from './zoned-instant.ts';

type Json = Record<string, unknown>;

/** products/create and products/update. */
export function productPayload(product: ShopifyProduct, shop: ShopifyShop): Json {
  const createdAt = zonedInstant(product.createdAt, shop.ianaTimezone);
  const updatedAt = zonedInstant(product.updatedAt, shop.ianaTimezone);
  return {
    id: exactNumber(product.id),
    admin_graphql_api_id: toGid('Product', product.id),
    title: product.title,
    body_html: null,
    handle: product.handle,
    product_type: product.productType,
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    tags: product.tags.join(', '),
    published_at: product.status === 'ACTIVE' ? createdAt : null,
    published_scope: 'web',
    template_suffix: null,
    created_at: createdAt,
    updated_at: updatedAt,
    variants: product.variants.map((variant, index) => variantPayload(product, variant, index, createdAt, updatedAt)),
    options: [
      {
        id: exactNumber(product.id),
        product_id: exactNumber(product.id),
        name: 'Title',
        position: 1,
        values: product.variants.map((variant) => variant.title),
      },
    ],
    images: [],
    image: null,
    media: [],
    variant_gids: product.variants.map((variant) => ({
      admin_graphql_api_id: toGid('ProductVariant', variant.id),
      updated_at: product.updatedAt,
    })),
    has_variants_that_requires_components: false,
    category: null,
  };
}

/** inventory_levels/update: one location's stock. */
export function inventoryLevelPayload(variant: ShopifyVariant, locationId: string, at: string): Json {
  return {
    inventory_item_id: exactNumber(variant.id),
    location_id: exactNumber(locationId),
    available: variant.stock ?? 25,
    updated_at: at,
    admin_graphql_api_id: `${toGid('InventoryLevel', locationId)}?inventory_item_id=${variant.id}`,
  };
}

export function productDeletePayload(productId: string): Json {
  return { id: exactNumber(productId) };
}

function variantPayload(
  product: ShopifyProduct,
  variant: ShopifyVariant,
  index: number,
  createdAt: string,
  updatedAt: string,
): Json {
  return {
    id: exactNumber(variant.id),
    admin_graphql_api_id: toGid('ProductVariant', variant.id),
    product_id: exactNumber(product.id),
    barcode: null,
    compare_at_price: null,
    created_at: createdAt,
    inventory_policy: 'deny',
    position: index + 1,
    price: variant.price,
    sku: variant.sku,
    taxable: true,
    title: variant.title,
    updated_at: updatedAt,
    option1: variant.title,
    option2: null,
    option3: null,
    image_id: null,
    inventory_item_id: exactNumber(variant.id),
    inventory_quantity: variant.stock ?? 25,
    old_inventory_quantity: 25,
  };
}
