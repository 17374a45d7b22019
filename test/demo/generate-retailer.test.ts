import { readFileSync } from 'node:fs';
import { isValidPhoneNumber } from 'libphonenumber-js';
import { describe, expect, test } from 'vitest';
import { datasetOf, generateRetailer, type RetailerPart } from './generate-retailer.ts';
import { type Manner, manners } from './manners.ts';
import { RateMeter, type Rates, rateBands } from './rates.ts';
import { stores } from './stores.ts';

const now = new Date('2026-11-24T15:30:00Z');
const retailer = generateRetailer({ people: 1500, seed: 7, now });
const parts = [...retailer.parts()];
const dataset = datasetOf(retailer);
const subjects = parts.flatMap((part) => part.subjects);
const answers = parts.flatMap((part) => part.views.answers);

describe('the same seed', () => {
  test('gives the same retailer, also when it is read twice', () => {
    const again = generateRetailer({ people: 1500, seed: 7, now });
    expect(JSON.stringify(views(again.parts()))).toBe(JSON.stringify(views(parts)));
    expect(JSON.stringify(views(retailer.parts()))).toBe(JSON.stringify(views(parts)));
  });

  test('differs from another seed', () => {
    const other = generateRetailer({ people: 300, seed: 8, now });
    expect(JSON.stringify(datasetOf(other).customers[0])).not.toBe(JSON.stringify(dataset.customers[0]));
  });
});

describe('the truth', () => {
  test('has as many people as asked for, each of them once', () => {
    expect(subjects).toHaveLength(1500);
    expect(new Set(subjects.map((subject) => subject.person.id)).size).toBe(1500);
  });

  test('holds twins, fathers and sons of one name, flats, moves and changed surnames', () => {
    const kinds = new Set(parts.map((part) => part.household.kind));
    expect([...kinds].sort()).toEqual(['couple', 'family', 'flat', 'junior', 'single', 'twins']);
    expect(parts.filter((part) => part.household.movedAt !== null).length).toBeGreaterThan(50);
    expect(subjects.filter((subject) => subject.person.birthFamily !== null).length).toBeGreaterThan(50);
  });

  test('gives nobody the mailbox or the mobile number of another', () => {
    const emails = subjects.flatMap((subject) => subject.contacts.emails);
    const mobiles = subjects.flatMap((subject) => subject.contacts.mobiles);
    expect(new Set(emails).size).toBe(emails.length);
    expect(new Set(mobiles).size).toBe(mobiles.length);
  });

  test('has only phone numbers that are valid in their country', () => {
    const numbers = subjects.flatMap(({ contacts }) => [...contacts.mobiles, contacts.landline ?? []].flat());
    const staff = stores.map((store) => store.staffPhone);
    expect([...new Set(numbers), ...staff].filter((number) => !isValidPhoneNumber(number))).toEqual([]);
  });

  test('writes to reserved domains, and at gmail.com to names that Gmail does not give', () => {
    const emails = subjects.flatMap(({ contacts }) => [...contacts.emails, contacts.work?.email ?? []].flat());
    const reachable = emails.filter((email) => !/@(.+\.)?(example|test|example\.(com|org|net))$/u.test(email));
    expect(reachable.every((email) => /^[^@]*-[^@]*@gmail\.com$/u.test(email))).toBe(true);
  });
});

describe('the answer key', () => {
  const keyed = (source: string) =>
    answers.filter((answer) => answer.source === source).map((answer) => answer.externalId);
  const column = (
    rows: 'squareCustomers' | 'crmContacts' | 'newsletterContacts' | 'loyaltyMembers' | 'tickets',
    at: number,
  ) => [...new Set(parts.flatMap((part) => part.views[rows].map((row) => row.cells[at] as string)))];

  test.each([
    ['shopify', () => dataset.customers.map((customer) => customer.id)],
    [
      'shopify_guest',
      () =>
        dataset.orders
          .filter((order) => order.customerId === null && order.sourceName !== 'pos')
          .map((order) => order.id),
    ],
    ['square', () => column('squareCustomers', 14)],
    ['crm', () => column('crmContacts', 0)],
    ['newsletter', () => column('newsletterContacts', 0)],
    ['loyalty', () => column('loyaltyMembers', 0)],
    ['tickets', () => column('tickets', 3)],
  ])('names the person behind every record of %s, once', (source, ids) => {
    expect(keyed(source).sort()).toEqual(ids().sort());
  });

  test('names the person behind every order, and nobody behind a sale at the till without a customer', () => {
    const orders = parts.flatMap((part) => part.views.orderAnswers);
    const ofShopify = orders.filter((order) => order.source === 'shopify').map((order) => order.externalId);
    expect(ofShopify.sort()).toEqual(dataset.orders.map((order) => order.id).sort());
    const unnamed = new Set(orders.filter((order) => order.personId === null).map((order) => order.externalId));
    for (const part of parts) {
      for (const { cells } of part.views.squareItems) expect(unnamed.has(cells[13] as string)).toBe(cells[21] === '');
    }
  });

  test('knows only people of the truth and the tester', () => {
    const people = new Set([...subjects.map((subject) => subject.person.id), 'P-STAFF']);
    expect(answers.filter((answer) => !people.has(answer.personId))).toEqual([]);
  });
});

