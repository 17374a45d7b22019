import type { ShopifyLocation, ShopifyProduct } from '../dataset.ts';
import { compareIds, toGid } from '../world/gid.ts';
import type { OwnedVariant } from '../world/shop-store.ts';
import type { Args, FieldTable, GraphContext } from './graph-context.ts';
import { metafieldFieldsFor } from './metafield-fields.ts';
import { moneyV2 } from './money-fields.ts';
import { comparator, type Ordering, type Page, paginate, paginateList } from './page.ts';
import { compileSearch, type SearchFields } from './search-query.ts';

const PRODUCT_SEARCH: SearchFields<ShopifyProduct> = {
  fields: {
    id: (product) => product.id,
    title: (product) => product.title,
    handle: (product) => product.handle,
    product_type: (product) => product.productType,
    vendor: (product) => product.vendor,
    tag: (product) => product.tags,
    status: (product) => product.status.toLowerCase(),
    created_at: (product) => product.createdAt,
    updated_at: (product) => product.updatedAt,
  },
  words: (product) => [product.title, product.vendor, product.productType],
};

const PRODUCT_ORDERINGS: Record<string, Ordering<ShopifyProduct>> = {
  ID: { key: () => 0, id: (product) => product.id },
  TITLE: { key: (product) => product.title, id: (product) => product.id },
  CREATED_AT: { key: (product) => product.createdAt, id: (product) => product.id },
  UPDATED_AT: { key: (product) => product.updatedAt, id: (product) => product.id },
};

export function allProducts(args: Args, context: GraphContext): Page<ShopifyProduct> {
  const ordering =
    PRODUCT_ORDERINGS[String(args.sortKey ?? 'ID')] ?? (PRODUCT_ORDERINGS.ID as Ordering<ShopifyProduct>);
  const rows = [...context.store.products.values()].filter(compileSearch(args.query as string | null, PRODUCT_SEARCH));
  return paginate(rows.sort(comparator(ordering)), args, context, ordering);
}

const VARIANT_SEARCH: SearchFields<OwnedVariant> = {
  fields: {
    id: ({ variant }) => variant.id,
    sku: ({ variant }) => variant.sku,
    product_id: ({ product }) => product.id,
    updated_at: ({ product }) => product.updatedAt,
  },
  words: ({ product, variant }) => [product.title, variant.title, variant.sku],
};

export function allVariants(args: Args, context: GraphContext): Page<OwnedVariant> {
  const ordering: Ordering<OwnedVariant> = { key: () => 0, id: ({ variant }) => variant.id };
  const rows = [...context.store.variants.values()].filter(compileSearch(args.query as string | null, VARIANT_SEARCH));
  rows.sort((left, right) => compareIds(left.variant.id, right.variant.id));
  return paginate(rows, args, context, ordering);
}

function ownedVariants(product: ShopifyProduct): OwnedVariant[] {
  return product.variants.map((variant) => ({ product, variant }));
}

export const PRODUCT_FIELDS: FieldTable<ShopifyProduct> = {
  id: (product) => toGid('Product', product.id),
  legacyResourceId: (product) => product.id,
  variants: (product, args, context) => paginateList(ownedVariants(product), args, context),
  variantsCount: (product) => ({ count: product.variants.length, precision: 'EXACT' }),
  publishedAt: (product) => (product.status === 'ACTIVE' ? product.createdAt : null),
  hasOnlyDefaultVariant: (product) => product.variants.length === 1,
  totalInventory: (product) => product.variants.length * 25,
  ...metafieldFieldsFor<ShopifyProduct>('Product'),
};

export const VARIANT_FIELDS: FieldTable<OwnedVariant> = {
  id: ({ variant }) => toGid('ProductVariant', variant.id),
  legacyResourceId: ({ variant }) => variant.id,
  title: ({ variant }) => variant.title,
  displayName: ({ product, variant }) => `${product.title} - ${variant.title}`,
  sku: ({ variant }) => variant.sku,
  price: ({ variant }) => variant.price,
  position: ({ product, variant }) => product.variants.indexOf(variant) + 1,
  createdAt: ({ product }) => product.createdAt,
  updatedAt: ({ product }) => product.updatedAt,
  availableForSale: ({ product }) => product.status === 'ACTIVE',
  inventoryQuantity: ({ variant }) => variant.stock ?? 25,
  inventoryPolicy: () => 'DENY',
  product: ({ product }) => product,
  inventoryItem: (owned) => owned,
};

export const INVENTORY_ITEM_FIELDS: FieldTable<OwnedVariant> = {
  id: ({ variant }) => toGid('InventoryItem', variant.id),
  legacyResourceId: ({ variant }) => variant.id,
  sku: ({ variant }) => variant.sku,
  tracked: () => true,
  variant: (owned) => owned,
  unitCost: ({ variant }, _args, context) =>
    variant.unitCost === null ? null : moneyV2(variant.unitCost, context.store.shop.currencyCode),
  createdAt: ({ product }) => product.createdAt,
  updatedAt: ({ product }) => product.updatedAt,
};

export const LOCATION_FIELDS: FieldTable<ShopifyLocation> = {
  id: (location) => toGid('Location', location.id),
  legacyResourceId: (location) => location.id,
  isActive: () => true,
  address: ({ city, countryCode }) => ({ city, country: countryCode, countryCode, formatted: [city, countryCode] }),
};

export function allLocations(args: Args, context: GraphContext): Page<ShopifyLocation> {
  return paginateList(context.store.locations, args, context);
}
