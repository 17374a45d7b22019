import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type Freshness, freshnessOf } from './rhythm.ts';

/** A source with what it has brought and how fresh it is. */
export type SourceLine = {
  id: number;
  kind: string;
  name: string;
  lastHeardAt: Date | null;
  expectedRhythmHours: number | null;
  /** How the rhythm is known, and on what grounds. */
  rhythmBy: 'default' | 'learned' | 'person';
  rhythmGrounds: string;
  learnedRhythmHours: number | null;
  records: number;
  orders: number;
  freshness: Freshness;
};

/** The shop's sources, the oldest first. O(records) by index. */
export async function readSources(tx: Tx, now = new Date()): Promise<SourceLine[]> {
  const rows = await tx.rows<Omit<SourceLine, 'freshness'>>(sql`
    select s.id, s.kind, s.name, s.last_heard_at as "lastHeardAt", s.expected_rhythm_hours as "expectedRhythmHours",
           s.rhythm_by as "rhythmBy", s.rhythm_grounds as "rhythmGrounds", s.learned_rhythm_hours as "learnedRhythmHours",
           (select count(*) from customer_record r where r.shop_id = s.shop_id and r.source_id = s.id) as records,
           (select count(*) from sales_order o where o.shop_id = s.shop_id and o.source_id = s.id) as orders
    from source s where s.shop_id = ${tx.shopId} order by s.id`);
  return rows.map((row) => ({ ...row, freshness: freshnessOf(row.lastHeardAt, row.expectedRhythmHours, now) }));
}
