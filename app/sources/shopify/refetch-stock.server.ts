import type { VariantStock } from '#app/records/store-stock.server.ts';
import type { AdminClient } from './admin-client.server.ts';
import { idOf, listOf, objectOf } from './payload.ts';

const AT_ONCE = 100;

const STOCK = `query RefetchStock($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem {
  id tracked variant { id inventoryQuantity inventoryPolicy }
} } }`;

/**
 * The stock of variants over all locations, by the ids of their inventory items: a message tells one location only. Items that are
 * gone are left out. One call for each hundred.
 */
export async function refetchStock(client: AdminClient, itemIds: readonly string[]): Promise<VariantStock[]> {
  const found: VariantStock[] = [];
  for (let from = 0; from < itemIds.length; from += AT_ONCE) {
    const ids = itemIds.slice(from, from + AT_ONCE).map((id) => `gid://shopify/InventoryItem/${id}`);
    const { nodes } = await client.graphql<{ nodes: unknown[] }>(STOCK, { ids });
    for (const node of listOf(nodes)) {
      const variant = objectOf(node['variant']);
      const externalId = idOf(variant?.['id']);
      const available = variant?.['inventoryQuantity'];
      if (externalId === null || typeof available !== 'number') continue;
      const sellsWithoutStock = variant?.['inventoryPolicy'] === 'CONTINUE';
      found.push({ externalId, available, sellsWithoutStock, isTracked: node['tracked'] === true });
    }
  }
  return found;
}
