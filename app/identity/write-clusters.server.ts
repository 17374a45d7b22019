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
};

export type MovedRecord = { recordId: number; profileId: number; former: number | null };

/**
 * Writes which profile each record belongs to. A profile's id is the id of its oldest record, so that the same set of
 * records always is the same profile: a profile that was merged away gets its own id back when the merge is undone.
 * Writes only what differs and keeps an event of each merge and split. O(records).
 */
export async function writeClusters(
  tx: Tx,
  clusters: readonly (readonly number[])[],
  cause: string,
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
  };
}

type Moved = { record_id: number; profile_id: number; former: number | null };

/** A record that leaves the profile it heads was merged away; one that goes to its own head was split off. */
async function keepEvents(tx: Tx, moved: readonly Moved[], cause: string): Promise<void> {
  const changes = moved.filter(
    (row) => row.former !== null && (row.record_id === row.former || row.record_id === row.profile_id),
  );
  if (changes.length === 0) {
    return;
  }
  const merged = changes.map((row) => row.record_id === row.former);
  await tx.run(sql`
    insert into merge_event (shop_id, kind, profile_id, other_id, cause)
    select ${tx.shopId}, case when c.merged then 'merged' else 'split' end, c.profile_id, c.former, ${cause}
    from unnest(${merged}::boolean[], ${changes.map((row) => row.profile_id)}::bigint[], ${changes.map((row) => row.former)}::bigint[])
         as c (merged, profile_id, former)`);
}
