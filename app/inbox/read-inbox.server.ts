import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

export type InboxState = { waiting: number; dead: number; oldestWaitingAt: Date | null };

/** How the inbox stands. By partial index. */
export async function readInboxState(tx: Tx): Promise<InboxState> {
  const [row] = await tx.rows<InboxState>(sql`
    select (count(*) filter (where state = 'received')) as waiting, (count(*) filter (where state = 'dead')) as dead,
           min(received_at) filter (where state = 'received') as "oldestWaitingAt"
    from inbox_event where shop_id = ${tx.shopId} and state in ('received', 'dead')`);
  return row ?? { waiting: 0, dead: 0, oldestWaitingAt: null };
}

export type DeadLetter = { id: number; topic: string; receivedAt: Date; attempts: number; lastError: string | null };

/** Deliveries that were given up, the newest first. */
export async function readDeadLetters(tx: Tx): Promise<DeadLetter[]> {
  return tx.rows<DeadLetter>(sql`
    select id, topic, received_at as "receivedAt", attempts, last_error as "lastError"
    from inbox_event where shop_id = ${tx.shopId} and state = 'dead' order by id desc limit 100`);
}
