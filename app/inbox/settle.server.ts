import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Attempts after which a delivery waits for a person. */
export const MOST_ATTEMPTS = 8;
const FIRST_WAIT_SECONDS = 5;

/** Marks deliveries as worked off, `ignored` with why. Their payload goes: what it said is in the records now. */
export async function settleEvents(
  tx: Tx,
  ids: readonly number[],
  state: 'processed' | 'ignored',
  reason: string | null = null,
): Promise<void> {
  if (ids.length === 0) {
    return;
  }
  await tx.run(sql`
    update inbox_event set state = ${state}, payload = '', processed_at = now(), attempts = attempts + 1, last_error = ${reason}
    where shop_id = ${tx.shopId} and id = any(${[...ids]}::bigint[])`);
}

/** Notes what deliveries were about (`order:123`), so that what came late, doubled or never can be named. */
export async function noteAbout(tx: Tx, notes: readonly { id: number; about: string }[]): Promise<void> {
  if (notes.length === 0) {
    return;
  }
  await tx.run(sql`
    update inbox_event i set about = n.about
    from unnest(${notes.map((note) => note.id)}::bigint[], ${notes.map((note) => note.about)}::text[]) as n (id, about)
    where i.shop_id = ${tx.shopId} and i.id = n.id`);
}

/** Puts a delivery back with a growing wait (5, 10, 20 … seconds), or to the dead letters after the last attempt. */
export async function postponeEvent(tx: Tx, id: number, reason: string): Promise<void> {
  // A parser quotes what it stumbled over, and PostgreSQL's text holds no NUL.
  const kept = reason.replaceAll('\0', '').slice(0, 500);
  await tx.run(sql`
    update inbox_event
    set attempts = attempts + 1, last_error = ${kept},
        state = case when attempts + 1 >= ${MOST_ATTEMPTS} then 'dead' else state end,
        due_at = now() + make_interval(secs => ${FIRST_WAIT_SECONDS} * power(2, attempts))
    where shop_id = ${tx.shopId} and id = ${id}`);
}

/** The next instant at which a waiting delivery is due; null if none waits. */
export async function nextDue(tx: Tx): Promise<Date | null> {
  const [row] = await tx.rows<{ due: Date | null }>(sql`
    select min(due_at) as due from inbox_event where shop_id = ${tx.shopId} and state = 'received'`);
  return row?.due ?? null;
}

/** Sends dead letters through the flow again; all of them, or those named. Returns how many. */
export async function replayDead(tx: Tx, ids: readonly number[] | null): Promise<number> {
  return tx.run(sql`
    update inbox_event set state = 'received', attempts = 0, due_at = now()
    where shop_id = ${tx.shopId} and state = 'dead' and (${ids === null} or id = any(${ids ?? []}::bigint[]))`);
}
