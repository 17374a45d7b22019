import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';

/**
 * Whether somebody is left alone: a hash of the goal's salt and the profile, so that it neither changes nor can be chosen, and
 * holds for those who enter later just the same.
 */
const drawn = sql`
  (('x' || substr(md5(g.salt || ':' || come.profile_id), 1, 8))::bit(32)::bigint % 100) < g.holdout_percent`;

/** Who enters a segment with a goal joins it, while a whole window still fits in before the goal's day. Whoever has joined stays. */
export async function joinGoals(tx: Tx, entering: { segments: string; profiles: string }): Promise<void> {
  await tx.run(sql`
    insert into segment_goal_person (shop_id, segment_id, profile_id, is_held_out)
    select g.shop_id, g.segment_id, come.profile_id, ${drawn}
    from segment_goal g
    join unnest(${entering.segments}::bigint[], ${entering.profiles}::bigint[]) as come (segment_id, profile_id)
      on come.segment_id = g.segment_id
    where g.shop_id = ${tx.shopId} and g.due_at >= now() + g.window_days * interval '1 day'
    on conflict do nothing`);
}

/** All who are in the segment now join its goal. */
export async function joinMembers(tx: Tx, segmentId: number): Promise<void> {
  await tx.run(sql`
    insert into segment_goal_person (shop_id, segment_id, profile_id, is_held_out)
    select g.shop_id, g.segment_id, come.profile_id, ${drawn}
    from segment_goal g join segment_member come on come.shop_id = g.shop_id and come.segment_id = g.segment_id
    where g.shop_id = ${tx.shopId} and g.segment_id = ${segmentId}
    on conflict do nothing`);
}

/** True of those whom nothing about a segment may reach: files, tags and workflows leave them out until the goal's day. */
export function isNotHeldOut(shopId: number, segmentId: Sql, profileId: Sql): Sql {
  return sql`not exists (
    select from segment_goal_person h join segment_goal hg on hg.shop_id = h.shop_id and hg.segment_id = h.segment_id
    where h.shop_id = ${shopId}::bigint and h.segment_id = ${segmentId} and h.profile_id = ${profileId}
      and h.is_held_out and hg.due_at > now())`;
}
