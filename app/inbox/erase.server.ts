import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { mentionsOf } from './mentions.server.ts';

/** Removes deliveries still kept that name a person, and forgets which worked-off ones were about him. */
export async function eraseInbox(tx: Tx, person: Person): Promise<number> {
  const ids = (await mentionsOf(tx, person)).map((mention) => mention.id);
  const abouts = person.customerIds.map((id) => `customer:${id}`);
  await tx.run(
    sql`update inbox_event set about = null where shop_id = ${tx.shopId} and about = any(${abouts}::text[])`,
  );
  return tx.run(sql`delete from inbox_event where shop_id = ${tx.shopId} and id = any(${ids}::bigint[])`);
}
