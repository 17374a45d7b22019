import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanBatch } from '#app/normalise/clean-batch.ts';
import type { CustomerRecordInput } from '#app/records/types.ts';
import { createRowTransformer } from '#app/sources/rows-to-records.ts';
import { parsePayload } from '#app/sources/shopify/payload.ts';
import { customerFromWebhook, guestFromOrder } from '#app/sources/shopify/webhook-customer.ts';
import { inspectTable } from '#app/sources/upload/inspect-table.ts';
import { openUpload } from '#app/sources/upload/open-upload.server.ts';
import { localFile } from '#app/sources/upload/stored-file.server.ts';
import { generateRetailer, type Retailer } from '#test/demo/generate-retailer.ts';
import { writeRetailer } from '#test/demo/write-retailer.ts';
import type { ShopifyOrder } from '#test/shopify/dataset.ts';
import { orderAddressPayload } from '#test/shopify/webhooks/address-payload.ts';
import { customerPayload } from '#test/shopify/webhooks/customer-payload.ts';
import { type Person, personOf } from './people-records.ts';

/** A person of the demo retailer with the answer: whose record it is, and of which household; null = not in the key. */
export type DemoPerson = Person & { personId: string | null; householdId: string | null };

const SHOP = { currency: 'USD', zone: 'America/New_York', country: 'US' };
/** The day on which all sizes end, so that a figure can be had again. */
const NOW = new Date('2026-11-24T00:00:00Z');

const SOURCES = ['shopify', 'square', 'crm', 'newsletter', 'loyalty', 'tickets', 'reviews'];

const FILES = [
  ['square-customers.csv', 'square'],
  ['crm-contacts.csv', 'crm'],
  ['newsletter-contacts.csv', 'newsletter'],
  ['loyalty.csv', 'loyalty'],
  ['tickets.csv', 'tickets'],
  ['reviews.csv', 'reviews'],
] as const;

/**
 * All customer-like records of the demo retailer as the product's own readers make them of Shopify's payloads and of the files, less
 * the names that tills read off cards. About a minute for 100,000 people.
 */
export async function readDemoPeople(size: number, seed: number): Promise<DemoPerson[]> {
  const retailer = generateRetailer({ people: size, seed, now: NOW });
  const folder = mkdtempSync(join(tmpdir(), 'retailer-'));
  try {
    await writeRetailer(retailer, folder);
    const answers = readAnswers(join(folder, 'answer-key.csv'));
    const people: DemoPerson[] = [];
    const seen = new Set<string>();
    const add = (source: string, input: CustomerRecordInput) => {
      const key = `${source},${input.externalId.replace(/^guest:/, '')}`;
      const [clean] = cleanBatch([input], SHOP).customers;
      if (clean === undefined || clean.recordKind === 'instant' || seen.has(key)) return;
      seen.add(key);
      const [personId, householdId] = answers.get(key) ?? [null, null];
      people.push({
        ...personOf(people.length + 1, clean, source, SOURCES.indexOf(source.replace('_guest', '')) + 1),
        personId,
        householdId,
      });
    };
    for (const customer of shopifyPeople(retailer)) add(...customer);
    for (const [file, source] of FILES) for await (const input of peopleOfFile(join(folder, file))) add(source, input);
    return people;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readAnswers(path: string): Map<string, [personId: string, householdId: string]> {
  const rows = readFileSync(path, 'utf8').trim().split(/\r?\n/).slice(1);
  return new Map(
    rows.map((row) => {
      const [source, id, person, household] = row.split(',') as [string, string, string, string];
      return [`${source},${id}`, [person, household]];
    }),
  );
}

function* shopifyPeople(retailer: Retailer): Generator<[source: string, input: CustomerRecordInput]> {
  const read = (payload: unknown) => parsePayload(JSON.stringify(payload));
  for (const { views } of retailer.parts()) {
    for (const customer of views.shopifyCustomers)
      yield [
        'shopify',
        { ...customerFromWebhook(read(customerPayload(customer, retailer.shopify.shop))), externalId: customer.id },
      ];
    for (const order of views.shopifyOrders) {
      if (order.customerId !== null) continue;
      const guest = guestFromOrder(read(guestPayload(order)), order.id);
      if (guest) yield ['shopify_guest', guest];
    }
  }
}

/** Of an order without a customer what tells who placed it. */
function guestPayload(order: ShopifyOrder): object {
  return {
    email: order.email,
    phone: order.phone,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    billing_address: orderAddressPayload(order.billingAddress),
    shipping_address: orderAddressPayload(order.shippingAddress),
  };
}

async function* peopleOfFile(path: string): AsyncGenerator<CustomerRecordInput> {
  const { tables } = await openUpload(await localFile(path));
  const table = tables[0]!;
  const { columns, proposal } = await inspectTable(table, SHOP);
  const context = { columns, fileName: table.name, shop: SHOP, readAt: NOW };
  const reader = createRowTransformer(proposal.mapping, context);
  const customers = (outcomes: ReturnType<typeof reader.push>) =>
    outcomes
      .flatMap((outcome) => (outcome.outcome === 'kept' ? outcome.records : []))
      .filter((input) => input.kind === 'customer');
  for await (const { data } of table.dataRows()) yield* customers(reader.push(data));
  yield* customers(reader.end());
}
