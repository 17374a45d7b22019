import type { ShopifyProduct } from '#test/shopify/dataset.ts';
import { isoInstant } from './calendar.ts';
import { type ProductRange, type RangeProduct, ranges } from './catalogue-range.ts';
import { Random } from './random.ts';

export type Variant = { id: string; title: string; sku: string; priceMinor: number; costMinor: number | null };

export type Product = {
  id: string;
  title: string;
  handle: string;
  type: string;
  vendor: string;
  tags: readonly string[];
  status: ShopifyProduct['status'];
  /** On sale from and until these instants. */
  launchedAt: number;
  retiredAt: number;
  replenishable: boolean;
  isGiftCard: boolean;
  /** A taste: customers who like it buy across types within it. 0 to 5. */
  theme: number;
  popularity: number;
  seasons: readonly [number, number, number, number];
  variants: readonly Variant[];
};

export type Catalogue = { products: readonly Product[]; giftCard: Product };

export const themes = 6;
const year = 365.25 * 86_400_000;

/** 120 products in eight types, and the gift card; ids beyond 2^53, as a shop of some age has them. */
export function makeCatalogue(seed: number, start: number): Catalogue {
  const random = new Random(seed, 'catalogue');
  const products = ranges.flatMap((range, r) =>
    range.products.map((_, position) => makeProduct(random, range, r * 15 + position, position, start)),
  );
  return { products: [...products], giftCard: makeGiftCard(start) };
}

function makeProduct(random: Random, range: ProductRange, index: number, position: number, start: number): Product {
  const { title, dollars, hasVariants } = range.products[position] as RangeProduct;
  const steps = hasVariants ? range.variants : [{ title: 'Default Title', factor: 1 }];
  const isNew = random.chance(0.15);
  const isRetired = !isNew && random.chance(0.05);
  const costShare = 0.36 + random.next() * 0.2;
  // Of one product in fifteen nobody entered what it costs.
  const hasCost = !random.chance(1 / 15);
  return {
    id: productId(index),
    title,
    handle: title.toLowerCase().replace(/[^a-z0-9]+/gu, '-'),
    type: range.type,
    vendor: random.pick(range.vendors),
    tags: range.tags,
    status: isRetired ? 'ARCHIVED' : 'ACTIVE',
    launchedAt: isNew ? start + (0.3 + random.next()) * year : start - year,
    retiredAt: isRetired ? start + (1.2 + random.next()) * year : Number.POSITIVE_INFINITY,
    replenishable: range.replenishable,
    isGiftCard: false,
    theme: random.int(themes),
    popularity: 1 / (1 + random.int(15)) ** 0.7,
    seasons: range.seasons,
    variants: steps.map((variant, v) => {
      const priceMinor = Math.round((dollars * variant.factor * 100) / 50) * 50;
      return {
        id: variantId(index, v),
        title: variant.title,
        sku: `${range.prefix}-${String(position + 1).padStart(3, '0')}${steps.length > 1 ? `-${v + 1}` : ''}`,
        priceMinor,
        costMinor: hasCost ? Math.round(priceMinor * costShare) : null,
      };
    }),
  };
}

function makeGiftCard(start: number): Product {
  return {
    id: productId(999),
    title: 'Wintergull Gift Card',
    handle: 'gift-card',
    type: 'Gift Cards',
    vendor: 'Wintergull',
    tags: ['gift'],
    status: 'ACTIVE',
    launchedAt: start - year,
    retiredAt: Number.POSITIVE_INFINITY,
    replenishable: false,
    isGiftCard: true,
    theme: 0,
    popularity: 1,
    seasons: [1, 1, 1, 1],
    variants: [25, 50, 100].map((dollars, v) => ({
      id: variantId(999, v),
      title: `$${dollars}.00`,
      sku: `GIFT-${dollars}`,
      priceMinor: dollars * 100,
      costMinor: null,
    })),
  };
}

/** The product as the shop's admin has it. */
export function shopifyProduct(product: Product, now: number): ShopifyProduct {
  const { id, title, handle, vendor, status } = product;
  return {
    id,
    title,
    handle,
    productType: product.type,
    vendor,
    tags: [...product.tags],
    status,
    createdAt: isoInstant(product.launchedAt),
    updatedAt: isoInstant(Math.min(now, Math.max(product.launchedAt, now - 30 * 86_400_000))),
    variants: product.variants.map((variant) => ({
      id: variant.id,
      title: variant.title,
      sku: variant.sku,
      price: dollars(variant.priceMinor),
      unitCost: variant.costMinor === null ? null : dollars(variant.costMinor),
    })),
  };
}

/** Minor units as Shopify's decimal string. */
export function dollars(minor: number): string {
  return (minor / 100).toFixed(2);
}

function productId(index: number): string {
  return `90071992547${String(41_003 + index * 17).padStart(6, '0')}`;
}

function variantId(index: number, position: number): string {
  return `4611686018427${String(index * 8 + position).padStart(6, '0')}`;
}