describe('the records', () => {
  test('tell of nothing after now', () => {
    const text = JSON.stringify([dataset, views(parts)]);
    const late = [...text.matchAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?/gu)].filter(
      ([instant]) => instant.replace(' ', 'T') > now.toISOString(),
    );
    expect(late).toEqual([]);
  });

  test('hold an e-mail and a phone once on Shopify, as Shopify does', () => {
    const emails = dataset.customers.flatMap((customer) => customer.email ?? []);
    const phones = dataset.customers.flatMap((customer) => customer.phone ?? []);
    expect(new Set(emails).size).toBe(emails.length);
    expect(new Set(phones).size).toBe(phones.length);
    expect(emails.filter((email) => email !== email.trim().toLowerCase())).toEqual([]);
  });

  test('have Shopify ids on both sides of 2^53, each once, and order names that rise with time', () => {
    const ids = dataset.orders.map((order) => order.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(BigInt(ids[0] as string)).toBeLessThan(2n ** 53n);
    expect(BigInt(ids.at(-1) as string)).toBeGreaterThan(2n ** 53n);
    const byTime = dataset.orders
      .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
      .map((order) => Number(order.name.slice(1)));
    expect(new Set(byTime).size).toBe(ids.length);
    expect(Math.min(...byTime)).toBe(1001);
    expect(Math.max(...byTime)).toBe(1000 + ids.length);
    expect(byTime.filter((number, i) => i > 0 && number < (byTime[i - 1] as number) - 1)).toEqual([]);
  });

  test('refer to customers and variants that exist', () => {
    const customers = new Set(dataset.customers.map((customer) => customer.id));
    const variants = new Set(dataset.products.flatMap((product) => product.variants.map((variant) => variant.id)));
    expect(dataset.orders.filter((order) => order.customerId !== null && !customers.has(order.customerId))).toEqual([]);
    expect(
      dataset.orders.flatMap((order) => order.lineItems).filter((line) => !variants.has(line.variantId ?? '')),
    ).toEqual([]);
  });
});

describe('the rates', () => {
  const measured = measure(parts);

  test.each(Object.entries(rateBands))('keep %s within %j', (name, [low, high]) => {
    const rate = measured[name as keyof Rates];
    expect(rate).toBeGreaterThanOrEqual(low);
    expect(rate).toBeLessThanOrEqual(high);
  });

  test('of each fault by source stand in the README', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    const faults = Object.keys(manners.online) as (keyof Manner)[];
    const perCent = (rate: number) => (rate === 0 ? '' : String(Number((rate * 100).toFixed(1))));
    const rows = faults.map(
      (fault) =>
        `| ${fault} | ${Object.values(manners)
          .map((manner: Manner) => perCent(manner[fault]))
          .join(' | ')} |`,
    );
    expect(rows.filter((row) => !readme.includes(row))).toEqual([]);
  });

  test('stand in the README with the same bands', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    const missing = Object.entries(rateBands).filter(
      ([name, [low, high]]) => !readme.includes(`| ${name} | ${low} to ${high} |`),
    );
    expect(missing).toEqual([]);
  });
});

function measure(all: readonly RetailerPart[]): Rates {
  const meter = new RateMeter(retailer.world);
  for (const part of all) meter.take(part);
  return meter.rates();
}

function views(all: Iterable<RetailerPart>) {
  return Array.from(all, (part) => part.views);
}
