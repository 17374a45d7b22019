import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

export type BackfillSubject = 'customers' | 'orders' | 'products';

export type BackfillOperation = {
  id: number;
  subject: BackfillSubject;
  from: Date | null;
  to: Date | null;
  operationGid: string | null;
  state: 'waiting' | 'running' | 'loading' | 'done' | 'failed' | 'cancelled';
  resultUrl: string | null;
  objectsTotal: number | null;
  linesDone: number;
  attempts: number;
  lastError: string | null;
};

const DAY_MS = 86_400_000;
/** Without read_all_orders Shopify shows only these days of orders. */
export const RECENT_DAYS = 60;

/**
 * Writes down the operations that fetch a shop's history, the most useful first: recent orders, then customers, products,
 * and older orders by year. Does nothing (and answers false) if the history was planned before.
 */
export async function planBackfill(
  tx: Tx,
  { readsAllOrders, now = new Date() }: { readsAllOrders: boolean; now?: Date },
): Promise<boolean> {
  const ago = (days: number) => new Date(Math.floor((now.getTime() - days * DAY_MS) / DAY_MS) * DAY_MS);
  const plan: { subject: BackfillSubject; from: Date | null; to: Date | null }[] = [
    { subject: 'orders', from: ago(RECENT_DAYS), to: null },
    { subject: 'customers', from: ago(365), to: null },
    { subject: 'customers', from: null, to: ago(365) },
    { subject: 'products', from: null, to: null },
  ];
  if (readsAllOrders) {
    plan.push(
      { subject: 'orders', from: ago(365), to: ago(RECENT_DAYS) },
      { subject: 'orders', from: ago(730), to: ago(365) },
    );
    plan.push({ subject: 'orders', from: null, to: ago(730) });
  }
  const rows = plan.map((operation, position) => ({ ...operation, position }));
  const planned = await tx.run(sql`
    insert into backfill_operation (shop_id, subject, window_from, window_to, position)
    select ${tx.shopId}, p.subject, p."from", p."to", p.position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (subject text, "from" timestamptz, "to" timestamptz, position integer)
    where not exists (select from backfill_operation where shop_id = ${tx.shopId})`);
  return planned > 0;
}

type Row = {
  id: number;
  subject: BackfillSubject;
  window_from: Date | null;
  window_to: Date | null;
  operation_gid: string | null;
  state: BackfillOperation['state'];
  result_url: string | null;
  objects_total: number | null;
  lines_done: number;
  attempts: number;
  last_error: string | null;
};

/** The shop's operations in the order in which they are wanted. */
export async function backfillOperations(tx: Tx): Promise<BackfillOperation[]> {
  const rows = await tx.rows<Row>(sql`
    select id, subject, window_from, window_to, operation_gid, state, result_url, objects_total, lines_done, attempts, last_error
    from backfill_operation where shop_id = ${tx.shopId} order by position`);
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    from: row.window_from,
    to: row.window_to,
    operationGid: row.operation_gid,
    state: row.state,
    resultUrl: row.result_url,
    objectsTotal: row.objects_total,
    linesDone: row.lines_done,
    attempts: row.attempts,
    lastError: row.last_error,
  }));
}

/** What a step changes of an operation; what is absent stays. */
export type BackfillChange = Partial<
  Pick<BackfillOperation, 'state' | 'operationGid' | 'resultUrl' | 'objectsTotal' | 'linesDone' | 'lastError'>
> & {
  failedAttempt?: boolean;
};

export async function changeBackfill(tx: Tx, id: number, change: BackfillChange): Promise<void> {
  await tx.run(sql`
    update backfill_operation set
      state = coalesce(${change.state ?? null}, state), operation_gid = coalesce(${change.operationGid ?? null}, operation_gid),
      result_url = coalesce(${change.resultUrl ?? null}, result_url), objects_total = coalesce(${change.objectsTotal ?? null}, objects_total),
      lines_done = coalesce(${change.linesDone ?? null}, lines_done), last_error = ${change.lastError ?? null},
      attempts = attempts + ${change.failedAttempt ? 1 : 0}, updated_at = now()
    where shop_id = ${tx.shopId} and id = ${id} and state <> 'cancelled'`);
}

/** Lets failed operations start anew. */
export async function retryFailedBackfill(tx: Tx): Promise<void> {
  await tx.run(sql`
    update backfill_operation set state = 'waiting', attempts = 0, last_error = null, lines_done = 0
    where shop_id = ${tx.shopId} and state = 'failed'`);
}

/** Lets the whole history be planned anew. */
export async function forgetBackfill(tx: Tx): Promise<void> {
  await tx.run(sql`delete from backfill_operation where shop_id = ${tx.shopId}`);
}
