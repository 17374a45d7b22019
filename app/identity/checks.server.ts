import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { MovedRecord } from './write-clusters.server.ts';

/** Nights within which every record is decided anew at least once, touched or not. */
const NIGHTS = 28;

export type IdentityCheck = { id: number; since: Date };

/** The check that was begun and not ended; else a new one, of all that has happened since the last. */
export async function openCheck(tx: Tx, now: Date): Promise<IdentityCheck> {
  const [open] = await tx.rows<IdentityCheck>(
    sql`select id, since from identity_check where shop_id = ${tx.shopId} and finished_at is null order by id limit 1`,
  );
  if (open) {
    return open;
  }
  const [made] = await tx.rows<IdentityCheck>(sql`
    insert into identity_check (shop_id, since, started_at)
    select ${tx.shopId}, coalesce((select max(started_at) from identity_check where shop_id = ${tx.shopId}),
                                  ${now}::timestamptz - interval '1 day'), ${now}
    returning id, since`);
  return made!;
}

/**
 * Records that changed or were decided about since then, and one in twenty-eight of the others, another lot each night. One pass over the
 * shop's records.
 */
export async function recordsToCheck(tx: Tx, since: Date, now: Date): Promise<number[]> {
  const lot = Math.floor(now.getTime() / 86_400_000) % NIGHTS;
  const rows = await tx.rows<{ id: number }>(sql`
    select r.id from customer_record r
    where r.shop_id = ${tx.shopId}
      and (r.changed_at >= ${since} or r.id % ${NIGHTS} = ${lot}
           or r.id in (select unnest(array[w.record_a, w.record_b]) from review_answer w
                       where w.shop_id = ${tx.shopId} and (w.decided_at >= ${since} or w.withdrawn_at >= ${since})))
    order by r.id`);
  return rows.map((row) => row.id);
}

/** Adds to a check what came out otherwise than it stood. */
export async function keepDifferences(
  tx: Tx,
  checkId: number,
  moved: readonly MovedRecord[],
  people: number,
): Promise<void> {
  await tx.run(
    sql`update identity_check set people = people + ${people} where shop_id = ${tx.shopId} and id = ${checkId}`,
  );
  await tx.run(sql`
    insert into identity_difference (shop_id, check_id, record_id, was, is_now)
    select ${tx.shopId}, ${checkId}, d.record_id, d.was, d.is_now
    from unnest(${moved.map((one) => one.recordId)}::bigint[], ${moved.map((one) => one.former)}::bigint[],
                ${moved.map((one) => one.profileId)}::bigint[]) as d (record_id, was, is_now)
    on conflict (shop_id, check_id, record_id) do update set is_now = excluded.is_now`);
}

export async function closeCheck(tx: Tx, checkId: number, now: Date): Promise<void> {
  await tx.run(sql`update identity_check set finished_at = ${now} where shop_id = ${tx.shopId} and id = ${checkId}`);
}

/** A record that stood in another profile than its evidence gives. */
export type Difference = { name: string; wasPublicId: string | null; publicId: string | null };
export type NightReport = {
  finishedAt: Date;
  /** Profiles that were decided anew. */
  people: number;
  /** Records that stood wrong; healed. */
  differences: number;
  shown: Difference[];
};

/** Differences that a page shows. */
const MOST_SHOWN = 20;

/** What the last night found; null before the first. */
export async function lastNight(tx: Tx): Promise<NightReport | null> {
  const [check] = await tx.rows<{ id: number; finishedAt: Date; people: number; differences: number }>(sql`
    select c.id, c.finished_at as "finishedAt", c.people,
           (select count(*)::integer from identity_difference d where d.shop_id = c.shop_id and d.check_id = c.id) as differences
    from identity_check c where c.shop_id = ${tx.shopId} and c.finished_at is not null order by c.id desc limit 1`);
  if (!check) {
    return null;
  }
  const { id, ...report } = check;
  const shown = await tx.rows<Difference>(sql`
    select coalesce(nullif(trim(concat_ws(' ', r.given_name, r.family_name)), ''), r.full_name, r.email, r.phone, 'No name') as name,
           w.public_id as "wasPublicId", n.public_id as "publicId"
    from identity_difference d
    join customer_record r on r.shop_id = d.shop_id and r.id = d.record_id
    left join customer_record w on w.shop_id = d.shop_id and w.id = d.was
    left join customer_record n on n.shop_id = d.shop_id and n.id = d.is_now
    where d.shop_id = ${tx.shopId} and d.check_id = ${id} order by d.record_id limit ${MOST_SHOWN}`);
  return { ...report, shown };
}
