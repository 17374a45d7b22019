import type { CustomerPatch } from '#app/records/cleaned.ts';
import type { OrderDeletion } from '#app/records/delete-orders.server.ts';
import type { RecordInput } from '#app/records/types.ts';
import type { AdminClient } from './admin-client.server.ts';
import { CUSTOMER_NODE, LINE_NODE, MONEY, ORDER_NODE, REFUND_NODE } from './bulk-queries.ts';
import { customerFromBulk, orderFromBulk } from './bulk-records.ts';
import { listOf, objectOf, type Payload, textOf } from './payload.ts';

/** What Shopify says of single objects now. Those it does not know any more are gone. */
export type Refetched = {
  records: RecordInput[];
  patches: CustomerPatch[];
  deletedOrders: OrderDeletion[];
  /** External ids of customers that are not there any more. */
  goneCustomers: string[];
};

/** With fifty lines and twenty lines of refunds each, five orders stay below the thousand points a call may cost. */
const ORDERS_AT_ONCE = 5;
const CUSTOMERS_AT_ONCE = 50;

const ORDERS = `query RefetchOrders($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { ${ORDER_NODE}
  refunds { ${REFUND_NODE}
    refundLineItems(first: 20) { nodes {
      lineItem { id } quantity subtotalSet { ${MONEY} } totalTaxSet { ${MONEY} }
    } }
  }
  lineItems(first: 50) { nodes { ${LINE_NODE} } pageInfo { hasNextPage endCursor } }
} } }`;

const FURTHER_LINES = `query FurtherLines($id: ID!, $after: String) { order(id: $id) {
  lineItems(first: 100, after: $after) { nodes { ${LINE_NODE} } pageInfo { hasNextPage endCursor } }
} }`;

const CUSTOMERS = `query RefetchCustomers($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { ${CUSTOMER_NODE} } } }`;

/**
 * Shopify tells the second in which an object changed. What is fetched once that second is over has heard of all that happened in
 * it, so it beats whatever a delivery of the same second said.
 */
const WITHIN_THE_SECOND_MS = 500;
const SECOND_MS = 1000;

/** Orders by external id as they are now. One call for each five; `asOf` dates what is found to be gone. */
export async function refetchOrders(client: AdminClient, ids: readonly string[], asOf: Date): Promise<Refetched> {
  const found = nothing();
  for (const some of inPieces(ids, ORDERS_AT_ONCE)) {
    const { nodes } = await client.graphql<{ nodes: unknown[] }>(ORDERS, { ids: some.map((id) => gid('Order', id)) });
    for (const [index, id] of some.entries()) {
      const node = objectOf(nodes[index]);
      if (node === null) {
        found.deletedOrders.push({ externalId: id, at: asOf });
      } else {
        found.records.push(
          ...orderFromBulk({ root: node, children: await linesOf(client, node) }).map(asFetchedAt(asOf)),
        );
      }
    }
  }
  return found;
}

/** Customers by external id as they are now; their purchasing summary counts as of a second before `asOf`. */
export async function refetchCustomers(client: AdminClient, ids: readonly string[], asOf: Date): Promise<Refetched> {
  const found = nothing();
  for (const some of inPieces(ids, CUSTOMERS_AT_ONCE)) {
    const { nodes } = await client.graphql<{ nodes: unknown[] }>(CUSTOMERS, {
      ids: some.map((id) => gid('Customer', id)),
    });
    for (const [index, id] of some.entries()) {
      const node = objectOf(nodes[index]);
      if (node === null) {
        found.goneCustomers.push(id);
        found.records.push(tombstone(id, asOf));
      } else {
        addCustomer(found, node, asOf);
      }
    }
  }
  return found;
}

function nothing(): Refetched {
  return { records: [], patches: [], deletedOrders: [], goneCustomers: [] };
}

function addCustomer(found: Refetched, node: Payload, asOf: Date): void {
  const at = new Date(asOf.getTime() - SECOND_MS);
  for (const record of customerFromBulk({ root: node, children: [] }).map(asFetchedAt(asOf))) {
    found.records.push(record);
    if (record.kind === 'customer' && record.totals) {
      const { ordersCount = null, spentMinor = null, currency = null } = record.totals;
      found.patches.push({ externalId: record.externalId, at, totals: { ordersCount, spentMinor, currency } });
    }
  }
}

function tombstone(externalId: string, deletedAt: Date): RecordInput {
  return {
    kind: 'customer',
    recordKind: 'customer',
    provenance: 'said',
    externalId,
    versionAt: deletedAt,
    deletedAt,
  };
}

function asFetchedAt(asOf: Date): (record: RecordInput) => RecordInput {
  return (record) => {
    const changedAt = record.versionAt?.getTime() ?? Number.POSITIVE_INFINITY;
    const isOver = asOf.getTime() - changedAt >= SECOND_MS;
    return isOver ? { ...record, versionAt: new Date(changedAt + WITHIN_THE_SECOND_MS) } : record;
  };
}

async function linesOf(client: AdminClient, order: Payload): Promise<Payload[]> {
  let page = objectOf(order['lineItems']);
  const lines = listOf(page?.['nodes']);
  for (let after = nextOf(page); after !== null; after = nextOf(page)) {
    const answer = await client.graphql<{ order: Payload | null }>(FURTHER_LINES, { id: order['id'], after });
    page = objectOf(answer.order?.['lineItems']);
    lines.push(...listOf(page?.['nodes']));
  }
  return lines;
}

function nextOf(page: Payload | null): string | null {
  const info = objectOf(page?.['pageInfo']);
  return info?.['hasNextPage'] === true ? textOf(info['endCursor']) : null;
}

function gid(type: 'Order' | 'Customer', id: string): string {
  return `gid://shopify/${type}/${id}`;
}

function inPieces<Item>(items: readonly Item[], size: number): Item[][] {
  const pieces: Item[][] = [];
  for (let from = 0; from < items.length; from += size) {
    pieces.push(items.slice(from, from + size));
  }
  return pieces;
}
