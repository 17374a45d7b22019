import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

export type Freshness = 'fresh' | 'late' | 'silent' | 'never';

/** A source with what it has brought and how fresh it is. */
export type SourceLine = {
  id: number;
  kind: string;
  name: string;
  lastHeardAt: Date | null;
  expectedRhythmHours: number | null;
  records: number;
  orders: number;
  freshness: Freshness;
};

/** The shop's sources, the oldest first. O(records) by index. */
export async function readSources(tx: Tx, now = new Date()): Promise<SourceLine[]> {
  const rows = await tx.rows<Omit<SourceLine, 'freshness'>>(sql`
    select s.id, s.kind, s.name, s.last_heard_at as "lastHeardAt", s.expected_rhythm_hours as "expectedRhythmHours",
           (select count(*) from customer_record r where r.shop_id = s.shop_id and r.source_id = s.id) as records,
           (select count(*) from sales_order o where o.shop_id = s.shop_id and o.source_id = s.id) as orders
    from source s where s.shop_id = ${tx.shopId} order by s.id`);
  return rows.map((row) => ({ ...row, freshness: freshnessOf(row.lastHeardAt, row.expectedRhythmHours, now) }));
}

/** Late after one and a half times the expected rhythm, silent after three times. Without a rhythm a week is expected. */
function freshnessOf(lastHeardAt: Date | null, rhythmHours: number | null, now: Date): Freshness {
  if (!lastHeardAt) {
    return 'never';
  }
  const rhythms = (now.getTime() - lastHeardAt.getTime()) / 3_600_000 / (rhythmHours ?? 168);
  return rhythms > 3 ? 'silent' : rhythms > 1.5 ? 'late' : 'fresh';
}
