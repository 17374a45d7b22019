import { refreshStatistics, withShop } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { guessOwners } from '#app/profiles/probable-owners.server.ts';

const TIMEOUT_MS = 600_000;
/** The longest time that the till's page shows. */
const DAYS = 365;

/** Guesses anew, over the whole shop, who may have bought what the till sold to nobody in particular. */
export async function guessTillOwners(shopId: number): Promise<void> {
  await refreshStatistics();
  const found = await withShop(shopId, (tx) => guessOwners(tx, DAYS), { timeoutMs: TIMEOUT_MS });
  log('info', 'owners of receipts were guessed', { shopId, ...found });
}
