import { open } from '#app/platform/crypto.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { payloadContext } from './receive.server.ts';

/** A delivery that waits to be worked off. */
export type WaitingEvent = {
  id: number;
  deliveryId: string;
  topic: string;
  /** When Shopify sent it; when it came, if Shopify did not say. */
  triggeredAt: Date;
  body: string;
  attempts: number;
};

type Row = { id: number; delivery_id: string; topic: string; at: Date; payload: Buffer; attempts: number };

/**
 * Takes up to `most` due deliveries, oldest first, and holds them until the transaction ends: another worker passes them
 * over, and a killed worker gives them back. Index: inbox_event_waiting.
 */
export async function claimEvents(tx: Tx, dataKey: Buffer, most: number): Promise<WaitingEvent[]> {
  const rows = await tx.rows<Row>(sql`
    select id, delivery_id, topic, coalesce(triggered_at, received_at) as at, payload, attempts
    from inbox_event
    where shop_id = ${tx.shopId} and state = 'received' and due_at <= now()
    order by id limit ${most} for update skip locked`);
  return rows.map((row) => ({
    id: row.id,
    deliveryId: row.delivery_id,
    topic: row.topic,
    triggeredAt: row.at,
    body: open(dataKey, row.payload, payloadContext(row.delivery_id)).toString('utf8'),
    attempts: row.attempts,
  }));
}
