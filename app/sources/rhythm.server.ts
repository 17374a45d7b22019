import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type Freshness, freshnessOf, learnRhythm } from './rhythm.ts';

/**
 * Learns each source's rhythm from the last ninety days: from the sales of a live source, from the imports of files. A rhythm
 * that a person has set stays; what would have been learned is kept beside it. O(sales of ninety days).
 */
export async function learnRhythms(tx: Tx): Promise<void> {
  const rows = await tx.rows<{ id: number; silences: number[] }>(sql`
    with heard as (
      select o.source_id, o.placed_at as at from sales_order o join source s on s.shop_id = o.shop_id and s.id = o.source_id
      where o.shop_id = ${tx.shopId} and s.kind = 'shopify' and o.placed_at > now() - interval '90 days' and o.placed_at <= now()
      union all
      select u.source_id, u.finished_at from upload u
      where u.shop_id = ${tx.shopId} and u.state = 'done' and u.source_id is not null and u.finished_at > now() - interval '400 days'
    ),
    gaps as (
      select source_id, at, extract(epoch from at - lag(at) over (partition by source_id order by at))::float8 / 3600 as hours from heard
    ),
    days as (select source_id, at::date as day, max(hours) as hours from gaps where hours is not null group by source_id, at::date)
    select source_id as id, array_agg(hours) as silences from days group by source_id`);
  for (const { id, silences } of rows) {
    const learned = learnRhythm(silences);
    if (learned) {
      await tx.run(sql`
        update source set learned_rhythm_hours = ${learned.hours},
          expected_rhythm_hours = case when rhythm_by = 'person' then expected_rhythm_hours else ${learned.hours} end,
          rhythm_grounds = case when rhythm_by = 'person' then rhythm_grounds else ${learned.grounds} end,
          rhythm_by = case when rhythm_by = 'person' then rhythm_by else 'learned' end
        where shop_id = ${tx.shopId} and id = ${id}`);
    }
  }
}

/** A person says how often a source speaks; null gives it back to what is learned. Hours from 1 to a year. */
export async function setRhythm(tx: Tx, sourceId: number, hours: number | null): Promise<boolean> {
  if (hours !== null && !(Number.isInteger(hours) && hours >= 1 && hours <= 8784)) {
    return false;
  }
  const changed = await tx.run(sql`
    update source set rhythm_by = case when ${hours}::integer is null then 'default' else 'person' end,
      expected_rhythm_hours = coalesce(${hours}::integer, learned_rhythm_hours), rhythm_grounds = ''
    where shop_id = ${tx.shopId} and id = ${sourceId}`);
  return changed > 0;
}

/** A source that has been silent for longer than it usually is. */
export type LateSource = {
  id: number;
  name: string;
  lastHeardAt: Date;
  rhythmHours: number | null;
  freshness: Freshness;
};

/** The sources that are late now. One small table: cheap enough for every page. */
export async function lateSources(tx: Tx, now = new Date()): Promise<LateSource[]> {
  const rows = await tx.rows<Omit<LateSource, 'freshness'>>(sql`
    select id, name, last_heard_at as "lastHeardAt", expected_rhythm_hours as "rhythmHours"
    from source where shop_id = ${tx.shopId} and last_heard_at is not null order by id`);
  return rows
    .map((row) => ({ ...row, freshness: freshnessOf(row.lastHeardAt, row.rhythmHours, now) }))
    .filter((row) => row.freshness !== 'fresh');
}
