import { KEPT_DAYS } from '#app/governance/kept-days.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import type { HeldFile, SourceQuarantine } from './source-quarantine.ts';

const READ = sql`
  select q.source_id as "sourceId", s.name as source, q.reason, q.until::text as until, q.releasing, q.began_at as "beganAt",
    case when q.began_by like 'staff:%' then coalesce(m.name, 'Member of staff') else q.began_by end as "beganBy",
    coalesce(h.files, '[]') as held
  from source_quarantine q
  join source s on s.shop_id = q.shop_id and s.id = q.source_id
  left join staff_member m on m.shop_id = q.shop_id and m.staff_id = substr(q.began_by, 7)
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', u.id, 'fileName', u.file_name, 'rows', coalesce((u.detection ->> 'dataRows')::bigint, 0),
      'heldAt', u.held_at, 'keptUntil', (u.held_at + ${KEPT_DAYS.heldFile}::int * interval '1 day')::date::text) order by u.held_at, u.id) as files
    from upload u where u.shop_id = q.shop_id and u.source_id = q.source_id and u.state = 'held') h on true`;

/** The sources in quarantine with what is held of each, the longest first. O(held files). */
export function readQuarantines(tx: Tx): Promise<SourceQuarantine[]> {
  return tx.rows<SourceQuarantine>(sql`${READ} where q.shop_id = ${tx.shopId} order by q.began_at, q.source_id`);
}

/** Whether, and why, a source is in quarantine; null: it is not. */
export async function findQuarantine(tx: Tx, sourceId: number): Promise<SourceQuarantine | null> {
  const [found] = await tx.rows<SourceQuarantine>(
    sql`${READ} where q.shop_id = ${tx.shopId} and q.source_id = ${sourceId}`,
  );
  return found ?? null;
}

/** Puts a source in quarantine; one that is in it gets the reason and day anew, and what is not taken in yet stays held. */
export async function beginQuarantine(
  tx: Tx,
  {
    sourceId,
    reason,
    until,
    actor,
    today,
  }: Record<'reason' | 'until' | 'actor' | 'today', string> & {
    sourceId: number;
  },
): Promise<void> {
  const [source] = await tx.rows<{ kind: string }>(
    sql`select kind from source where shop_id = ${tx.shopId} and id = ${sourceId}`,
  );
  if (!source) {
    throw new Refusal('sources.source_unknown', 'This source does not exist any more.');
  }
  if (source.kind === 'shopify') {
    throw new Refusal('sources.shopify_flows', 'Shopify itself cannot be put in quarantine.', {
      remedy: 'Put right in Shopify what is wrong there: each correction comes here by itself.',
    });
  }
  if (reason === '') {
    throw new Refusal('sources.reason_missing', 'Say why.', { field: 'reason' });
  }
  if (until !== '' && (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(until)) || until < today)) {
    throw new Refusal('sources.until_impossible', 'The last day is today or later, or empty.', { field: 'until' });
  }
  await tx.run(sql`
    insert into source_quarantine (shop_id, source_id, reason, until, began_by)
    values (${tx.shopId}, ${sourceId}, ${reason}, nullif(${until}, '')::date, ${actor})
    on conflict (shop_id, source_id) do update set reason = excluded.reason, until = excluded.until, releasing = false`);
}

/** Whether a file that is to be imported now is held instead. Its quarantine does not end before this transaction does. */
export async function isHeldBack(tx: Tx, sourceId: number): Promise<boolean> {
  const rows = await tx.rows(
    sql`select from source_quarantine where shop_id = ${tx.shopId} and source_id = ${sourceId} for share`,
  );
  return rows.length > 0;
}

/** Holds a file of which no row is in, although its import was let begin before the quarantine. False where there is none. */
export async function holdQueued(tx: Tx, uploadId: number): Promise<boolean> {
  const held = await tx.run(sql`
    update upload u set state = 'held', held_at = clock_timestamp() from source_quarantine q
    where u.shop_id = ${tx.shopId} and u.id = ${uploadId} and u.state = 'importing' and u.next_row = 0 and not u.cancel_asked
      and q.shop_id = u.shop_id and q.source_id = u.source_id and not q.releasing`);
  return held > 0;
}

