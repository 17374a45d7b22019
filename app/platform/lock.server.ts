import { appPool, lockKey } from './db.server.ts';

/** Runs `work` while no other process of this installation runs work of the same name. Holds one connection meanwhile. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const client = await appPool().connect();
  try {
    await client.query('select pg_advisory_lock($1::bigint)', [lockKey(name)]);
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock($1::bigint)', [lockKey(name)]).catch(() => undefined);
    client.release();
  }
}
