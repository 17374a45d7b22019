import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** The tags that Onefold has given a person in Shopify. */
export async function exportActivation(tx: Tx, person: Person): Promise<Record<string, object[]>> {
  return {
    shopifyTags: await tx.rows(sql`
      select t.tag, c.customer_id, c.since from activation_carrier c
      join activation_target t on t.shop_id = c.shop_id and t.segment_id = c.segment_id
      where c.shop_id = ${tx.shopId} and c.customer_id in (
        select r.external_id from customer_record r
        join source s on s.shop_id = r.shop_id and s.id = r.source_id and s.kind = 'shopify'
        where r.shop_id = ${tx.shopId} and r.id = any(${[...person.recordIds]}::bigint[]))
      order by c.since`),
  };
}
