import pg from 'pg';
import { connectionOf, lockKey } from './db.server.ts';

/**
 * Runs `work` while no other process of this installation runs work of the same name. The lock has a connection of its own,
 * beside the pool: a holder that waited for a second connection of a pool full of holders would wait for ever.
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connectionOf('app'), keepAlive: true });
  // A connection that breaks while the work goes on shows in the work's own statements.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1::bigint)', [lockKey(name)]);
    return await work();
  } finally {
    await client.end().catch(() => undefined);
  }
}
