import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** The tags that Onefold has given a person in Shopify, and the workflows it has started for them. */
export async function exportActivation(tx: Tx, person: Person): Promise<Record<string, object[]>> {
  const customers = sql`
    select r.external_id from customer_record r
    join source s on s.shop_id = r.shop_id and s.id = r.source_id and s.kind = 'shopify'
    where r.shop_id = ${tx.shopId} and r.id = any(${[...person.recordIds]}::bigint[])`;
  return {
    flowTriggers: await tx.rows(sql`
      select handle, segment_id, customer_id, state, changed_at from flow_outbox
      where shop_id = ${tx.shopId} and customer_id in (${customers}) order by event_id`),
    shopifyTags: await tx.rows(sql`
      select t.tag, c.customer_id, c.since from activation_carrier c
      join activation_target t on t.shop_id = c.shop_id and t.segment_id = c.segment_id
      where c.shop_id = ${tx.shopId} and c.customer_id in (${customers})
      order by c.since`),
  };
}
