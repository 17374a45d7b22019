import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { shopDataKey } from '#app/shops/find-shop.server.ts';
import { fingerprintsOf } from './erased-people.server.ts';

/** Keeps a keyed fingerprint of each identifier, so that the person does not come back by an old file. */
export async function rememberErased(tx: Tx, identifiers: readonly { kind: string; value: string }[]): Promise<number> {
  const prints = fingerprintsOf(await shopDataKey(tx.shopId), identifiers);
  return tx.run(sql`
    insert into erased_fingerprint (shop_id, fingerprint) select ${tx.shopId}, p from unnest(${prints}::text[]) p on conflict do nothing`);
}
