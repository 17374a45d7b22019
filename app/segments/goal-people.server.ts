import type { Tx } from '#app/platform/db.server.ts';
import { raw, type Sql, sql } from '#app/platform/sql.ts';

/**
 * Whether somebody is left alone: a hash of the goal's salt and the profile, so that it neither changes nor can be chosen, and
 * holds for those who enter later just the same.
 */
function drawn(goal: Sql, profileId: Sql): Sql {
  return sql`
  (('x' || substr(md5(${goal}.salt || ':' || ${profileId}), 1, 8))::bit(32)::bigint % 100) < ${goal}.holdout_percent`;
}

const drawnNow = drawn(raw('g'), raw('come.profile_id'));

/** Who enters a segment with a goal joins it, while a whole window still fits in before the goal's day. Whoever has joined stays. */
export async function joinGoals(tx: Tx, entering: { segments: string; profiles: string }): Promise<void> {
  await tx.run(sql`
    insert into segment_goal_person (shop_id, segment_id, profile_id, is_held_out)
    select g.shop_id, g.segment_id, come.profile_id, ${drawnNow}
    from segment_goal g
    join unnest(${entering.segments}::bigint[], ${entering.profiles}::bigint[]) as come (segment_id, profile_id)
      on come.segment_id = g.segment_id
    where g.shop_id = ${tx.shopId} and g.due_at >= now() + g.window_days * interval '1 day'
    on conflict do nothing`);
}

/**
 * The next of those who are in the segment now join its goal, in order of id; returns the last of them, null where there was none. Whoever has
 * joined stays as he is.
 */
export async function joinMembers(tx: Tx, segmentId: number, afterId: number, limit: number): Promise<number | null> {
  const [row] = await tx.rows<{ last: number | null }>(sql`
    with come as materialized (
      select profile_id from segment_member
      where shop_id = ${tx.shopId} and segment_id = ${segmentId} and profile_id > ${afterId} order by profile_id limit ${limit}
    ),
    joined as (
      insert into segment_goal_person (shop_id, segment_id, profile_id, is_held_out)
      select g.shop_id, g.segment_id, come.profile_id, ${drawnNow}
      from segment_goal g cross join come
      where g.shop_id = ${tx.shopId} and g.segment_id = ${segmentId}
      on conflict do nothing
    )
    select max(profile_id) as last from come`);
  return row?.last ?? null;
}

/** Whether more than so many have joined a goal; looks at no more of them. */
export async function areMoreThan(tx: Tx, segmentId: number, many: number): Promise<boolean> {
  const [row] = await tx.rows<{ n: number }>(sql`
    select count(*) as n from (
      select from segment_goal_person where shop_id = ${tx.shopId} and segment_id = ${segmentId} limit ${many + 1}) p`);
  return (row?.n ?? 0) > many;
}

/**
 * True of those whom nothing about a segment may reach: files, tags and workflows leave them out until the goal's day. While people are still
 * being taken in, whoever will be drawn is left out already.
 */
export function isNotHeldOut(shopId: number, segmentId: Sql, profileId: Sql): Sql {
  return sql`not exists (
    select from segment_goal_person h join segment_goal hg on hg.shop_id = h.shop_id and hg.segment_id = h.segment_id
    where h.shop_id = ${shopId}::bigint and h.segment_id = ${segmentId} and h.profile_id = ${profileId}
      and h.is_held_out and hg.due_at > now())
    and not exists (
      select from segment_goal wg where wg.shop_id = ${shopId}::bigint and wg.segment_id = ${segmentId} and wg.state = 'joining'
        and ${drawn(raw('wg'), profileId)})`;
}
