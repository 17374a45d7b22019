import type { BooksEntry } from '../books.ts';
import type { AdminClient } from './admin-client.server.ts';
import { MONEY } from './bulk-queries.ts';
import {
  idOf,
  instantOf,
  listOf,
  minorOf,
  objectOf,
  type Payload,
  requiredId,
  shopMinorOf,
  textOf,
  textsOf,
} from './payload.ts';
import { consentState } from './webhook-customer.ts';
import { orderStatus } from './webhook-order.ts';

export type ChangedSubject = 'orders' | 'customers';

/** Where a reading goes on: after this cursor among what changed since this instant. */
export type ChangesCursor = { since: string; after: string | null; pages: number };

export type ChangesPage = { entries: BooksEntry[]; objects: number; next: ChangesCursor | null };

/** Rows a page holds at most, as Shopify allows. */
const PAGE = 250;
/** Shopify pages 25,000 objects deep and no deeper: before that a new search begins where this one stopped. */
const MOST_PAGES = 80;

const ORDERS = `query ChangedOrders($query: String!, $after: String) {
  orders(first: ${PAGE}, after: $after, sortKey: UPDATED_AT, query: $query) {
    nodes { id name createdAt processedAt updatedAt cancelledAt test displayFinancialStatus displayFulfillmentStatus currencyCode
      customer { id } totalPriceSet { ${MONEY} } refunds { id createdAt totalRefundedSet { ${MONEY} } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const SLIM_CUSTOMER = `id createdAt updatedAt firstName lastName state tags numberOfOrders amountSpent { amount currencyCode }
      defaultEmailAddress { emailAddress marketingState } defaultPhoneNumber { phoneNumber marketingState }`;

const CUSTOMERS = `query ChangedCustomers($query: String!, $after: String) {
  customers(first: ${PAGE}, after: $after, sortKey: UPDATED_AT, query: $query) {
    nodes { ${SLIM_CUSTOMER} }
    pageInfo { hasNextPage endCursor }
  }
}`;

const CUSTOMERS_BY_ID = `query CustomersById($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { ${SLIM_CUSTOMER} } } }`;

const COUNTS = `query CountChanges($query: String!) {
  ordersCount(query: $query, limit: null) { count }
  customersCount(query: $query, limit: null) { count }
}`;

/** How many orders and customers have changed since then. One call of a few points, whatever the number. */
export async function countChanges(client: AdminClient, since: Date): Promise<number> {
  const counts = await client.graphql<Record<'ordersCount' | 'customersCount', { count: number } | null>>(COUNTS, {
    query: changedSince(since.toISOString()),
  });
  return (counts.ordersCount?.count ?? 0) + (counts.customersCount?.count ?? 0);
}

export function firstPage(since: Date): ChangesCursor {
  return { since: since.toISOString(), after: null, pages: 0 };
}

/** One page of what has changed, the longest unchanged first. An object that changes while we read may come twice. */
export async function readChanges(
  client: AdminClient,
  subject: ChangedSubject,
  cursor: ChangesCursor,
): Promise<ChangesPage> {
  const document = subject === 'orders' ? ORDERS : CUSTOMERS;
  const answer = await client.graphql<Record<string, Payload>>(document, {
    query: changedSince(cursor.since),
    after: cursor.after,
  });
  const page = objectOf(answer[subject]);
  const nodes = listOf(page?.['nodes']);
  const read = subject === 'orders' ? orderEntries : customerEntry;
  return { entries: nodes.flatMap(read), objects: nodes.length, next: nextOf(cursor, page, nodes.at(-1)) };
}

/** Most ids that `readCustomers` takes at once. */
export const CUSTOMERS_AT_ONCE = 100;

/** These customers, whenever they changed: a new order changes a customer's figures and not always the customer. */
export async function readCustomers(client: AdminClient, ids: readonly string[]): Promise<BooksEntry[]> {
  const { nodes } = await client.graphql<{ nodes: unknown[] }>(CUSTOMERS_BY_ID, {
    ids: ids.map((id) => `gid://shopify/Customer/${id}`),
  });
  return nodes.flatMap((node) => {
    const customer = objectOf(node);
    return customer ? customerEntry(customer) : [];
  });
}

