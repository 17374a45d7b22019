import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';

/** Days are the shop's; a day's members are those at its end. */
export type SizeOnDay = { day: string; size: number; entered: number; left: number };
export type Movement = { publicId: string; name: string; kind: 'entered' | 'left'; cause: string; at: Date };
export type PastMember = { publicId: string; name: string };

/** Size at the end of each of the last days, reckoned back from today's members by what has happened since. O(events of those days). */
export async function readSizes(tx: Tx, segmentId: number, timeZone: string, days: number): Promise<SizeOnDay[]> {
  return tx.rows<SizeOnDay>(sql`
    with day as (
      select generate_series(today - ${days - 1}::integer, today, interval '1 day')::date as day
      from (select (now() at time zone ${timeZone}::text)::date as today) t
    ),
    moved as (
      select (happened_at at time zone ${timeZone}::text)::date as day, count(*) filter (where kind = 'entered') as entered,
             count(*) filter (where kind = 'left') as left_again
      from segment_event
      where shop_id = ${tx.shopId} and segment_id = ${segmentId} and happened_at >= now() - (${days + 1}::integer * interval '1 day')
      group by 1
    )
    select day.day::text as day, coalesce(m.entered, 0)::integer as entered, coalesce(m.left_again, 0)::integer as left,
           (s.members_count - coalesce(sum(coalesce(m.entered, 0) - coalesce(m.left_again, 0)) over (
             order by day.day rows between 1 following and unbounded following), 0))::integer as size
    from day left join moved m on m.day = day.day
    cross join (select members_count from segment where shop_id = ${tx.shopId} and id = ${segmentId}) s
    order by day.day`);
}

/** The latest entries and exits with what caused them. */
export async function readMovements(tx: Tx, segmentId: number, limit: number): Promise<Movement[]> {
  return tx.rows<Movement>(sql`
    select p.public_id as "publicId", p.display_name as name, e.kind, e.cause, e.happened_at as at
    from segment_event e join profile p on p.shop_id = e.shop_id and p.id = e.profile_id
    where e.shop_id = ${tx.shopId} and e.segment_id = ${segmentId}
    order by e.happened_at desc, e.id desc
    limit ${limit}::integer`);
}

/** How many people were members at the end of a day, and the first of them by name. */
export async function readMembersOn(
  tx: Tx,
  segmentId: number,
  day: string,
  timeZone: string,
  limit: number,
): Promise<{ count: number; some: PastMember[] }> {
  const [row] = await tx.rows<{ count: number }>(
    sql`select count(*)::integer as count from (${membersAt([segmentId], day, timeZone, tx.shopId)}) past`,
  );
  const some = await tx.rows<PastMember>(sql`
    select p.public_id as "publicId", p.display_name as name
    from (${membersAt([segmentId], day, timeZone, tx.shopId)}) past
    join profile p on p.shop_id = ${tx.shopId} and p.id = past.profile_id
    order by p.display_name, p.id
    limit ${limit}::integer`);
  return { count: row?.count ?? 0, some };
}

/** How many people are in exactly these segments of those asked about: one row a combination. One pass over their members. */
export async function readCombinations(
  tx: Tx,
  segmentIds: readonly number[],
): Promise<{ segments: number[]; people: number }[]> {
  return tx.rows(sql`
    select segments, count(*)::integer as people
    from (
      select array_agg(segment_id::integer order by segment_id) as segments
      from segment_member
      where shop_id = ${tx.shopId} and segment_id = any(${[...segmentIds]}::bigint[])
      group by profile_id
    ) as person
    group by segments
    order by count(*) desc, segments`);
}

/** How many members of each segment at the end of one day were in each at the end of another; null = in none of them. */
export async function readFlows(
  tx: Tx,
  segmentIds: readonly number[],
  days: { from: string; to: string },
  timeZone: string,
): Promise<{ from: number | null; to: number | null; people: number }[]> {
  return tx.rows(sql`
    select before.segment_id as "from", after.segment_id as "to", count(*)::integer as people
    from (${membersAt(segmentIds, days.from, timeZone, tx.shopId)}) before
    full join (${membersAt(segmentIds, days.to, timeZone, tx.shopId)}) after on after.profile_id = before.profile_id
    group by 1, 2
    order by 3 desc, 1, 2`);
}

/** Members at the end of a day: whoever's first step after it was out, and whoever is in now and took none. */
function membersAt(segmentIds: readonly number[], day: string, timeZone: string, shopId: number): Sql {
  return sql`
    with step as (
      select distinct on (segment_id, profile_id) segment_id, profile_id, kind
      from segment_event
      where shop_id = ${shopId} and segment_id = any(${[...segmentIds]}::bigint[])
        and happened_at >= ((${day}::date + 1)::timestamp at time zone ${timeZone}::text)
      order by segment_id, profile_id, happened_at, id
    )
    select segment_id, profile_id from step where kind = 'left'
    union all
    select m.segment_id, m.profile_id from segment_member m
    where m.shop_id = ${shopId} and m.segment_id = any(${[...segmentIds]}::bigint[])
      and not exists (select from step where step.segment_id = m.segment_id and step.profile_id = m.profile_id)`;
}
