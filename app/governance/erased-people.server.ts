import { fingerprint } from '#app/platform/crypto.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { shopDataKey } from '#app/shops/find-shop.server.ts';

/** What of a record can tell that its person was erased. */
type Identified = { externalId: string; identifiers: readonly { kind: string; value: string }[] };

/** Keyed fingerprints of a person's identifiers: enough to keep him away, useless for anything else. */
export function fingerprintsOf(key: Buffer, identifiers: readonly { kind: string; value: string }[]): string[] {
  return identifiers.map(({ kind, value }) => fingerprint(key, `${kind}:${value}`));
}

/**
 * Leaves out the records of people who were erased, so that last week's file does not bring them back. A new order of
 * theirs in Shopify makes them known again only as what Shopify then says. O(records); nothing is asked while nobody was erased.
 */
export async function withoutErased<Row extends Identified>(
  tx: Tx,
  shopId: number,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const [any] = await tx.rows<{ any: boolean }>(sql`
    select exists (select from erased_fingerprint where shop_id = ${shopId}) as any`);
  if (!any?.any || rows.length === 0) {
    return rows;
  }
  const key = await shopDataKey(shopId);
  const prints = rows.map((row) => fingerprintsOf(key, row.identifiers));
  const found = await tx.rows<{ fingerprint: string }>(sql`
    select fingerprint from erased_fingerprint where shop_id = ${shopId} and fingerprint = any(${prints.flat()}::text[])`);
  const erased = new Set(found.map((row) => row.fingerprint));
  return rows.filter((_row, index) => !prints[index]!.some((print) => erased.has(print)));
}
