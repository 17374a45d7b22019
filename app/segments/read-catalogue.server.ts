import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Catalogue, CustomField } from './catalogue.ts';

/** Records that are looked at for the names of the merchant's own fields. */
const RECORDS_LOOKED_AT = 5000;

/** The merchant's own fields, as the latest records have them. */
export async function readCatalogue(tx: Tx): Promise<Catalogue> {
  const rows = await tx.rows<{ key: string }>(sql`
    select distinct k as key
    from (select custom from customer_record where shop_id = ${tx.shopId} and custom <> '{}' order by id desc limit ${RECORDS_LOOKED_AT}) r,
         jsonb_object_keys(r.custom) k
    limit 200`);
  const fields = new Map(rows.map(({ key }): [string, CustomField] => [`custom.${key}`, { type: 'text', label: key }]));
  return { fields, missing: new Set(), suggestions: new Map() };
}