function changedSince(since: string): string {
  return `updated_at:>='${since}'`;
}

function nextOf(cursor: ChangesCursor, page: Payload | null, last: Payload | undefined): ChangesCursor | null {
  const info = objectOf(page?.['pageInfo']);
  if (info?.['hasNextPage'] !== true) {
    return null;
  }
  const reached = textOf(last?.['updatedAt']);
  if (cursor.pages + 1 >= MOST_PAGES && reached !== null && reached > cursor.since) {
    return { since: reached, after: null, pages: 0 };
  }
  return { ...cursor, after: textOf(info['endCursor']), pages: cursor.pages + 1 };
}

function orderEntries(node: Payload): BooksEntry[] {
  const externalId = requiredId(node['id'], 'order');
  const currency = textOf(node['currencyCode']) ?? 'USD';
  const name = textOf(node['name']);
  const versionAt = instantOf(node['updatedAt']);
  const order: BooksEntry = {
    subject: 'order',
    externalId,
    name,
    happenedAt: instantOf(node['processedAt']) ?? instantOf(node['createdAt']) ?? new Date(0),
    versionAt,
    amountMinor: shopMinorOf(node['totalPriceSet'], currency) ?? 0,
    state: orderStatus(node['cancelledAt'], node['displayFinancialStatus']),
    said: {
      isTest: node['test'] === true,
      customer: idOf(objectOf(node['customer'])?.['id']),
      createdAt: textOf(node['createdAt']),
      cancelledAt: textOf(node['cancelledAt']),
      fulfilled: node['displayFulfillmentStatus'] === 'FULFILLED',
    },
  };
  const refunds = listOf(node['refunds']).map((refund): BooksEntry => {
    const at = instantOf(refund['createdAt']) ?? new Date(0);
    const amountMinor = shopMinorOf(refund['totalRefundedSet'], currency) ?? 0;
    const id = requiredId(refund['id'], 'refund');
    return {
      subject: 'refund',
      externalId: id,
      orderExternalId: externalId,
      name,
      happenedAt: at,
      versionAt: at,
      amountMinor,
      said: { createdAt: textOf(refund['createdAt']) },
    };
  });
  return [order, ...refunds];
}

/** The columns of a customer's record that every kind of message tells in the same words. */
function customerEntry(node: Payload): BooksEntry[] {
  const spent = objectOf(node['amountSpent']);
  const email = objectOf(node['defaultEmailAddress']);
  const phone = objectOf(node['defaultPhoneNumber']);
  const currency = textOf(spent?.['currencyCode']) ?? 'USD';
  const spentMinor = minorOf(spent?.['amount'], currency) ?? 0;
  return [
    {
      subject: 'customer',
      externalId: requiredId(node['id'], 'customer'),
      name: null,
      happenedAt: instantOf(node['createdAt']) ?? new Date(0),
      versionAt: instantOf(node['updatedAt']),
      amountMinor: spentMinor,
      said: {
        createdAt: textOf(node['createdAt']),
        columns: {
          given_name: textOf(node['firstName']),
          family_name: textOf(node['lastName']),
          email: textOf(email?.['emailAddress']),
          phone: textOf(phone?.['phoneNumber']),
          account_state: textOf(node['state'])?.toLowerCase() ?? null,
        },
        tags: textsOf(node['tags']).sort(),
        ordersCount: Number(node['numberOfOrders'] ?? 0),
        emailConsent: email ? consentState(email['marketingState']) : null,
        smsConsent: phone ? consentState(phone['marketingState']) : null,
      },
    },
  ];
}
