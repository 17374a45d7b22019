import { toGid } from '../world/gid.ts';
import type { ShopStore, StoredSegment } from '../world/shop-store.ts';
import type { FieldTable } from './graph-context.ts';

export const SHOP_FIELDS: FieldTable<ShopStore> = {
  id: ({ shop }) => toGid('Shop', shop.id),
  name: ({ shop }) => shop.name,
  email: ({ shop }) => shop.email,
  contactEmail: ({ shop }) => shop.email,
  shopOwnerName: () => 'Olive Owner',
  myshopifyDomain: (store) => store.domain,
  primaryDomain: (store) => ({
    id: toGid('Domain', store.shop.id),
    host: store.domain,
    url: `https://${store.domain}`,
    sslEnabled: true,
  }),
  url: (store) => `https://${store.domain}`,
  currencyCode: ({ shop }) => shop.currencyCode,
  enabledPresentmentCurrencies: ({ shop }) => [shop.currencyCode],
  ianaTimezone: ({ shop }) => shop.ianaTimezone,
  billingAddress: ({ shop }) => ({ countryCodeV2: shop.countryCode, country: shop.countryCode }),
  shopAddress: ({ shop }) => ({
    countryCodeV2: shop.countryCode,
    country: shop.countryCode,
    formatted: [shop.countryCode],
  }),
  plan: () => ({
    displayName: 'Developer Preview',
    publicDisplayName: 'Developer Preview',
    partnerDevelopment: true,
    shopifyPlus: false,
  }),
  weightUnit: () => 'KILOGRAMS',
  unitSystem: () => 'METRIC_SYSTEM',
};

export const SEGMENT_FIELDS: FieldTable<StoredSegment> = {
  id: (segment) => toGid('Segment', segment.id),
};
