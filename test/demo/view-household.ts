import type { Contacts } from './contacts.ts';
import { fileCrmContacts } from './crm-contacts.ts';
import type { Household } from './households.ts';
import type { Ledger } from './ledger.ts';
import { fileLoyaltyMember, type LoyaltyCard } from './loyalty-members.ts';
import { fileNewsletterContacts } from './newsletter-contacts.ts';
import { Random } from './random.ts';
import { fileReview } from './reviews.ts';
import type { Sale } from './sales.ts';
import { sellTo } from './sell.ts';
import { openShopifyDesk, type ShopifyDesk, sellOnShopify, signUpForNews } from './shopify-desk.ts';
import { planShopping, type ShoppingPlan, sellsOnShopify } from './shopping.ts';
import { countVisit, identifyAtTill, type SquareDesk } from './square-desk.ts';
import { squareCustomerRow, writeReceipt } from './square-files.ts';
import { makeSubject, type Subject } from './subjects.ts';
import { fileTicket } from './tickets.ts';
import { emptyViews, type Views } from './views.ts';
import type { World } from './world.ts';

/** What is true of a household and of the passers-by generated along with it. */
export type Truth = { household: Household; subjects: readonly Subject[]; sales: readonly Sale[] };

type Filing = { world: World; ledger: Ledger; random: Random; views: Views };

/** The household's truth and every system's records of it. Must be called in the order of households for one ledger. */
export function viewHousehold(
  world: World,
  ledger: Ledger,
  household: Household,
  contacts: readonly Contacts[],
): Truth & { views: Views } {
  const plan = planShopping(world, household);
  const sales = sellTo(world, household, plan);
  const subjects = introduce(world, household, { contacts, plan, sales });
  const views = emptyViews();
  const filing: Filing = { world, ledger, views, random: new Random(world.seed, 'records', household.index) };
  const cards = fileContacts(filing, subjects);
  fileSales(filing, { subjects, sales, cards });
  return { household, subjects, sales, views };
}

type Facts = { contacts: readonly Contacts[]; plan: ShoppingPlan; sales: readonly Sale[] };

function introduce(world: World, household: Household, { contacts, plan, sales }: Facts): Subject[] {
  return household.people.map((person, position) =>
    makeSubject(world, {
      person,
      household,
      contacts: contacts[position] as Contacts,
      shopper: plan.shoppers[position] as Subject['shopper'],
      sales: sales.filter((sale) => sale.visit.position === position),
    }),
  );
}

/** CRM, newsletter and loyalty card of each person; gives the cards by position. */
function fileContacts(filing: Filing, subjects: readonly Subject[]): (LoyaltyCard | null)[] {
  let familyCard: LoyaltyCard | null = null;
  return subjects.map((subject) => {
    fileCrmContacts(filing, subject);
    fileNewsletterContacts(filing, subject);
    const card = fileLoyaltyMember(filing, subject, familyCard);
    familyCard ??= card;
    return card;
  });
}

type Business = { subjects: readonly Subject[]; sales: readonly Sale[]; cards: readonly (LoyaltyCard | null)[] };
type Desks = { shopify: ShopifyDesk; square: SquareDesk };

function fileSales(filing: Filing, { subjects, sales, cards }: Business): void {
  const { world, random, views } = filing;
  const desks: Desks = {
    shopify: openShopifyDesk(filing),
    square: { world, random, views, people: new Map(), profiles: [] },
  };
  for (const sale of sales) {
    const { position } = sale.visit;
    if (position === null) fileSale(desks, sale, null, null);
    else {
      const subject = subjects[position] as Subject;
      const orderName = fileSale(desks, sale, subject, cards[position] ?? null);
      fileReview(filing, subject, sale);
      fileTicket(filing, subject, sale, orderName);
    }
  }
  for (const subject of subjects) signUpForNews(desks.shopify, subject);
  for (const profile of desks.square.profiles) views.squareCustomers.push(squareCustomerRow(profile));
}

/** Books a sale where it was made. Gives the name of Shopify's order; null for a receipt, whose number nobody quotes. */
function fileSale(desks: Desks, sale: Sale, subject: Subject | null, card: LoyaltyCard | null): string | null {
  if (sellsOnShopify(sale.visit)) return sellOnShopify(desks.shopify, subject, sale);
  sellOnSquare(desks.square, subject, sale, card);
  return null;
}

/** A receipt at one of Square's tills. */
function sellOnSquare(desk: SquareDesk, subject: Subject | null, sale: Sale, card: LoyaltyCard | null): void {
  const { at } = sale.visit;
  const number = card !== null && card.joinedAt <= at ? card.number : null;
  const profile = subject === null ? null : identifyAtTill(desk, subject, sale, number);
  const transactionId = writeReceipt(desk.views, desk.random, sale, profile);
  if (profile) {
    countVisit(profile, at, sale.totalMinor);
    if (sale.returned) countVisit(profile, sale.returned.at, -sale.returned.amountMinor);
  }
  desk.views.orderAnswers.push({
    source: 'square',
    externalId: transactionId,
    personId: profile ? (subject as Subject).person.id : null,
  });
}
