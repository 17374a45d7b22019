import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

export type DecisionKind = 'must_link' | 'cannot_link';

/**
 * Keeps what a person decided about pairs of records: for ever, whatever files and models come. A later decision about the
 * same pair replaces the earlier one. The profiles follow when the records are resolved again.
 */
export async function keepDecisions(
  tx: Tx,
  kind: DecisionKind,
  pairs: readonly (readonly [number, number])[],
  by: { actor: string; reason: string },
): Promise<void> {
  const rows = pairs.filter(([a, b]) => a !== b);
  await tx.run(sql`
    insert into identity_decision (shop_id, kind, record_a, record_b, decided_by, reason)
    select ${tx.shopId}, ${kind}, least(p.a, p.b), greatest(p.a, p.b), ${by.actor}, ${by.reason}
    from unnest(${rows.map(([a]) => a)}::bigint[], ${rows.map(([, b]) => b)}::bigint[]) as p (a, b)
    on conflict (shop_id, record_a, record_b) do update set
      kind = excluded.kind, decided_by = excluded.decided_by, reason = excluded.reason, decided_at = now()`);
}