/** Lets what is held be taken in. False if the source is in no quarantine. */
export async function beginRelease(tx: Tx, sourceId: number): Promise<boolean> {
  return (
    (await tx.run(
      sql`update source_quarantine set releasing = true where shop_id = ${tx.shopId} and source_id = ${sourceId}`,
    )) > 0
  );
}

/**
 * What is to be done next in a release: the held file whose turn it is, which is marked as being imported; `ended` once none is left,
 * and with it the quarantine; `nothing` where no release is under way or a file of the source is being imported still.
 */
export async function takeNextHeld(tx: Tx, sourceId: number): Promise<number | 'ended' | 'nothing'> {
  const [open] = await tx.rows<{ releasing: boolean }>(
    sql`select releasing from source_quarantine where shop_id = ${tx.shopId} and source_id = ${sourceId} for update`,
  );
  const running = await tx.rows(
    sql`select from upload where shop_id = ${tx.shopId} and source_id = ${sourceId} and state = 'importing' limit 1`,
  );
  if (!open?.releasing || running.length > 0) {
    return 'nothing';
  }
  const [next] = await tx.rows<{ id: number }>(sql`
    update upload set state = 'importing', held_at = null where shop_id = ${tx.shopId} and id = (
      select id from upload where shop_id = ${tx.shopId} and source_id = ${sourceId} and state = 'held' order by held_at, id limit 1)
    returning id`);
  if (next) {
    return next.id;
  }
  await tx.run(sql`delete from source_quarantine where shop_id = ${tx.shopId} and source_id = ${sourceId}`);
  return 'ended';
}

/** Sources whose quarantine ends by its day, or whose release is under way. */
export async function dueReleases(tx: Tx, today: string): Promise<number[]> {
  const due = await tx.rows<{ sourceId: number }>(sql`
    select source_id as "sourceId" from source_quarantine
    where shop_id = ${tx.shopId} and (releasing or until < ${today}::date) order by source_id`);
  return due.map((one) => one.sourceId);
}

/** Throws held files away; what becomes of them is told by their upload. Returns which they were, in their order. */
export async function refuseHeldFiles(
  tx: Tx,
  sourceId: number,
  { uploadIds, reason }: { uploadIds: readonly number[]; reason: string },
): Promise<HeldFile['fileName'][]> {
  const gone = await tx.rows<{ id: number; fileName: string }>(sql`
    update upload set state = 'refused', failure = ${reason}, finished_at = now(), dry_run = null,
      detection = jsonb_set(detection, '{sample}', '[]')
    where shop_id = ${tx.shopId} and source_id = ${sourceId} and state = 'held' and id = any(${uploadIds}::bigint[])
    returning id, file_name as "fileName"`);
  await tx.run(sql`
    delete from upload_chunk where shop_id = ${tx.shopId} and upload_id = any(${gone.map((one) => one.id)}::bigint[])`);
  return gone.toSorted((a, b) => a.id - b.id).map((one) => one.fileName);
}

const TOO_OLD = `Nobody took it in for ${KEPT_DAYS.heldFile} days, which is how long a file is held at most.`;

/** Lets go of files that are held for too long. */
export async function pruneHeld(tx: Tx): Promise<void> {
  const old = await tx.rows<{ id: number; sourceId: number }>(sql`
    select id, source_id as "sourceId" from upload
    where shop_id = ${tx.shopId} and state = 'held' and held_at < now() - ${KEPT_DAYS.heldFile}::int * interval '1 day'`);
  for (const sourceId of new Set(old.map((one) => one.sourceId))) {
    const uploadIds = old.filter((one) => one.sourceId === sourceId).map((one) => one.id);
    await refuseHeldFiles(tx, sourceId, { uploadIds, reason: TOO_OLD });
  }
}
