import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import type { Way } from './send-plan.ts';

export type RunCause = 'sent' | 'followed' | 'undone' | 'ended' | 'erased';
export type RunState = 'planned' | 'running' | 'stopped' | 'done' | 'dropped';

/** One change of Shopify as a whole. */
export type Run = {
  id: number;
  segmentId: number;
  cause: RunCause;
  state: RunState;
  way: Way;
  query: string | null;
  queryBefore: string | null;
  adds: number;
  removes: number;
  /** Members who are no customers of Shopify and cannot be tagged. */
  unreachable: number;
  reason: string | null;
  undone: boolean;
  actor: string;
  createdAt: Date;
  finishedAt: Date | null;
};

/** How far a run is: customers by what became of them. */
export type RunProgress = { waiting: number; done: number; needless: number; failed: number };

const SELECT = sql`
  select id, segment_id as "segmentId", cause, state, way, query, query_before as "queryBefore", adds, removes, unreachable,
         reason, undone, actor, created_at as "createdAt", finished_at as "finishedAt"
  from activation_run`;

export async function readRun(tx: Tx, runId: number): Promise<Run | null> {
  const [row] = await tx.rows<Run>(sql`${SELECT} where shop_id = ${tx.shopId} and id = ${runId}`);
  return row ?? null;
}

/** The segment's latest runs, the newest first. */
export function readRuns(tx: Tx, segmentId: number, limit: number): Promise<Run[]> {
  return tx.rows<Run>(sql`
    ${SELECT} where shop_id = ${tx.shopId} and segment_id = ${segmentId} and cause <> 'erased'
    order by id desc limit ${limit}`);
}

/** The run of a segment that waits for a person or is under way. */
export async function openRun(tx: Tx, segmentId: number): Promise<Run | null> {
  const [row] = await tx.rows<Run>(sql`
    ${SELECT} where shop_id = ${tx.shopId} and segment_id = ${segmentId} and state in ('planned', 'running', 'stopped')
      and cause <> 'erased'`);
  return row ?? null;
}

export type NewRun = Pick<Run, 'segmentId' | 'cause' | 'state' | 'way' | 'query' | 'queryBefore' | 'actor'> & {
  reason?: string | null;
  unreachable?: number;
  undoes?: number | null;
};

/** Writes down a run without its changes; its id. */
export async function addRun(tx: Tx, run: NewRun): Promise<number> {
  const [row] = await tx.rows<{ id: number }>(sql`
    insert into activation_run (shop_id, segment_id, cause, state, way, query, query_before, actor, reason, unreachable, undoes)
    values (${tx.shopId}, ${run.segmentId}, ${run.cause}, ${run.state}, ${run.way}, ${run.query}, ${run.queryBefore},
            ${run.actor}, ${run.reason ?? null}, ${run.unreachable ?? 0}, ${run.undoes ?? null})
    returning id`);
  return row!.id;
}

/** Moves a run on; a finished one stays as it is. Returns whether it moved. */
export async function moveRun(
  tx: Tx,
  runId: number,
  to: { state: RunState; actor?: string; reason?: string | null },
): Promise<boolean> {
  const ends = to.state === 'done' || to.state === 'dropped';
  const moved = await tx.run(sql`
    update activation_run set state = ${to.state}, actor = coalesce(${to.actor ?? null}, actor), reason = ${to.reason ?? null},
           finished_at = ${ends ? sql`now()` : sql`null`}
    where shop_id = ${tx.shopId} and id = ${runId} and state in ('planned', 'running', 'stopped')`);
  return moved > 0;
}

/** Forgets a run of which nothing was carried out, with its changes. */
export async function discardRun(tx: Tx, runId: number): Promise<void> {
  await tx.run(sql`delete from activation_run where shop_id = ${tx.shopId} and id = ${runId}`);
}

/** The last change of a segment that was carried out: the one that can be undone. */
export async function lastDone(tx: Tx, segmentId: number): Promise<Run | null> {
  const [row] = await tx.rows<Run>(sql`
    ${SELECT} where shop_id = ${tx.shopId} and segment_id = ${segmentId} and state = 'done' and cause <> 'erased'
    order by id desc limit 1`);
  return row ?? null;
}

export async function markUndone(tx: Tx, runId: number): Promise<void> {
  await tx.run(sql`update activation_run set undone = true where shop_id = ${tx.shopId} and id = ${runId}`);
}

/** Fills a run with changes and counts them: rows of (customer_id, op). */
export async function fillRun(tx: Tx, runId: number, changes: Sql): Promise<{ adds: number; removes: number }> {
  await tx.run(sql`delete from activation_change where shop_id = ${tx.shopId} and run_id = ${runId}`);
  await tx.run(sql`
    insert into activation_change (shop_id, run_id, customer_id, op)
    select ${tx.shopId}::bigint, ${runId}::bigint, c.customer_id, c.op from (${changes}) c`);
  const [row] = await tx.rows<{ adds: number; removes: number }>(sql`
    update activation_run r set (adds, removes) = (
      select count(*) filter (where c.op = 'add'), count(*) filter (where c.op = 'remove')
      from activation_change c where c.shop_id = r.shop_id and c.run_id = r.id)
    where r.shop_id = ${tx.shopId} and r.id = ${runId} returning adds, removes`);
  return row!;
}

export async function readProgress(tx: Tx, runId: number): Promise<RunProgress> {
  const [row] = await tx.rows<RunProgress>(sql`
    select count(*) filter (where state in ('waiting', 'sending')) as waiting, count(*) filter (where state = 'done') as done,
           count(*) filter (where state = 'needless') as needless, count(*) filter (where state = 'failed') as failed
    from activation_change where shop_id = ${tx.shopId} and run_id = ${runId}`);
  return row!;
}

export type ChangeLine = { customerId: string; name: string; op: 'add' | 'remove'; message: string | null };

/** Some of a run's changes with the person's name, the failed ones first. */
export function readChanges(tx: Tx, runId: number, limit: number): Promise<ChangeLine[]> {
  return tx.rows<ChangeLine>(sql`
    select c.customer_id as "customerId", coalesce(nullif(p.display_name, ''), 'Customer ' || c.customer_id) as name, c.op, c.message
    from activation_change c
    left join source s on s.shop_id = c.shop_id and s.kind = 'shopify'
    left join customer_record r on r.shop_id = c.shop_id and r.source_id = s.id and r.external_id = c.customer_id
    left join profile_member m on m.shop_id = c.shop_id and m.record_id = r.id
    left join profile p on p.shop_id = c.shop_id and p.id = m.profile_id
    where c.shop_id = ${tx.shopId} and c.run_id = ${runId}
    order by c.state = 'failed' desc, c.op, c.customer_id limit ${limit}`);
}
