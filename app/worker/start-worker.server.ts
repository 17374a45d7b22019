import { EventEmitter } from 'node:events';
import { Logger, parseCrontab, type Runner, run, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { connectionOf } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { watchLives } from './dead-workers.server.ts';
import { taskList } from './task-list.server.ts';

export type RunningWorker = { stop(): Promise<void> };

/** Starts working off jobs. Any number of workers may run; each job is run by one of them at a time. */
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
  const runner: Runner = await run({
    pgPool: pool,
    concurrency,
    taskList: taskList(),
    noHandleSignals: true,
    pollInterval: 1000,
    parsedCronItems: parseCrontab('5 * * * * hourly'),
    logger: new Logger(
      () => (level, message) => log(level === 'warning' ? 'warn' : level, `queue: ${message.slice(0, 200)}`),
    ),
    events,
  });
  log('info', 'worker started', { concurrency });
  return {
    stop: async () => {
      await runner.stop();
      await lives.end();
      await pool.end();
    },
  };
}
