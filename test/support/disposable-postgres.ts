import { existsSync, readdirSync } from 'node:fs';
import {
  EMBEDDED_POSTGRES_FOLDER,
  type EmbeddedPostgres,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres.ts';

/** Nothing in it is worth a disk's time. */
const FORGETFUL = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=128MB'];

/**
 * A server that lives as long as this process and is deleted with it. Each process has its own, so that two test runs
 * in one checkout do not meet; those of runs that were killed are swept at the next start.
 */
export async function startDisposablePostgres(purpose: string): Promise<EmbeddedPostgres> {
  await sweep(purpose);
  const name = `${purpose}-${process.pid}`;
  const server = await startEmbeddedPostgres(name, { fresh: true, settings: FORGETFUL });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await removeEmbeddedPostgres(name);
    },
  };
}

async function sweep(purpose: string): Promise<void> {
  const names = existsSync(EMBEDDED_POSTGRES_FOLDER) ? readdirSync(EMBEDDED_POSTGRES_FOLDER) : [];
  for (const name of names) {
    const [, pid] = name.match(/^(?:.+)-(\d+)$/) ?? [];
    if (pid && name === `${purpose}-${pid}` && !isAlive(Number(pid))) {
      await removeEmbeddedPostgres(name);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: alive, but another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
