import pg from 'pg';
import { connectionOf, lockKey } from '#app/platform/db.server.ts';
import { faultFields, log } from '#app/platform/log.server.ts';

const SWEEP_EVERY_MS = 3000;

/** Keeps this process's workers known as alive, and gives the jobs of dead ones back. */
export type Life = {
  /** Says that a worker of this process has started. */
  announce(workerId: string): void;
  /** Says that all workers announced until now have ended, whatever the queue still holds in their names. */
  renounce(): void;
  end(): Promise<void>;
};

/**
 * The queue gives the jobs of a killed worker back only after hours. Here each worker holds an advisory lock by its name,
 * on a connection that dies with the process; a sweep frees the jobs of every worker whose lock nobody holds.
 */
export async function watchLives(): Promise<Life> {
  const own = new Set<string>();
  let line = await openLine(own);
  let busy: Promise<unknown> = Promise.resolve();
  const queue = (work: (client: pg.Client) => Promise<unknown>) => {
    busy = busy
      .then(async () => {
        if (line.isBroken()) {
          line = await openLine(own);
        }
        await work(line.client);
      })
      .catch((error: unknown) => log('warn', 'a look after dead workers failed', faultFields(error)));
  };
  queue((client) => freeJobsOfTheDead(client, own));
  const timer = setInterval(() => queue((client) => freeJobsOfTheDead(client, own)), SWEEP_EVERY_MS);
  return {
    announce: (workerId) => {
      own.add(workerId);
      queue((client) => hold(client, workerId));
    },
    renounce: () => {
      own.clear();
      queue((client) => client.query('select pg_advisory_unlock_all()'));
    },
    end: async () => {
      clearInterval(timer);
      await busy;
      await line.client.end();
    },
  };
}

type Line = { client: pg.Client; isBroken(): boolean };

/** A connection that holds the locks of these workers. Its server may be restarted: then a new one takes its place. */
async function openLine(workerIds: ReadonlySet<string>): Promise<Line> {
  const client = new pg.Client({ ...connectionOf('jobs'), keepAlive: true });
  let broken = false;
  client.on('error', (error) => {
    broken = true;
    log('warn', 'the life line of the workers broke', { reason: error.message });
  });
  await client.connect();
  for (const workerId of workerIds) {
    await hold(client, workerId);
  }
  return { client, isBroken: () => broken };
}

function hold(client: pg.Client, workerId: string): Promise<unknown> {
  return client.query('select pg_advisory_lock($1::bigint)', [lockKey(`worker:${workerId}`)]);
}

/** A lock that can be had belongs to nobody: its worker is gone. This process's own are known to live. */
async function freeJobsOfTheDead(client: pg.Client, own: ReadonlySet<string>): Promise<void> {
  const holders = await client.query<{ locked_by: string }>(`
    select distinct locked_by from graphile_worker._private_jobs
    where locked_by is not null and locked_at < now() - interval '3 seconds'`);
  for (const { locked_by } of holders.rows.filter((row) => !own.has(row.locked_by))) {
    const key = lockKey(`worker:${locked_by}`);
    const held = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1::bigint) as got', [key]);
    if (held.rows[0]?.got) {
      await client.query('select pg_advisory_unlock($1::bigint)', [key]);
      await client.query('select graphile_worker.force_unlock_workers($1::text[])', [[locked_by]]);
      log('warn', 'jobs of a dead worker are free again', { worker: locked_by });
    }
  }
}
