import { ActionRefused } from '../actions/site.ts';
import type { ShopifyCustomer, ShopifyOrder } from '../dataset.ts';
import type { LiveShop } from '../world/live-shop.ts';
import type { OwnedVariant } from '../world/shop-store.ts';

export type Fields = Record<string, unknown>;

/** A text field; null when it is absent or empty. */
export function text(fields: Fields, name: string): string | null {
  const value = fields[name];
  return value === undefined || value === null || value === '' ? null : String(value);
}

export function number(fields: Fields, name: string, fallback: number): number {
  const value = text(fields, name);
  return value === null ? fallback : Number(value);
}

/** The numeric part of an id given as digits or as a GID. */
export function id(fields: Fields, name: string): string | null {
  return text(fields, name)?.split('/').at(-1) ?? null;
}

export function pickOne<Row>(rows: readonly Row[], what: string): Row {
  const row = rows[Math.floor(Math.random() * rows.length)];
  if (row === undefined) throw new ActionRefused(`The shop has no ${what}.`);
  return row;
}

/** The customer named by `customerId`, else any. */
export function customer(shop: LiveShop, fields: Fields, name = 'customerId'): ShopifyCustomer {
  const wanted = id(fields, name);
  if (wanted === null) return pickOne([...shop.store.customers.values()], 'customers');
  const found = shop.store.customers.get(wanted);
  if (!found) throw new ActionRefused(`There is no customer ${wanted}.`);
  return found;
}

/** The order named by `orderId`, else any that passes. */
export function order(
  shop: LiveShop,
  fields: Fields,
  passes: (order: ShopifyOrder) => boolean = () => true,
): ShopifyOrder {
  const wanted = id(fields, 'orderId');
  if (wanted === null) return pickOne([...shop.store.orders.values()].filter(passes), 'such orders');
  const found = shop.store.orders.get(wanted);
  if (!found) throw new ActionRefused(`There is no order ${wanted}.`);
  return found;
}

/** One to three variants, or the one named by `variantId`. */
export function basket(shop: LiveShop, fields: Fields): { variant: OwnedVariant; quantity: number }[] {
  const variants = [...shop.store.variants.values()];
  const wanted = id(fields, 'variantId');
  const named = wanted === null ? undefined : shop.store.variants.get(wanted);
  if (named) return [{ variant: named, quantity: number(fields, 'quantity', 1) }];
  const count = 1 + Math.floor(Math.random() * 3);
  return Array.from({ length: count }, () => ({ variant: pickOne(variants, 'products'), quantity: 1 }));
}
