import type { Person } from '#app/governance/person.ts';
import { open } from '#app/platform/crypto.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { shopDataKey } from '#app/shops/find-shop.server.ts';
import { payloadContext } from './receive.server.ts';

/** A delivery whose payload is still kept: one that waits or that was given up. Worked-off ones keep no payload. */
export type Mention = { id: number; topic: string; receivedAt: Date; body: string };

/** Deliveries still kept that name a person by customer id or contact. O(deliveries still kept). */
export async function mentionsOf(tx: Tx, person: Person): Promise<Mention[]> {
  const key = await shopDataKey(tx.shopId);
  const rows = await tx.rows<{
    id: number;
    delivery_id: string;
    topic: string;
    received_at: Date;
    payload: Buffer;
  }>(sql`
    select id, delivery_id, topic, received_at, payload from inbox_event where shop_id = ${tx.shopId} and state in ('received', 'dead')`);
  const words = [...person.customerIds, ...person.contacts].filter((word) => word.length > 3).map(wholeWord);
  return rows
    .map((row) => ({
      id: row.id,
      topic: row.topic,
      receivedAt: row.received_at,
      body: open(key, row.payload, payloadContext(row.delivery_id)).toString('utf8'),
    }))
    .filter((row) => !row.topic.endsWith('/redact') && words.some((word) => word.test(row.body)));
}

/** Finds a contact or an id in whatever case, but not inside a longer one. */
function wholeWord(word: string): RegExp {
  return new RegExp(`(?<![\\w.+-])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'i');
}
