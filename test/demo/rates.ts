import type { ShopifyCustomer } from '#test/shopify/dataset.ts';
import type { RetailerPart } from './generate-retailer.ts';
import type { Sale } from './sales.ts';
import type { Subject } from './subjects.ts';
import type { World } from './world.ts';

/**
 * The bands in which the rates of a retailer of 1,000 people or more over three years lie. Shares are of 1; growth and
 * peak are factors. README.md repeats the table, and a test compares the two.
 */
export const rateBands = {
  oneTimeBuyers: [0.5, 0.62],
  buyersInBothChannels: [0.17, 0.27],
  buyersOnlineOnly: [0.4, 0.62],
  buyersTillOnly: [0.18, 0.34],
  anonymousTillRevenue: [0.3, 0.45],
  ordersReturned: [0.04, 0.08],
  onlineOrdersCancelled: [0.005, 0.025],
  ordersDiscounted: [0.15, 0.34],
  onlineOrdersAsPresent: [0.05, 0.15],
  onlineOrdersByGuests: [0.1, 0.25],
  shopifyDuplicates: [0.02, 0.1],
  squareInstantProfiles: [0.12, 0.35],
  growth: [1.5, 3.4],
  holidayPeak: [1.3, 2.6],
  consentAgainstTheWish: [0.02, 0.18],
  peopleInHouseholds: [0.7, 0.9],
} as const satisfies Record<string, readonly [number, number]>;

export type Rates = Record<keyof typeof rateBands, number>;

type Tally = Record<
  | 'people'
  | 'together'
  | 'buyers'
  | 'oneTime'
  | 'both'
  | 'onlineOnly'
  | 'tillOnly'
  | 'orders'
  | 'returned'
  | 'discounted'
  | 'online'
  | 'cancelled'
  | 'presents'
  | 'guests'
  | 'tillMinor'
  | 'anonymousMinor'
  | 'customers'
  | 'duplicates'
  | 'profiles'
  | 'instant'
  | 'firstYear'
  | 'lastYear'
  | 'holidays'
  | 'subscribed'
  | 'unwished',
  number
>;

/** Measures a retailer part by part: what is true of it, and how often its records are at fault. */
export class RateMeter {
  #world: World;
  #tally = new Proxy({} as Tally, { get: (counts, key: keyof Tally) => counts[key] ?? 0 });

  constructor(world: World) {
    this.#world = world;
  }

  take(part: RetailerPart): void {
    for (const subject of part.subjects) this.#takePerson(subject);
    for (const sale of part.sales) this.#takeSale(sale);
    this.#takeTill(part);
    this.#takeShopify(part);
    for (const profile of part.views.squareCustomers) {
      this.#tally.profiles++;
      if (profile.cells.includes('Instant Profile')) this.#tally.instant++;
    }
  }

  rates(): Rates {
    const t = this.#tally;
    return {
      oneTimeBuyers: t.oneTime / t.buyers,
      buyersInBothChannels: t.both / t.buyers,
      buyersOnlineOnly: t.onlineOnly / t.buyers,
      buyersTillOnly: t.tillOnly / t.buyers,
      anonymousTillRevenue: t.anonymousMinor / t.tillMinor,
      ordersReturned: t.returned / t.orders,
      onlineOrdersCancelled: t.cancelled / t.online,
      ordersDiscounted: t.discounted / t.orders,
      onlineOrdersAsPresent: t.presents / t.online,
      onlineOrdersByGuests: t.guests / t.online,
      shopifyDuplicates: t.duplicates / t.customers,
      squareInstantProfiles: t.instant / t.profiles,
      growth: t.lastYear / t.firstYear,
      holidayPeak: t.holidays / t.orders / (61 / 365.25),
      consentAgainstTheWish: t.unwished / t.subscribed,
      peopleInHouseholds: t.together / t.people,
    };
  }

  #takePerson({ household, sales }: Subject): void {
    const t = this.#tally;
    t.people++;
    if (household.people.length > 1) t.together++;
    if (sales.length === 0) return;
    t.buyers++;
    if (sales.length === 1) t.oneTime++;
    const online = sales.filter((sale) => sale.visit.channel === 'online').length;
    if (online === sales.length) t.onlineOnly++;
    else if (online === 0) t.tillOnly++;
    else t.both++;
  }

  #takeSale(sale: Sale): void {
    const t = this.#tally;
    const { at, channel } = sale.visit;
    const year = 365.25 * 86_400_000;
    t.orders++;
    if (sale.returned) t.returned++;
    if (sale.discountMinor > 0) t.discounted++;
    if (channel === 'online') t.online++;
    if (sale.cancellation) t.cancelled++;
    if (sale.present) t.presents++;
    if (at < this.#world.start + year) t.firstYear++;
    if (at >= this.#world.now - year) t.lastYear++;
    if (new Date(at).getUTCMonth() >= 10) t.holidays++;
  }

  /** Revenue at all tills, Square's and Shopify's, against that which hangs on no customer. */
  #takeTill({ sales, views }: RetailerPart): void {
    const named = new Map(views.orderAnswers.map((answer, i) => [i, answer.personId !== null]));
    sales.forEach((sale, i) => {
      if (sale.visit.channel !== 'till') return;
      this.#tally.tillMinor += sale.totalMinor;
      if (!named.get(i)) this.#tally.anonymousMinor += sale.totalMinor;
    });
  }

  #takeShopify({ views, subjects }: RetailerPart): void {
    const t = this.#tally;
    const owner = new Map(
      views.answers.filter(({ source }) => source === 'shopify').map((key) => [key.externalId, key.personId]),
    );
    const seen = new Set<string>();
    for (const customer of views.shopifyCustomers) {
      const person = owner.get(customer.id) as string;
      t.customers++;
      if (seen.has(person)) t.duplicates++;
      seen.add(person);
      this.#takeConsent(customer, subjects.find((subject) => subject.person.id === person) as Subject);
    }
    t.guests += views.answers.filter(({ source }) => source === 'shopify_guest').length;
  }

  #takeConsent({ emailConsent }: ShopifyCustomer, { attitude }: Subject): void {
    if (emailConsent.marketingState !== 'SUBSCRIBED') return;
    this.#tally.subscribed++;
    if (attitude.withdrawnAt !== null) this.#tally.unwished++;
  }
}
