import type { Tx } from '#app/platform/db.server.ts';
import { eventPlan } from '#app/platform/event-plan.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Profiles that a resolution touched; some may be gone, having become part of another. */
export type TouchedProfiles = {
  profiles: number[];
  /** Those of them whose set of records has changed. */
  changed: number[];
  /** Records that stood elsewhere before, or nowhere. */
  moved: MovedRecord[];
  /** Those whose household has gained or lost one of them, on either side. */
  related: number[];
};

export type MovedRecord = { recordId: number; profileId: number; former: number | null };

/**
 * Writes which profile each record belongs to. A profile's id is the id of its oldest record, so that the same set of
 * records always is the same profile: a profile that was merged away gets its own id back when the merge is undone.
 * Writes only what differs and keeps each move, and an event of each merge and split. O(records). `relatedRecords`: those whose links of
 * a household have changed.
 */
export async function writeClusters(
  tx: Tx,
  clusters: readonly (readonly number[])[],
  cause: string,
  relatedRecords: readonly number[] = [],
): Promise<TouchedProfiles> {
  const records: number[] = [];
  const heads: number[] = [];
  for (const cluster of clusters) {
    const head = cluster.reduce((oldest, id) => Math.min(oldest, id));
    for (const id of cluster) {
      records.push(id);
      heads.push(head);
    }
  }
  const moved = await tx.rows<Moved>(
    sql`
    with wanted as (
      select * from unnest(${records}::bigint[], ${heads}::bigint[]) as w (record_id, profile_id)
    ),
    before as (
      select w.record_id, w.profile_id, m.profile_id as former
      from wanted w left join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = w.record_id
    ),
    written as (
      insert into profile_member (shop_id, record_id, profile_id)
      select ${tx.shopId}, record_id, profile_id from before where former is distinct from profile_id
      on conflict (shop_id, record_id) do update set profile_id = excluded.profile_id
    )
    select record_id, profile_id, former from before where former is distinct from profile_id`,
    eventPlan('identity-write-clusters', records.length),
  );
  await keepEvents(tx, moved, cause);
  const touched = new Set(heads);
  for (const row of moved) {
    if (row.former !== null) {
      touched.add(row.former);
    }
  }
  const changed = new Set(moved.flatMap((row) => [row.profile_id, row.former ?? row.profile_id]));
  return {
    profiles: [...touched],
    changed: [...changed],
    moved: moved.map((row) => ({ recordId: row.record_id, profileId: row.profile_id, former: row.former })),
    related: await profilesOf(tx, relatedRecords),
  };
}

async function profilesOf(tx: Tx, recordIds: readonly number[]): Promise<number[]> {
  if (recordIds.length === 0) {
    return [];
  }
  const rows = await tx.rows<{ id: number }>(sql`
    select distinct profile_id as id from profile_member where shop_id = ${tx.shopId} and record_id = any(${[...recordIds]}::bigint[])`);
  return rows.map(({ id }) => id);
}

type Moved = { record_id: number; profile_id: number; former: number | null };

/**
 * Every record that stood elsewhere before, and of those the two that tell what it was: one that leaves the profile it heads was merged
 * away, one that goes to its own head was split off. One statement; none for records that only came.
 */
async function keepEvents(tx: Tx, moved: readonly Moved[], cause: string): Promise<void> {
  const moves = moved.filter((row) => row.former !== null);
  if (moves.length === 0) {
    return;
  }
  await tx.run(sql`
    with move as (
      select * from unnest(${moves.map((row) => row.record_id)}::bigint[], ${moves.map((row) => row.profile_id)}::bigint[],
        ${moves.map((row) => row.former)}::bigint[]) as m (record_id, profile_id, former)
    ),
    kept as (
      insert into record_move (shop_id, record_id, from_profile, to_profile, cause)
      select ${tx.shopId}, record_id, former, profile_id, ${cause} from move
    )
    insert into merge_event (shop_id, kind, profile_id, other_id, cause)
    select ${tx.shopId}, case when record_id = former then 'merged' else 'split' end, profile_id, former, ${cause}
    from move where record_id in (former, profile_id)`);
}
