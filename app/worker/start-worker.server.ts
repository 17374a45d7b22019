import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, parseCrontab, type Runner, run, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { connectionOf } from '#app/platform/db.server.ts';
import { faultFields, log } from '#app/platform/log.server.ts';
import { watchLives } from './dead-workers.server.ts';
import { taskList } from './task-list.server.ts';

export type RunningWorker = { stop(): Promise<void> };

const AGAIN_AFTER_MS = 1000;

/**
 * Starts working off jobs. Any number of workers may run; each job is run by one of them at a time. The queue gives up when
 * it cannot write down how a job ended, as while the database is restarted: it is then begun anew, in the same process.
 */
export async function startWorker({ concurrency }: { concurrency: number }): Promise<RunningWorker> {
  const pool = new pg.Pool({ ...connectionOf('jobs'), max: concurrency + 3 });
  const lost = (error: Error) => log('warn', 'the queue lost a connection', { reason: error.message });
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  const lives = await watchLives();
  const events: WorkerEvents = new EventEmitter();
  // The queue marks a job with its worker's name or with its pool's, by how it was fetched.
  events.on('pool:create', ({ workerPool }) => lives.announce(workerPool.id));
  events.on('worker:create', ({ worker }) => lives.announce(worker.workerId));
  const begin = () => beginQueue(pool, concurrency, events);
  let runner = await begin();
  let stopping = false;
  const watch = async () => {
    for (;;) {
      await runner.promise.catch((error: unknown) => log('warn', 'the queue ended', faultFields(error)));
      lives.renounce();
      const next = await persist(begin, () => stopping);
      if (!next) {
        return;
      }
      runner = next;
      if (stopping) {
        return runner.stop();
      }
    }
  };
  const watched = watch();
  log('info', 'worker started', { concurrency });
  return {
    stop: async () => {
      stopping = true;
      // One that has ended by itself cannot be stopped once more.
      await runner.stop().catch(() => undefined);
      await watched;
      await lives.end();
      await pool.end();
    },
  };
}

/** Tries until it succeeds, or until nobody wants it any more: what it waits for is the database. */
async function persist<Result>(work: () => Promise<Result>, isOver: () => boolean): Promise<Result | undefined> {
  while (!isOver()) {
    await sleep(AGAIN_AFTER_MS);
    try {
      return await work();
    } catch (error) {
      log('warn', 'the queue could not be begun anew yet', faultFields(error));
    }
  }
  return undefined;
}

function beginQueue(pool: pg.Pool, concurrency: number, events: WorkerEvents): Promise<Runner> {
  return run({
    pgPool: pool,
    concurrency,
    taskList: taskList(),
    noHandleSignals: true,
    // In batches an end that cannot be written down ends the queue; one by one it would be a rejection that nobody handles.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    pollInterval: 1000,
    parsedCronItems: parseCrontab('5 * * * * hourly'),
    logger: new Logger(
      () => (level, message) => log(level === 'warning' ? 'warn' : level, `queue: ${message.slice(0, 200)}`),
    ),
    events,
  });
}
