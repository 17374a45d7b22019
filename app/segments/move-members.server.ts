import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { joinGoals } from './goal-people.server.ts';

/** Who enters and who leaves one segment; ids of profiles. */
export type Move = { segmentId: number; entered: Ids; left: Ids };
type Ids = ArrayLike<number> & Iterable<number>;

/**
 * Puts moves into effect and keeps each with its cause. A few statements however many segments there are. The caller holds the
 * shop's lock and knows that those who enter are not members yet, each named once, and that those who leave are: to have the database
 * look for conflicts would cost a fifth more.
 */
export async function moveMembers(tx: Tx, moves: readonly Move[], cause: string): Promise<void> {
  const entering = pairs(moves, ({ entered }) => entered);
  const leaving = pairs(moves, ({ left }) => left);
  if (leaving.count > 0) {
    await tx.run(sql`
      delete from segment_member m
      using unnest(${leaving.segments}::bigint[], ${leaving.profiles}::bigint[]) as gone (segment_id, profile_id)
      where m.shop_id = ${tx.shopId} and m.segment_id = gone.segment_id and m.profile_id = gone.profile_id`);
    await keepEvents(tx, leaving, 'left', cause);
  }
  if (entering.count > 0) {
    await tx.run(sql`
      insert into segment_member (shop_id, segment_id, profile_id)
      select ${tx.shopId}::bigint, come.segment_id, come.profile_id
      from unnest(${entering.segments}::bigint[], ${entering.profiles}::bigint[]) as come (segment_id, profile_id)`);
    await keepEvents(tx, entering, 'entered', cause);
    await joinGoals(tx, entering);
  }
  await count(tx, moves);
}

type Pairs = { count: number; segments: string; profiles: string };

/** Segment and profile of each, as two arrays of PostgreSQL. */
function pairs(moves: readonly Move[], of: (move: Move) => Ids): Pairs {
  const [segments, profiles]: [number[], number[]] = [[], []];
  for (const move of moves) {
    for (const id of of(move)) {
      segments.push(move.segmentId);
      profiles.push(id);
    }
  }
  return { count: profiles.length, segments: `{${segments.join(',')}}`, profiles: `{${profiles.join(',')}}` };
}

async function keepEvents(
  tx: Tx,
  { segments, profiles }: Pairs,
  kind: 'entered' | 'left',
  cause: string,
): Promise<void> {
  await tx.run(sql`
    insert into segment_event (shop_id, segment_id, profile_id, kind, cause)
    select ${tx.shopId}::bigint, moved.segment_id, moved.profile_id, ${kind}::text, ${cause}::text
    from unnest(${segments}::bigint[], ${profiles}::bigint[]) as moved (segment_id, profile_id)`);
}

async function count(tx: Tx, moves: readonly Move[]): Promise<void> {
  const changes = moves
    .map(({ segmentId, entered, left }) => ({ segmentId, by: entered.length - left.length }))
    .filter(({ by }) => by !== 0);
  if (changes.length > 0) {
    await tx.run(sql`
      update segment s set members_count = s.members_count + c.by
      from unnest(${changes.map((one) => one.segmentId)}::bigint[], ${changes.map((one) => one.by)}::integer[]) as c (segment_id, by)
      where s.shop_id = ${tx.shopId} and s.id = c.segment_id`);
  }
}
