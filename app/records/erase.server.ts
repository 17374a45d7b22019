import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Removes a person's records. Orders stay for the books, without anybody's name, note or own fields. Returns rows touched. */
export async function eraseRecords(tx: Tx, person: Person): Promise<number> {
  const ids = sql`${[...person.recordIds]}::bigint[]`;
  const his = sql`(o.record_id = any(${ids}) or o.external_id = any(${[...person.orderIds]}::text[]))`;
  let rows = await tx.run(sql`
    update refund f set record_external_id = null, reason = null from sales_order o
    where f.shop_id = ${tx.shopId} and o.shop_id = ${tx.shopId} and o.source_id = f.source_id
      and o.external_id = f.order_external_id and ${his}`);
  rows += await tx.run(sql`
    update sales_order o set record_id = null, note = null, custom = '{}', tags = '{}' where o.shop_id = ${tx.shopId} and ${his}`);
  rows += await tx.run(sql`delete from interaction where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from feedback where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from loyalty_entry where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from consent_statement where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from identifier where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from customer_record where shop_id = ${tx.shopId} and id = any(${ids})`);
  return rows;
}
