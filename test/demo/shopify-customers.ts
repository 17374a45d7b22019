import type { ShopifyAddress, ShopifyConsent, ShopifyCustomer } from '#test/shopify/dataset.ts';
import { isoInstant } from './calendar.ts';
import { typo } from './dirt.ts';
import { homeAt } from './households.ts';
import type { Ledger } from './ledger.ts';
import { type Manner, manners } from './manners.ts';
import { familyNameAt } from './people.ts';
import type { Random } from './random.ts';
import type { Store } from './stores.ts';
import type { Subject } from './subjects.ts';
import { toShopifyAddress, typeAddress } from './typed-address.ts';
import { typeName } from './typed-name.ts';
import { choosePhone, typeEmail, typePhone } from './typed-reach.ts';
import type { Views } from './views.ts';
import type { World } from './world.ts';

/** What the shop knows of one household on Shopify, as it grows purchase by purchase. */
export type ShopifyBook = {
  world: World;
  random: Random;
  ledger: Ledger;
  views: Views;
  byEmail: Map<string, ShopifyCustomer>;
};

/** How a customer came to have a record: by signing up, by a guest checkout, at the till, or by asking for news only. */
export type Doorway = keyof typeof mannerOf;

const mannerOf = {
  account: manners.online,
  checkout: manners.online,
  till: manners.till,
  news: { ...manners.newsletter, noName: 0.6, noAddress: 1 },
};

/**
 * The customer record for an e-mail, made if there is none. Shopify holds an e-mail and a phone once, so who types
 * the family mailbox gets the record of whoever typed it first.
 */
export function findOrCreateCustomer(
  book: ShopifyBook,
  subject: Subject,
  { email, at, doorway, store }: { email: string | null; at: number; doorway: Doorway; store: Store | null },
): ShopifyCustomer {
  const known = email === null ? undefined : (book.byEmail.get(email) ?? book.ledger.officeCustomers.get(email));
  if (known) return known;
  const customer = createCustomer(book, subject, { email, at, doorway, store });
  if (customer.email !== null) {
    book.byEmail.set(customer.email, customer);
    if (customer.email === subject.contacts.work?.company.sharedMailbox)
      book.ledger.officeCustomers.set(customer.email, customer);
  }
  book.views.shopifyCustomers.push(customer);
  book.views.answers.push({
    source: 'shopify',
    externalId: customer.id,
    personId: subject.person.id,
    householdId: subject.household.id,
  });
  return customer;
}

/** An e-mail as Shopify stores it: trimmed, in lower case, without what a cashier wrapped around it. */
export function shopifyEmail(random: Random, subject: Subject, manner: Manner, store: Store | null): string | null {
  return (
    typeEmail(random, subject, { ...manner, decoratedEmail: 0 }, store)
      ?.trim()
      .toLowerCase() ?? null
  );
}

/** Whether the record was made by this household; a colleague's was written out before and can no longer change. */
export function isOwnRecord(book: ShopifyBook, customer: ShopifyCustomer): boolean {
  return book.views.shopifyCustomers.includes(customer);
}

/** What a purchase changes on the record: the new home, for some the new surname, and the time of the last change. */
export function touchCustomer(
  book: ShopifyBook,
  subject: Subject,
  customer: ShopifyCustomer,
  at: number,
  address: ShopifyAddress | null,
): void {
  if (!isOwnRecord(book, customer)) return;
  if (address !== null && !customer.addresses.some((known) => isSameHome(known, address)))
    customer.addresses.unshift(address);
  const { person } = subject;
  if (person.birthFamily !== null && at > (person.nameChangedAt ?? 0) && customer.lastName === person.birthFamily) {
    if (book.random.chance(0.4)) customer.lastName = familyNameAt(person, at);
  }
  const changed = Math.min(book.world.now, at + book.random.int(7200) * 1000);
  if (isoInstant(changed) > customer.updatedAt) customer.updatedAt = isoInstant(changed);
}

export function typeShopifyAddress(
  random: Random,
  subject: Subject,
  manner: Manner,
  at: number,
): ShopifyAddress | null {
  const address = typeAddress(random, subject, manner, at);
  if (address === null) return null;
  const name = typeName(random, subject, manner, at);
  const work = subject.contacts.work;
  return toShopifyAddress(address, {
    firstName: name.first,
    lastName: name.last,
    company: work !== null && random.chance(0.12) ? work.company.name : null,
    phone: typePhone(random, subject, manner, null),
  });
}

type Making = { email: string | null; at: number; doorway: Doorway; store: Store | null };

