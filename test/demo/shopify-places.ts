import type { ShopifyLocation, ShopifyShop } from '#test/shopify/dataset.ts';
import { shop, stores } from './stores.ts';

/** The shop itself, the warehouse that sends parcels, and the one store whose till is Shopify's. */
export const shopifyShop: ShopifyShop = { id: '68457103492', ...shop };

const warehouse: ShopifyLocation = { id: '71003400001', name: 'Warehouse', city: 'Biddeford', countryCode: 'US' };

export const shopifyLocations: readonly ShopifyLocation[] = [
  warehouse,
  ...stores.flatMap((store, number) =>
    store.till === 'shopify'
      ? [{ id: shopifyLocationId(number), name: store.name, city: store.city, countryCode: 'US' }]
      : [],
  ),
];

export function shopifyLocationId(storeNumber: number): string {
  return String(71_003_400_010 + storeNumber);
}
