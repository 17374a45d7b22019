import type {
  Dataset,
  ShopifyCustomer,
  ShopifyLocation,
  ShopifyOrder,
  ShopifyProduct,
  ShopifyShop,
  ShopifyVariant,
} from '../dataset.ts';
import { changedAt, toInstant } from './instant.ts';
import { SortedRows } from './sorted-rows.ts';

export type StoredMetafield = {
  id: string;
  ownerGid: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: string;
  updatedAt: string;
};

export type StoredSegment = { id: string; name: string; query: string; creationDate: string; lastEditDate: string };

export type StoredDefinition = {
  id: string;
  name: string;
  namespace: string;
  key: string;
  ownerType: string;
  type: string;
  description: string | null;
  pinnedPosition: number | null;
};

/** A variant with the product it belongs to. */
export type OwnedVariant = { product: ShopifyProduct; variant: ShopifyVariant };

/**
 * One shop's data in memory. Rows are changed in place, so every index keeps pointing at the live row.
 * Measured: 100,000 customers with 300,000 orders load in about a second.
 */
export class ShopStore {
  readonly shop: ShopifyShop;
  readonly locations: ShopifyLocation[] = [];
  readonly products = new Map<string, ShopifyProduct>();
  readonly variants = new Map<string, OwnedVariant>();
  readonly customers = new Map<string, ShopifyCustomer>();
  readonly orders = new Map<string, ShopifyOrder>();
  readonly segments = new Map<string, StoredSegment>();
  readonly metafields = new Map<string, StoredMetafield[]>();
  readonly definitions = new Map<string, StoredDefinition>();
  readonly sortedCustomers: SortedRows<ShopifyCustomer>;
  readonly sortedOrders: SortedRows<ShopifyOrder>;
  #ordersByCustomer = new Map<string, ShopifyOrder[]>();
  #highestOrderNumber = 1000;

  constructor(dataset: Dataset) {
    this.shop = { ...dataset.shop };
    this.sortedCustomers = new SortedRows(() => this.customers.values());
    this.sortedOrders = new SortedRows(() => this.orders.values());
    for (const location of dataset.locations) this.locations.push(location);
    for (const product of dataset.products) this.putProduct(product);
    for (const customer of dataset.customers) this.putCustomer(customer);
    for (const order of dataset.orders) this.putOrder(order);
  }

  get domain(): string {
    return `${this.shop.handle}.myshopify.com`;
  }

  putProduct(given: ShopifyProduct): ShopifyProduct {
    const product = { ...given, createdAt: toInstant(given.createdAt), updatedAt: toInstant(given.updatedAt) };
    this.products.set(product.id, product);
    for (const variant of product.variants) this.variants.set(variant.id, { product, variant });
    return product;
  }

  putCustomer(given: ShopifyCustomer): ShopifyCustomer {
    const customer = { ...given, createdAt: toInstant(given.createdAt), updatedAt: toInstant(given.updatedAt) };
    this.customers.set(customer.id, customer);
    this.sortedCustomers.add(customer);
    return customer;
  }

  putOrder(given: ShopifyOrder): ShopifyOrder {
    const order = {
      ...given,
      createdAt: toInstant(given.createdAt),
      processedAt: toInstant(given.processedAt),
      updatedAt: toInstant(given.updatedAt),
      cancelledAt: given.cancelledAt === null ? null : toInstant(given.cancelledAt),
    };
    this.orders.set(order.id, order);
    this.sortedOrders.add(order);
    this.#indexOrder(order);
    const number = Number(order.name.replace(/\D/g, ''));
    if (number > this.#highestOrderNumber) this.#highestOrderNumber = number;
    return order;
  }

  nextOrderName(): string {
    this.#highestOrderNumber += 1;
    return `#${this.#highestOrderNumber}`;
  }

  ordersOf(customerId: string): ShopifyOrder[] {
    return this.#ordersByCustomer.get(customerId) ?? [];
  }

  /** Hands every order of one customer to another, as a merge does. */
  moveOrders(fromCustomerId: string, toCustomerId: string): ShopifyOrder[] {
    const moved = this.ordersOf(fromCustomerId);
    this.#ordersByCustomer.delete(fromCustomerId);
    for (const order of moved) {
      order.customerId = toCustomerId;
      this.#indexOrder(order);
    }
    return moved;
  }

  /** To be called after a customer was changed in place. */
  touchCustomer(customer: ShopifyCustomer): void {
    customer.updatedAt = changedAt(customer.updatedAt);
    this.sortedCustomers.touch();
  }

  /** To be called after an order was changed in place. */
  touchOrder(order: ShopifyOrder): void {
    order.updatedAt = changedAt(order.updatedAt);
    this.sortedOrders.touch();
  }

  deleteCustomer(id: string): void {
    this.customers.delete(id);
    this.sortedCustomers.remove(id);
  }

  deleteOrder(id: string): void {
    const order = this.orders.get(id);
    if (!order) return;
    this.orders.delete(id);
    this.sortedOrders.remove(id);
    if (order.customerId === null) return;
    const left = this.ordersOf(order.customerId).filter((other) => other.id !== id);
    this.#ordersByCustomer.set(order.customerId, left);
  }

  #indexOrder(order: ShopifyOrder): void {
    if (order.customerId === null) return;
    const list = this.#ordersByCustomer.get(order.customerId);
    if (list) list.push(order);
    else this.#ordersByCustomer.set(order.customerId, [order]);
  }
}
