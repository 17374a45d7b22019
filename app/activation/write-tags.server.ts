import { setTimeout as sleep } from 'node:timers/promises';
import type { AdminClient, Budget } from '#app/sources/shopify/admin-client.server.ts';
import type { Change, Settled } from './outbox.server.ts';

/** Customers in one call: 25 mutations at 10 points each, of a budget of 2,000 in the smallest plan. */
export const TAGS_AT_ONCE = 25;
const POINTS_OF_A_CHANGE = 10;
/** Share of the budget that stays for whatever a person does meanwhile. */
const KEPT_FREE = 0.3;
const LONGEST_WAIT_MS = 30_000;

const gidOf = (customerId: string) => `gid://shopify/Customer/${customerId}`;
const idOf = (gid: string) => gid.slice(gid.lastIndexOf('/') + 1);
const carries = (tags: readonly string[], tag: string) => tags.some((one) => one.toLowerCase() === tag.toLowerCase());

type Tagged = { id: string; tags: string[] };
type Page = { customers: { nodes: Tagged[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } };

const CUSTOMERS_WITH_TAG = `#graphql
  query CustomersWithTag($query: String!, $after: String) {
    customers(first: 250, query: $query, after: $after) { nodes { id tags } pageInfo { hasNextPage endCursor } }
  }`;

/** Ids of all customers who carry a tag in Shopify now. One call for each 250. */
export async function customersWithTag(admin: AdminClient, tag: string): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ; ) {
    const { customers }: Page = await admin.graphql<Page>(CUSTOMERS_WITH_TAG, { query: `tag:"${tag}"`, after });
    found.push(...customers.nodes.filter((one) => carries(one.tags, tag)).map((one) => idOf(one.id)));
    if (!customers.pageInfo.hasNextPage) {
      return found;
    }
    after = customers.pageInfo.endCursor;
  }
}

const TAGS_OF = `#graphql
  query TagsOf($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { id tags } } }`;

/**
 * Of changes that may or may not have reached Shopify: those that did, or that are needless since the customer is gone; the
 * rest did not, and is to be sent again.
 */
export async function settleDoubt(
  admin: AdminClient,
  tag: string,
  changes: readonly Change[],
): Promise<{ settled: Settled[]; unsent: string[] }> {
  const { nodes } = await admin.graphql<{ nodes: (Tagged | null)[] }>(TAGS_OF, {
    ids: changes.map((one) => gidOf(one.customerId)),
  });
  const tags = new Map(nodes.filter((node) => node !== null).map((node) => [idOf(node.id), node.tags]));
  const arrived = ({ customerId, op }: Change) => carries(tags.get(customerId) ?? [], tag) === (op === 'add');
  return {
    settled: changes
      .filter((one) => arrived(one))
      .map(({ customerId }) => ({ customerId, state: 'done', message: null })),
    unsent: changes.filter((one) => !arrived(one)).map((one) => one.customerId),
  };
}

type Answers = Record<string, { userErrors: { message: string }[] } | null>;

/** Tags and untags customers in one call; what Shopify refuses fails alone, with Shopify's own words. */
export async function writeTags(admin: AdminClient, tag: string, changes: readonly Change[]): Promise<Settled[]> {
  await waitForBudget(admin.budget(), changes.length * POINTS_OF_A_CHANGE);
  const ids = Object.fromEntries(changes.map((one, index) => [`id${index}`, gidOf(one.customerId)]));
  const answers = await admin.graphql<Answers>(documentFor(changes), { ...ids, tags: [tag] });
  return changes.map(({ customerId, op }, index) => settledBy(customerId, op, answers[`c${index}`]));
}

function documentFor(changes: readonly Change[]): string {
  const variables = changes.map((_change, index) => `$id${index}: ID!`).join(', ');
  const fields = changes.map(
    ({ op }, index) =>
      `c${index}: ${op === 'add' ? 'tagsAdd' : 'tagsRemove'}(id: $id${index}, tags: $tags) { userErrors { message } }`,
  );
  return `mutation Tags($tags: [String!]!, ${variables}) { ${fields.join(' ')} }`;
}

/** Who is no longer a customer needs no tag taken away. */
const GONE = /does not exist|not found/i;

function settledBy(customerId: string, op: Change['op'], answer: Answers[string] | undefined): Settled {
  if (!answer) {
    return { customerId, state: 'failed', message: 'Shopify gave no answer for this customer.' };
  }
  const [error] = answer.userErrors;
  if (!error) {
    return { customerId, state: 'done', message: null };
  }
  return op === 'remove' && GONE.test(error.message)
    ? { customerId, state: 'needless', message: error.message }
    : { customerId, state: 'failed', message: error.message };
}

async function waitForBudget(budget: Budget | null, points: number): Promise<void> {
  const waitMs = budget ? waitBefore(budget, points) : 0;
  if (waitMs > 0) {
    await sleep(waitMs);
  }
}

/** Milliseconds until so many points can be spent with the rest still free. */
export function waitBefore(budget: Budget, points: number): number {
  const missing = points + budget.maximum * KEPT_FREE - budget.available;
  return missing <= 0 ? 0 : Math.min(LONGEST_WAIT_MS, (missing / budget.restoreRate) * 1000);
}
