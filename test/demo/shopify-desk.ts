import type { ShopifyAddress, ShopifyOrder } from '#test/shopify/dataset.ts';
import type { Ledger } from './ledger.ts';
import { manners } from './manners.ts';
import type { Random } from './random.ts';
import type { Sale } from './sales.ts';
import { type Checkout, type CheckoutHabit, checkOutAtTill, checkOutOnline, makeHabit } from './shopify-checkout.ts';
import { findOrCreateCustomer, type ShopifyBook, shopifyEmail } from './shopify-customers.ts';
import { makeShopifyOrder } from './shopify-orders.ts';
import { stores, tester } from './stores.ts';
import type { Subject } from './subjects.ts';
import { toShopifyAddress, writeAddress } from './typed-address.ts';
import type { Views } from './views.ts';
import type { World } from './world.ts';

/** Shopify's side of one household: its customers and each person's habit at the checkout. */
export type ShopifyDesk = ShopifyBook & { habits: Map<Subject, CheckoutHabit> };

export function openShopifyDesk(filing: { world: World; ledger: Ledger; random: Random; views: Views }): ShopifyDesk {
  return { ...filing, byEmail: new Map(), habits: new Map() };
}

/** Files a sale as an order, with customer, guest or nobody behind it, and its answers. Gives the order's name. */
export function sellOnShopify(desk: ShopifyDesk, subject: Subject | null, sale: Sale): string {
  const checkout = subject === null ? strangersCheckout(sale) : knownCheckout(desk, subject, sale);
  const order = makeShopifyOrder(desk, sale, checkout, presentAddress(desk, sale, checkout));
  desk.views.shopifyOrders.push(order);
  answer(desk.views, order, subject, sale);
  return order.name;
}

/** Of those who never bought, half of the willing left an e-mail on the shop's page: a customer record without orders. */
export function signUpForNews(desk: ShopifyDesk, subject: Subject): void {
  const { random } = desk;
  if (subject.sales.length > 0 || subject.attitude.grantedAt === null || !random.chance(0.5)) return;
  const email = shopifyEmail(random, subject, manners.newsletter, null);
  if (email === null) return;
  const customer = findOrCreateCustomer(desk, subject, {
    email,
    at: subject.attitude.grantedAt,
    doorway: 'news',
    store: null,
  });
  if (!customer.tags.includes('newsletter')) customer.tags.push('newsletter');
}

function knownCheckout(desk: ShopifyDesk, subject: Subject, sale: Sale): Checkout {
  let habit = desk.habits.get(subject);
  if (!habit) {
    habit = makeHabit(desk.random);
    desk.habits.set(subject, habit);
  }
  return sale.visit.channel === 'online'
    ? checkOutOnline(desk, subject, habit, sale)
    : checkOutAtTill(desk, subject, habit, sale);
}

/** The staff's test orders have the tester's mailbox; a passer-by at the till leaves nothing. */
function strangersCheckout(sale: Sale): Checkout {
  if (!sale.visit.isTest) return { customer: null, email: null, phone: null, address: null };
  const [store] = stores;
  const address: ShopifyAddress = {
    firstName: tester.firstName,
    lastName: tester.lastName,
    company: null,
    address1: '1 Test Street',
    address2: null,
    city: store?.city ?? null,
    province: 'Maine',
    provinceCode: 'ME',
    country: 'United States',
    countryCodeV2: 'US',
    zip: '04101',
    phone: null,
  };
  return { customer: null, email: tester.email, phone: null, address };
}

/** A present goes to the receiver's name and street; the phone given, if any, is the payer's. */
function presentAddress(desk: ShopifyDesk, sale: Sale, checkout: Checkout): ShopifyAddress | null {
  if (sale.present === null) return null;
  const { receiver, home } = sale.present;
  return toShopifyAddress(writeAddress(desk.random, home, manners.online), {
    firstName: receiver.nickname !== null && desk.random.chance(0.4) ? receiver.nickname : receiver.given,
    lastName: receiver.family,
    company: null,
    phone: desk.random.chance(0.6) ? (checkout.address?.phone ?? null) : null,
  });
}

function answer(views: Views, order: ShopifyOrder, subject: Subject | null, sale: Sale): void {
  const who = sale.visit.isTest
    ? tester
    : subject && { personId: subject.person.id, householdId: subject.household.id };
  const isUnnamed = sale.visit.channel === 'till' && order.customerId === null;
  views.orderAnswers.push({
    source: 'shopify',
    externalId: order.id,
    personId: isUnnamed || !who ? null : who.personId,
  });
  if (who && order.customerId === null && !isUnnamed) {
    const { personId, householdId } = who;
    views.answers.push({ source: 'shopify_guest', externalId: order.id, personId, householdId });
  }
}
