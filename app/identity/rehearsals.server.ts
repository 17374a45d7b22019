import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';

export type RehearsalState =
  | 'queued'
  | 'running'
  | 'ready'
  | 'approved'
  | 'applying'
  | 'applied'
  | 'undoing'
  | 'undone'
  | 'outdated'
  | 'cancelled'
  | 'failed';

/** A change that is tried on all data before it is made. What it proposes and what it found is the pipeline's. */
export type Rehearsal = {
  id: number;
  proposal: unknown;
  /** The settings that it replaced, once it was applied. */
  before: unknown;
  state: RehearsalState;
  phase: string;
  /** 0 … 1. */
  progress: number;
  cancelAsked: boolean;
  summary: unknown;
  fingerprint: string | null;
  askedBy: string;
  askedAt: Date;
};

/** One profile that would change; records by id, money in minor units, no names. */
export type RehearsedChange = { kind: 'merge' | 'split' | 'fields'; recordIds: number[]; detail: unknown };

const SELECT = sql`
  select id, proposal, before, state, phase, progress, cancel_asked as "cancelAsked", summary, fingerprint,
         asked_by as "askedBy", asked_at as "askedAt"
  from rehearsal`;

export async function readRehearsal(tx: Tx, id: number): Promise<Rehearsal | null> {
  const [row] = await tx.rows<Rehearsal>(sql`${SELECT} where shop_id = ${tx.shopId} and id = ${id}`);
  return row ?? null;
}

/** The latest first. */
export function readRehearsals(tx: Tx, most: number): Promise<Rehearsal[]> {
  return tx.rows<Rehearsal>(sql`${SELECT} where shop_id = ${tx.shopId} order by id desc limit ${most}`);
}

/** The rehearsal whose settings are in force; null if none was ever applied, or the last one was undone. */
export async function latestApplied(tx: Tx): Promise<number | null> {
  const [row] = await tx.rows<{ id: number }>(sql`
    select id from rehearsal where shop_id = ${tx.shopId} and state in ('applied', 'undoing') order by changed_at desc, id desc limit 1`);
  return row?.id ?? null;
}

/**
 * Stops rehearsals of models older than this one that wait or were tried and not decided about. False if this very model is already
 * before somebody.
 */
export async function supersedeModels(tx: Tx, version: string): Promise<boolean> {
  await tx.run(sql`
    update rehearsal set state = 'cancelled', changed_at = now()
    where shop_id = ${tx.shopId} and state in ('queued', 'ready', 'outdated') and proposal ->> 'model' <> ${version}`);
  const [row] = await tx.rows<{ waits: boolean }>(sql`
    select exists (select from rehearsal where shop_id = ${tx.shopId} and proposal ->> 'model' = ${version}
                   and state not in ('cancelled', 'failed', 'undone')) as waits`);
  return !row?.waits;
}

/** The learned model that was rehearsed and waits for somebody to decide about it; null if none does. */
export async function waitingModel(tx: Tx): Promise<{ id: number; summary: unknown } | null> {
  const [row] = await tx.rows<{ id: number; summary: unknown }>(sql`
    select id, summary from rehearsal
    where shop_id = ${tx.shopId} and proposal ->> 'model' is not null and state in ('ready', 'outdated') order by id desc limit 1`);
  return row ?? null;
}

export async function askRehearsal(tx: Tx, proposal: object, actor: string): Promise<number> {
  const [row] = await tx.rows<{ id: number }>(sql`
    insert into rehearsal (shop_id, proposal, asked_by) values (${tx.shopId}, ${JSON.stringify(proposal)}::jsonb, ${actor}) returning id`);
  return row!.id;
}

/** What may be set together with a state. */
export type RehearsalPart = {
  phase?: string;
  progress?: number;
  summary?: object;
  fingerprint?: string;
  before?: object;
  cancelAsked?: boolean;
};

/** Moves a rehearsal on, if it is in one of these states; false if it is not. */
export async function moveRehearsal(
  tx: Tx,
  id: number,
  from: readonly RehearsalState[],
  to: RehearsalState,
  part: RehearsalPart = {},
): Promise<boolean> {
  const moved = await tx.run(sql`
    update rehearsal set state = ${to}, phase = ${part.phase ?? ''}, progress = ${part.progress ?? 0},
      cancel_asked = ${part.cancelAsked ?? false},
      summary = ${orKept('summary', part.summary)}, before = ${orKept('before', part.before)},
      fingerprint = coalesce(${part.fingerprint ?? null}::text, fingerprint), changed_at = now()
    where shop_id = ${tx.shopId} and id = ${id} and state = any(${[...from]}::text[])`);
  return moved > 0;
}

function orKept(column: 'summary' | 'before', value: object | undefined): Sql {
  const kept = column === 'summary' ? sql`summary` : sql`before`;
  return value === undefined ? kept : sql`${JSON.stringify(value)}::jsonb`;
}

/** Notes how far a running rehearsal is; true if somebody has asked to stop it. */
export async function noteProgress(tx: Tx, id: number, phase: string, share: number): Promise<boolean> {
  const [row] = await tx.rows<{ cancel_asked: boolean }>(sql`
    update rehearsal set phase = ${phase}, progress = ${share}, changed_at = now()
    where shop_id = ${tx.shopId} and id = ${id} returning cancel_asked`);
  return row?.cancel_asked ?? false;
}

/** Asks a rehearsal that waits or runs to stop at its next step. */
export async function askToStop(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`
    update rehearsal set cancel_asked = true where shop_id = ${tx.shopId} and id = ${id} and state in ('queued', 'running')`);
}

/** Replaces the changes that a rehearsal found. */
export async function keepChanges(tx: Tx, id: number, changes: readonly RehearsedChange[]): Promise<void> {
  await tx.run(sql`delete from rehearsal_change where shop_id = ${tx.shopId} and rehearsal_id = ${id}`);
  await tx.run(sql`
    insert into rehearsal_change (shop_id, rehearsal_id, position, kind, record_ids, detail)
    select ${tx.shopId}, ${id}, c.nth, c.one ->> 'kind',
           array(select jsonb_array_elements_text(c.one -> 'recordIds')::bigint), c.one -> 'detail'
    from jsonb_array_elements(${JSON.stringify(changes)}::jsonb) with ordinality as c (one, nth)`);
}

export async function readChanges(tx: Tx, id: number): Promise<RehearsedChange[]> {
  const rows = await tx.rows<Omit<RehearsedChange, 'recordIds'> & { recordIds: string[] }>(sql`
    select kind, record_ids as "recordIds", detail from rehearsal_change
    where shop_id = ${tx.shopId} and rehearsal_id = ${id} order by position`);
  return rows.map((row) => ({ ...row, recordIds: row.recordIds.map(Number) }));
}