function createCustomer(book: ShopifyBook, subject: Subject, { email, at, doorway, store }: Making): ShopifyCustomer {
  const { random, ledger, world } = book;
  const manner = mannerOf[doorway];
  const name = typeName(random, subject, manner, at);
  const ownEmail = email !== null && ledger.claimOnShopify(email) ? email : null;
  const phone = random.chance(ownEmail === null ? 0.95 : 0.4) ? choosePhone(random, subject, manner) : null;
  const ownPhone = phone !== null && ledger.claimOnShopify(phone) ? phone : null;
  const address = typeShopifyAddress(random, subject, manner, at);
  return {
    id: ledger.shopifyId('customer', at),
    createdAt: isoInstant(at),
    updatedAt: isoInstant(Math.min(world.now, at + random.int(600) * 1000)),
    firstName: name.first,
    lastName: name.last,
    email: ownEmail,
    phone: ownPhone,
    state: accountState(random, doorway),
    locale: locale(homeAt(subject.household, at).country, random),
    note: note(random, subject, doorway),
    tags: tags(random, doorway, store),
    verifiedEmail: doorway === 'account' && ownEmail !== null,
    taxExempt: false,
    emailConsent: emailConsent(book, subject, ownEmail, at),
    smsConsent: smsConsent(random, subject, ownPhone, at),
    addresses: address === null ? [] : [address],
  };
}

function accountState(random: Random, doorway: Doorway): ShopifyCustomer['state'] {
  if (doorway === 'account') return 'ENABLED';
  const draw = random.next();
  return draw < 0.06 ? 'INVITED' : draw < 0.07 ? 'DECLINED' : 'DISABLED';
}

function locale(country: string, random: Random): string {
  if (country === 'DE') return 'de';
  if (country === 'FR') return 'fr';
  return country === 'CA' && random.chance(0.3) ? 'fr' : 'en';
}

function note(random: Random, subject: Subject, doorway: Doorway): string | null {
  if (random.chance(0.94)) return null;
  const [mate] = subject.household.people.filter((person) => person !== subject.person);
  const texts = [
    'Prefers the Freeport store.',
    'Allergic to lavender.',
    'Wholesale enquiry?\nAsked for a price list.',
    'VIP',
  ];
  if (mate) texts.push(`Spouse: ${mate.nickname ?? mate.given}`, `Ordered for ${mate.given}, same address`);
  return doorway === 'till' ? typo(random, random.pick(texts)) : random.pick(texts);
}

function tags(random: Random, doorway: Doorway, store: Store | null): string[] {
  const list = doorway === 'till' ? ['pos', ...(store ? [store.city] : [])] : [];
  if (random.chance(0.05)) list.push(random.pick(['vip', 'VIP', 'wholesale', 'press', 'friend of the house']));
  return list;
}

const never: ShopifyConsent = { marketingState: 'NOT_SUBSCRIBED', marketingOptInLevel: null, marketingUpdatedAt: null };

/** Shopify hears of the wish when it is said at checkout; a withdrawal said elsewhere reaches it in two cases of three. */
function emailConsent(book: ShopifyBook, { attitude }: Subject, email: string | null, at: number): ShopifyConsent {
  const { random, world } = book;
  if (email === null || attitude.grantedAt === null) return never;
  const stated = Math.max(at, attitude.grantedAt);
  if (attitude.withdrawnAt !== null && attitude.withdrawnAt > stated && random.chance(0.67)) {
    return {
      marketingState: 'UNSUBSCRIBED',
      marketingOptInLevel: 'SINGLE_OPT_IN',
      marketingUpdatedAt: isoInstant(attitude.withdrawnAt),
    };
  }
  if (random.chance(0.04)) {
    return {
      marketingState: 'PENDING',
      marketingOptInLevel: 'CONFIRMED_OPT_IN',
      marketingUpdatedAt: isoInstant(stated),
    };
  }
  const level = random.pick(['SINGLE_OPT_IN', 'SINGLE_OPT_IN', 'CONFIRMED_OPT_IN', 'UNKNOWN'] as const);
  return {
    marketingState: 'SUBSCRIBED',
    marketingOptInLevel: level,
    marketingUpdatedAt: isoInstant(Math.min(stated, world.now)),
  };
}

function smsConsent(random: Random, { attitude }: Subject, phone: string | null, at: number): ShopifyConsent {
  if (phone === null || attitude.smsGrantedAt === null || random.chance(0.2)) return never;
  const stated = Math.max(at, attitude.smsGrantedAt);
  return { marketingState: 'SUBSCRIBED', marketingOptInLevel: 'SINGLE_OPT_IN', marketingUpdatedAt: isoInstant(stated) };
}

function isSameHome(one: ShopifyAddress, other: ShopifyAddress): boolean {
  return one.zip?.slice(0, 5) === other.zip?.slice(0, 5) && one.city?.toLowerCase() === other.city?.toLowerCase();
}
