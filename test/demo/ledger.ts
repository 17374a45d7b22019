import type { ShopifyCustomer } from '#test/shopify/dataset.ts';
import type { TakenMailboxes } from './mailboxes.ts';
import type { OrderNumbers } from './order-numbers.ts';
import { textHash } from './random.ts';
import type { World } from './world.ts';

/** Someone who wrote to support. */
export type Requester = { id: string; name: string; email: string };

type Counter = 'customer' | 'order' | 'line' | 'refund' | 'crm' | 'newsletter' | 'requester' | 'ticket' | 'card';

/** Second at which ids of 16 digits pass 2^53. */
const middleSecond = 900_719_925;

/**
 * What is handed out once in the whole shop: numbers, mailboxes, and Shopify's unique e-mails and phones.
 * Its state follows the order of households, so a pass over them must start with a fresh one.
 */
export class Ledger {
  readonly mailboxes: TakenMailboxes = new Set();
  readonly orderNumbers: OrderNumbers;
  /** Shopify customers under an office's mailbox, which colleagues of several households use. */
  readonly officeCustomers = new Map<string, ShopifyCustomer>();
  /** Zendesk knows people by mailbox: who writes from another is another requester. */
  readonly requesters = new Map<string, Requester>();
  #counts = new Map<Counter, number>();
  #onShopify = new Set<number>();
  #start: number;
  #firstSecond: number;

  constructor(world: World, orderNumbers: OrderNumbers) {
    this.#start = world.start;
    const span = Math.ceil((world.now - world.start) / 1000);
    this.#firstSecond = Math.floor(Math.min(middleSecond - span / 2, 999_999_999 - span));
    this.orderNumbers = orderNumbers;
  }

  next(counter: Counter): number {
    const count = (this.#counts.get(counter) ?? 0) + 1;
    this.#counts.set(counter, count);
    return count;
  }

  /**
   * A Shopify id that grows with time: nine digits of seconds, then a running number. The middle of the record falls
   * on 2^53 = 9007199254740992, so half of the ids lie beyond what a double holds; line items (17 digits) always do.
   */
  shopifyId(counter: 'customer' | 'order' | 'line' | 'refund', at: number): string {
    const seconds = this.#firstSecond + Math.floor((at - this.#start) / 1000);
    return `${seconds}${String(this.next(counter)).padStart(counter === 'line' ? 8 : 7, '0')}`;
  }

  /** Whether an e-mail or phone is still free in Shopify, where no two customers may share one; takes it. */
  claimOnShopify(value: string): boolean {
    const hash = textHash(value);
    if (this.#onShopify.has(hash)) return false;
    this.#onShopify.add(hash);
    return true;
  }
}
