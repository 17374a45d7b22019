import type { ShopifyAddress, ShopifyCustomer } from '#test/shopify/dataset.ts';
import { manners } from './manners.ts';
import type { Random } from './random.ts';
import type { Sale } from './sales.ts';
import {
  findOrCreateCustomer,
  isOwnRecord,
  type ShopifyBook,
  shopifyEmail,
  touchCustomer,
  typeShopifyAddress,
} from './shopify-customers.ts';
import { stores } from './stores.ts';
import type { Subject } from './subjects.ts';
import { choosePhone } from './typed-reach.ts';

/** Who an order was placed by, as Shopify stores it. */
export type Checkout = {
  customer: ShopifyCustomer | null;
  email: string | null;
  phone: string | null;
  address: ShopifyAddress | null;
};

/** A person's habits at the checkout, drawn once. */
export type CheckoutHabit = { signsUp: boolean; account: ShopifyCustomer | null };

export function makeHabit(random: Random): CheckoutHabit {
  return { signsUp: random.chance(0.62), account: null };
}

/** Who forgets an account is mostly one who came with another mailbox. */
const forgetful = { ...manners.online, otherEmail: 0.7 };

/**
 * Online: account holders stay with their account, except that now and then one forgets it and makes a second;
 * the others check out as guests, who get a customer record in half of the cases.
 */
export function checkOutOnline(book: ShopifyBook, subject: Subject, habit: CheckoutHabit, sale: Sale): Checkout {
  const { random } = book;
  const { at } = sale.visit;
  if (habit.account !== null && !random.chance(0.05)) return withAccount(book, subject, habit.account, at);
  const manner = habit.account === null ? manners.online : forgetful;
  const typed = shopifyEmail(random, subject, manner, null);
  const address = typeShopifyAddress(random, subject, manners.online, at);
  const phone = typed === null ? choosePhone(random, subject, manners.online) : null;
  if (!habit.signsUp && random.chance(0.45)) return { customer: null, email: typed, phone, address };
  const customer = findOrCreateCustomer(book, subject, {
    email: typed,
    at,
    doorway: habit.signsUp ? 'account' : 'checkout',
    store: null,
  });
  if (habit.signsUp) habit.account = customer;
  touchCustomer(book, subject, customer, at, address);
  return {
    customer,
    email: customer.email ?? typed,
    phone: customer.phone ?? phone,
    address: address ?? customer.addresses[0] ?? null,
  };
}

/** At the till of the newest store: known customers are looked up, some new ones are entered, the rest stay unnamed. */
export function checkOutAtTill(book: ShopifyBook, subject: Subject, habit: CheckoutHabit, sale: Sale): Checkout {
  const { random } = book;
  const { at, store: number } = sale.visit;
  const store = stores[number] ?? null;
  const unnamed: Checkout = { customer: null, email: null, phone: null, address: null };
  if (habit.account !== null && random.chance(0.75)) {
    touchCustomer(book, subject, habit.account, at, null);
    return { ...unnamed, customer: habit.account, email: habit.account.email, phone: habit.account.phone };
  }
  if (!random.chance(0.5)) return unnamed;
  const email = shopifyEmail(random, subject, manners.till, store);
  const customer = findOrCreateCustomer(book, subject, { email, at, doorway: 'till', store });
  habit.account ??= customer;
  touchCustomer(book, subject, customer, at, null);
  return { ...unnamed, customer, email: customer.email, phone: customer.phone };
}

function withAccount(book: ShopifyBook, subject: Subject, account: ShopifyCustomer, at: number): Checkout {
  const { movedAt } = subject.household;
  const saved = isOwnRecord(book, account) ? (account.addresses[0] ?? null) : null;
  const hasMoved = movedAt !== null && at > movedAt && account.updatedAt < new Date(movedAt).toISOString();
  const address = saved === null || hasMoved ? typeShopifyAddress(book.random, subject, manners.online, at) : saved;
  touchCustomer(book, subject, account, at, address);
  return { customer: account, email: account.email, phone: account.phone, address };
}
