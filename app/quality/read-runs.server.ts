import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { MoneyAtStake } from './money.ts';
import type { CheckResult } from './score.ts';

export type QualityRun = { id: number; ranAt: Date; milliseconds: number; money: MoneyAtStake; results: CheckResult[] };

/** The newest finished run with what it found; null before the first. */
export async function readLatestRun(tx: Tx): Promise<QualityRun | null> {
  const [run] = await tx.rows<Omit<QualityRun, 'results'>>(sql`
    select id, ran_at as "ranAt", milliseconds, money from quality_run
    where shop_id = ${tx.shopId} and state = 'done' order by id desc limit 1`);
  if (!run) {
    return null;
  }
  const results = await tx.rows<CheckResult>(sql`
    select check_key as "checkKey", source_id as "sourceId", total, failing from check_run
    where shop_id = ${tx.shopId} and run_id = ${run.id}`);
  return { ...run, results };
}

/** Whether a run waits or is under way, and whether the last one came to nothing. */
export async function readRunState(tx: Tx): Promise<{ waiting: boolean; failed: boolean }> {
  const [last] = await tx.rows<{ state: string }>(sql`
    select state from quality_run where shop_id = ${tx.shopId} order by id desc limit 1`);
  return { waiting: last?.state === 'waiting', failed: last?.state === 'failed' };
}

/** Totals per check of the last finished runs, the oldest first. */
export async function readHistory(
  tx: Tx,
  runs: number,
): Promise<{ ranAt: Date; results: Omit<CheckResult, 'sourceId'>[] }[]> {
  const rows = await tx.rows<{ id: number; ranAt: Date; checkKey: string; total: number; failing: number }>(sql`
    select q.id, q.ran_at as "ranAt", c.check_key as "checkKey", sum(c.total)::bigint as total, sum(c.failing)::bigint as failing
    from (select id, ran_at from quality_run where shop_id = ${tx.shopId} and state = 'done' order by id desc limit ${runs}) q
    join check_run c on c.shop_id = ${tx.shopId} and c.run_id = q.id
    group by q.id, q.ran_at, c.check_key order by q.id`);
  const byRun = new Map<number, { ranAt: Date; results: Omit<CheckResult, 'sourceId'>[] }>();
  for (const { id, ranAt, ...result } of rows) {
    const run = byRun.get(id) ?? { ranAt, results: [] };
    run.results.push(result);
    byRun.set(id, run);
  }
  return [...byRun.values()];
}

export type StaffLine = {
  checkKey: string;
  storeId: number;
  store: string | null;
  staff: string;
  total: number;
  failing: number;
};

/** What a run found of the entries of each store's staff; store 0 and staff '' are not known. */
export function readStaffResults(tx: Tx, runId: number): Promise<StaffLine[]> {
  return tx.rows<StaffLine>(sql`
    select c.check_key as "checkKey", c.store_id as "storeId", s.name as store, c.staff, c.total, c.failing
    from check_run_staff c left join store s on s.shop_id = c.shop_id and s.id = c.store_id
    where c.shop_id = ${tx.shopId} and c.run_id = ${runId}`);
}
