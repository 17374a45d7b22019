import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** The segments a person is in and has been in, and the goals they are watched for. */
export async function exportSegments(tx: Tx, person: Person): Promise<Record<string, object[]>> {
  const ids = sql`${[...person.profileIds]}::bigint[]`;
  return {
    segments: await tx.rows(sql`
      select s.name, s.rule_text, m.entered_at from segment_member m join segment s on s.shop_id = m.shop_id and s.id = m.segment_id
      where m.shop_id = ${tx.shopId} and m.profile_id = any(${ids})`),
    segmentHistory: await tx.rows(sql`
      select s.name, e.kind, e.happened_at from segment_event e join segment s on s.shop_id = e.shop_id and s.id = e.segment_id
      where e.shop_id = ${tx.shopId} and e.profile_id = any(${ids}) order by e.happened_at`),
    segmentGoals: await tx.rows(sql`
      select s.name, h.is_held_out as left_alone, h.joined_at from segment_goal_person h
      join segment s on s.shop_id = h.shop_id and s.id = h.segment_id
      where h.shop_id = ${tx.shopId} and h.profile_id = any(${ids}) order by h.joined_at`),
  };
}
