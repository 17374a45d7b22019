import { Refusal } from '#app/platform/refusal.ts';
import type { AdminClient } from '#app/sources/shopify/admin-client.server.ts';

/** A segment in Shopify. */
export type ShopifySegmentRow = { id: string; name: string; query: string };

type Page = { segments: { nodes: ShopifySegmentRow[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } };
type Written = { segment: ShopifySegmentRow | null; userErrors: { field: string[] | null; message: string }[] };

const SEGMENTS = `#graphql
  query Segments($after: String) {
    segments(first: 250, after: $after) { nodes { id name query } pageInfo { hasNextPage endCursor } }
  }`;
const CREATE = `#graphql
  mutation CreateSegment($name: String!, $query: String!) {
    written: segmentCreate(name: $name, query: $query) { segment { id name query } userErrors { field message } }
  }`;
const UPDATE = `#graphql
  mutation UpdateSegment($id: ID!, $query: String!) {
    written: segmentUpdate(id: $id, query: $query) { segment { id name query } userErrors { field message } }
  }`;
const DELETE = `#graphql
  mutation DeleteSegment($id: ID!) { segmentDelete(id: $id) { deletedSegmentId userErrors { message } } }`;

/** All segments of the shop in Shopify. One call for each 250. */
export async function shopifySegments(admin: AdminClient): Promise<ShopifySegmentRow[]> {
  const found: ShopifySegmentRow[] = [];
  for (let after: string | null = null; ; ) {
    const { segments }: Page = await admin.graphql<Page>(SEGMENTS, { after });
    found.push(...segments.nodes);
    if (!segments.pageInfo.hasNextPage) {
      return found;
    }
    after = segments.pageInfo.endCursor;
  }
}

const SEGMENT = `#graphql
  query Segment($id: ID!) { segment(id: $id) { id name query } }`;

/** One segment by the digits of its id; null if it is gone. */
export async function shopifySegment(admin: AdminClient, id: string): Promise<ShopifySegmentRow | null> {
  const gid = `gid://shopify/Segment/${id}`;
  const { segment } = await admin.graphql<{ segment: ShopifySegmentRow | null }>(SEGMENT, { id: gid });
  return segment;
}

/**
 * Makes Shopify's segment say `query`: changes the one that is known, else makes one, else takes over the one that an
 * interrupted attempt left. Throws a Refusal in Shopify's words.
 */
export async function writeSegment(
  admin: AdminClient,
  known: { gid: string | null; name: string },
  query: string,
): Promise<ShopifySegmentRow> {
  const updated = known.gid === null ? null : await update(admin, known.gid, query);
  return updated ?? (await create(admin, known.name, query));
}

/** Null if the segment is gone. */
async function update(admin: AdminClient, id: string, query: string): Promise<ShopifySegmentRow | null> {
  const { written } = await admin.graphql<{ written: Written }>(UPDATE, { id, query });
  const isGone = written.userErrors.some((error) => error.field?.at(-1) === 'id');
  return isGone ? null : rowOf(written);
}

async function create(admin: AdminClient, name: string, query: string): Promise<ShopifySegmentRow> {
  const { written } = await admin.graphql<{ written: Written }>(CREATE, { name, query });
  if (!written.userErrors.some((error) => error.field?.at(-1) === 'name')) {
    return rowOf(written);
  }
  const own = `${name} (Onefold)`;
  const named = (await shopifySegments(admin)).filter((one) => one.name === name || one.name === own);
  const left = named.find((one) => one.query === query) ?? named.find((one) => one.name === own);
  if (left) {
    return (await update(admin, left.id, query)) ?? left;
  }
  const again = await admin.graphql<{ written: Written }>(CREATE, { name: own, query });
  return rowOf(again.written);
}

function rowOf(written: Written): ShopifySegmentRow {
  const [error] = written.userErrors;
  if (error || !written.segment) {
    throw new Refusal(
      'activation.segment_refused',
      `Shopify refuses the segment: ${error?.message ?? 'no reason given'}`,
    );
  }
  return written.segment;
}

/** Takes Shopify's segment away; one that is gone already is no fault. */
export async function deleteSegmentInShopify(admin: AdminClient, id: string): Promise<void> {
  await admin.graphql(DELETE, { id });
}
