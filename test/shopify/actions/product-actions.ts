import type { ShopifyProduct } from '../dataset.ts';
import { inventoryLevelPayload, productDeletePayload, productPayload } from '../webhooks/product-payload.ts';
import { freshId } from '../world/gid.ts';
import { changedAt, now } from '../world/instant.ts';
import { ActionRefused, announce, type Site } from './site.ts';

export function productOrRefuse(site: Site, id: string): ShopifyProduct {
  const product = site.shop.store.products.get(id);
  if (!product) throw new ActionRefused(`There is no product ${id}.`);
  return product;
}

export function createProduct(site: Site, title: string, price: string): ShopifyProduct {
  const { store } = site.shop;
  const at = now();
  const product = store.putProduct({
    id: freshId(),
    title,
    handle: title.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    productType: 'New',
    vendor: store.shop.name,
    tags: [],
    status: 'ACTIVE',
    createdAt: at,
    updatedAt: at,
    variants: [{ id: freshId(), title: 'Default Title', sku: `NEW-${freshId().slice(-6)}`, price, unitCost: null }],
  });
  announce(site, 'products/create', productPayload(product, store.shop));
  return product;
}

export function changeProduct(
  site: Site,
  product: ShopifyProduct,
  change: Partial<Pick<ShopifyProduct, 'title' | 'status' | 'tags' | 'productType'>>,
): void {
  Object.assign(product, change);
  product.updatedAt = changedAt(product.updatedAt);
  announce(site, 'products/update', productPayload(product, site.shop.store.shop));
}

/** Counts the stock of a product's first variant anew, at its first location. */
export function setStock(site: Site, product: ShopifyProduct, available: number): void {
  const { store } = site.shop;
  const variant = product.variants[0];
  if (!variant) throw new ActionRefused('The product has no variant.');
  variant.stock = available;
  announce(site, 'inventory_levels/update', inventoryLevelPayload(variant, store.locations[0]?.id ?? '1', now()));
}

export function deleteProduct(site: Site, product: ShopifyProduct): void {
  const { store } = site.shop;
  store.products.delete(product.id);
  for (const variant of product.variants) store.variants.delete(variant.id);
  announce(site, 'products/delete', productDeletePayload(product.id));
}
