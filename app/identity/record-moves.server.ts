import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';

/**
 * SQL: `record_id` and the `profile_id` at the instant `at` of each record that has moved since, and no others. A record that came
 * after it has not moved by coming. O(moves since).
 */
export function movedSince(tx: Tx, at: Sql): Sql {
  return sql`
    select distinct on (record_id) record_id, from_profile as profile_id
    from record_move where shop_id = ${tx.shopId} and moved_at >= ${at} order by record_id, id`;
}

/** Older moves no page asks for: the longest compares the last year with the one before it, which was over a year ago. */
const KEPT_DAYS = 400;

/** Forgets moves that nobody asks for any more. */
export async function forgetOldMoves(tx: Tx, now: Date): Promise<void> {
  await tx.run(sql`
    delete from record_move where shop_id = ${tx.shopId} and moved_at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS})`);
}
