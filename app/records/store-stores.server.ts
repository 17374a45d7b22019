import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Origin } from './cleaned.ts';
import type { StoreReference } from './types.ts';

/** Ids of a source's shops and tills by external id; new ones are kept, a name that is told later is taken over. */
export async function storeIds(
  tx: Tx,
  origin: Origin,
  references: readonly StoreReference[],
): Promise<Map<string, number>> {
  const names = new Map<string, string>();
  for (const reference of references) {
    names.set(reference.externalId, reference.name ?? names.get(reference.externalId) ?? '');
  }
  if (names.size === 0) {
    return new Map();
  }
  const externalIds = [...names.keys()];
  await tx.run(sql`
    insert into store (shop_id, source_id, external_id, name)
    select ${tx.shopId}, ${origin.sourceId}, w.external_id, coalesce(nullif(w.name, ''), w.external_id)
    from unnest(${externalIds}::text[], ${[...names.values()]}::text[]) as w (external_id, name)
    on conflict (shop_id, source_id, external_id) do update set name = excluded.name
    where excluded.name <> excluded.external_id and store.name <> excluded.name`);
  const found = await tx.rows<{ id: number; external_id: string }>(sql`
    select id, external_id from store
    where shop_id = ${tx.shopId} and source_id = ${origin.sourceId} and external_id = any(${externalIds}::text[])`);
  return new Map(found.map((row) => [row.external_id, row.id]));
}
