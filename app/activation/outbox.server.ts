import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

export type Change = { customerId: string; op: 'add' | 'remove' };
export type Settled = { customerId: string; state: 'done' | 'needless' | 'failed'; message: string | null };

/** Takes the next changes of a run: from now on they may have reached Shopify. */
export function claimChanges(tx: Tx, runId: number, limit: number): Promise<Change[]> {
  return tx.rows<Change>(sql`
    update activation_change set state = 'sending', changed_at = now()
    where shop_id = ${tx.shopId} and run_id = ${runId} and customer_id in (
      select customer_id from activation_change
      where shop_id = ${tx.shopId} and run_id = ${runId} and state = 'waiting' order by customer_id limit ${limit})
    returning customer_id as "customerId", op`);
}

/** What was under way when a process ended: nobody knows whether it reached Shopify. */
export function doubtfulChanges(tx: Tx, runId: number): Promise<Change[]> {
  return tx.rows<Change>(sql`
    select customer_id as "customerId", op from activation_change
    where shop_id = ${tx.shopId} and run_id = ${runId} and state = 'sending' order by customer_id`);
}

/** Lets changes that did not reach Shopify wait again. */
export async function returnChanges(tx: Tx, runId: number, customerIds: readonly string[]): Promise<void> {
  await tx.run(sql`
    update activation_change set state = 'waiting', changed_at = now()
    where shop_id = ${tx.shopId} and run_id = ${runId} and state = 'sending' and customer_id = any(${[...customerIds]}::text[])`);
}

/** Writes down what became of changes, and who carries the tag from now on. */
export async function settleChanges(
  tx: Tx,
  run: { id: number; segmentId: number },
  settled: readonly Settled[],
): Promise<void> {
  const rows = JSON.stringify(settled);
  await tx.run(sql`
    update activation_change c set state = s.state, message = s.message, changed_at = now()
    from jsonb_to_recordset(${rows}::jsonb) as s ("customerId" text, state text, message text)
    where c.shop_id = ${tx.shopId} and c.run_id = ${run.id} and c.customer_id = s."customerId"`);
  const ids = sql`${settled.filter((one) => one.state !== 'failed').map((one) => one.customerId)}::text[]`;
  const changed = sql`
    select customer_id from activation_change
    where shop_id = ${tx.shopId} and run_id = ${run.id} and customer_id = any(${ids})`;
  await tx.run(sql`
    insert into activation_carrier (shop_id, segment_id, customer_id)
    select ${tx.shopId}, ${run.segmentId}, customer_id from (${changed} and op = 'add') c on conflict do nothing`);
  await tx.run(sql`
    delete from activation_carrier
    where shop_id = ${tx.shopId} and segment_id = ${run.segmentId} and customer_id in (${changed} and op = 'remove')`);
}

/** Forgets the customers of a run that only took an erased person's tag away. */
export async function forgetChanges(tx: Tx, runId: number): Promise<void> {
  await tx.run(sql`delete from activation_change where shop_id = ${tx.shopId} and run_id = ${runId}`);
}

/** Runs that have something to write. */
export async function runningRuns(tx: Tx): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(
    sql`select id from activation_run where shop_id = ${tx.shopId} and state = 'running' order by id`,
  );
  return rows.map((row) => row.id);
}
