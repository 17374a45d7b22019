import { closeDatabase } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { migrate } from '#app/platform/migrate.server.ts';
import { startWorker } from './start-worker.server.ts';

await migrate();
const worker = await startWorker({ concurrency: env().WORKER_CONCURRENCY });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void worker
      .stop()
      .then(closeDatabase)
      .finally(() => process.exit(0));
  });
}
