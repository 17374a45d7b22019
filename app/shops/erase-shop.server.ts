import { appPool, shopLockKey, tenantSetting } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { forgetShop } from './find-shop.server.ts';

/**
 * Removes every row of a shop in every table, its data key with them, and its waiting jobs. What was sealed for it, in
 * backups too, cannot be opened any more. Idempotent.
 */
export async function eraseShop(shopId: number, domain: string): Promise<void> {
  const client = await appPool().connect();
  try {
    await client.query('begin');
    await client.query("select set_config('onefold.tenant', $1, true)", [tenantSetting(shopId)]);
    // Whoever writes many rows of the shop ends first; whoever comes after finds no shop to write for.
    await client.query('select pg_advisory_xact_lock($1::bigint)', [shopLockKey(shopId)]);
    await client.query('select erase_current_shop()');
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
  forgetShop(domain, shopId);
  log('info', 'a shop was erased', { shopId });
}
