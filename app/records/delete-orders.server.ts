import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Origin } from './cleaned.ts';

/** An order that its source has deleted. */
export type OrderDeletion = { externalId: string; at: Date };

/**
 * Leaves tombstones: a deleted order counts nowhere, and nothing brings it back. What was said of it before and comes later
 * is still taken down, so that the order of arrival leaves no trace. Returns the records whose figures changed.
 */
export async function deleteOrders(
  tx: Tx,
  origin: Origin,
  deletions: readonly OrderDeletion[],
  currency: string,
): Promise<number[]> {
  if (deletions.length === 0) {
    return [];
  }
  const rows = deletions.map(({ externalId, at }) => ({ external_id: externalId, at: at.toISOString() }));
  const changed = await tx.rows<{ record_id: number | null }>(sql`
    insert into sales_order as o (shop_id, source_id, external_id, placed_at, day, currency, version_at, deleted_at, status, origin)
    select ${tx.shopId}, ${origin.sourceId}, s.external_id, max(s.at), (max(s.at) at time zone ${origin.timeZone})::date, ${currency},
           '-infinity', min(s.at), 'cancelled', ${origin.origin}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (external_id text, at timestamptz)
    group by s.external_id
    on conflict (shop_id, source_id, external_id) do update set
      deleted_at = least(o.deleted_at, excluded.deleted_at), net_minor = 0
    returning o.record_id`);
  return [...new Set(changed.map((row) => row.record_id).filter((id) => id !== null))];
}
