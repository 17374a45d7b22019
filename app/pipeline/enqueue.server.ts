import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { JOBS, type JobDefinition, type JobName, type JobPayload } from './jobs.ts';

/** Queues a job in the caller's transaction: it exists exactly if the transaction commits. `due` = not before this instant. */
export async function enqueue<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: JobPayload<Name>,
  due: Date | null = null,
): Promise<void> {
  const job: JobDefinition = JOBS[name];
  await tx.run(sql`
    select enqueue_job(${name}::text, ${JSON.stringify(payload)}::jsonb, ${job.dedupeKey(payload)}::text,
                       ${due}::timestamptz, ${job.attempts}::integer, ${job.rank}::integer)`);
}
