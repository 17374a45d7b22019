import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { ordersOf } from './find-person.server.ts';

/** Removes a person's records. Orders stay for the books, without anybody's name, note or own fields. Returns rows touched. */
export async function eraseRecords(tx: Tx, person: Person): Promise<number> {
  const ids = sql`${[...person.recordIds]}::bigint[]`;
  const his = ordersOf(tx, person);
  // What an order was before several spoke of it is forgotten with the person: no undoing touches it any more.
  const hisHistory = sql`h.shop_id = ${tx.shopId} and (h.record_id = any(${ids}) or (h.subject = 'order' and exists (
    select from sales_order o where o.shop_id = h.shop_id and o.source_id = h.source_id and o.external_id = h.key and ${his}))
    or (h.subject = 'refund' and exists (
    select from refund f join sales_order o on o.shop_id = f.shop_id and o.source_id = f.source_id and o.external_id = f.order_external_id
    where f.shop_id = h.shop_id and f.source_id = h.source_id and f.external_id = h.key and ${his}))
    or (h.subject = 'refund' and exists (
    select from refund f join customer_record r on r.shop_id = f.shop_id and r.source_id = f.source_id and r.external_id = f.record_external_id
    where f.shop_id = h.shop_id and f.source_id = h.source_id and f.external_id = h.key and r.id = any(${ids}))))`;
  await tx.run(sql`
    update sales_order t set origin = '' from statement_history h
    where t.shop_id = ${tx.shopId} and t.source_id = h.source_id and t.external_id = h.key and h.subject = 'order' and ${hisHistory}`);
  let rows = await tx.run(sql`delete from statement_history h where ${hisHistory}`);
  rows += await eraseReceiver(tx, person);
  rows += await tx.run(sql`delete from import_conflict where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`
    update refund f set record_external_id = null, reason = null from sales_order o
    where f.shop_id = ${tx.shopId} and o.shop_id = ${tx.shopId} and o.source_id = f.source_id
      and o.external_id = f.order_external_id and ${his}`);
  // A refund that came before its order knows him by his record.
  rows += await tx.run(sql`
    update refund f set record_external_id = null, reason = null from customer_record r
    where f.shop_id = ${tx.shopId} and r.shop_id = ${tx.shopId} and r.source_id = f.source_id
      and r.external_id = f.record_external_id and r.id = any(${ids})`);
  rows += await tx.run(sql`
    update sales_order o set record_id = null, note = null, custom = '{}', tags = '{}', receiver = null where o.shop_id = ${tx.shopId} and ${his}`);
  rows += await tx.run(sql`delete from interaction where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from feedback where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from loyalty_entry where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from consent_statement where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from identifier where shop_id = ${tx.shopId} and record_id = any(${ids})`);
  rows += await tx.run(sql`delete from customer_record where shop_id = ${tx.shopId} and id = any(${ids})`);
  return rows;
}

/** Of orders that others sent him it stays known that somebody else received them. */
async function eraseReceiver(tx: Tx, { receivedOrders }: Person): Promise<number> {
  const received = sql`o.shop_id = ${tx.shopId} and o.id = any(${[...receivedOrders]}::bigint[])`;
  const told = await tx.run(sql`
    update statement_history h set body = jsonb_set(h.body, '{receiver}', '{}') from sales_order o
    where h.shop_id = ${tx.shopId} and h.subject = 'order' and h.source_id = o.source_id and h.key = o.external_id
      and jsonb_typeof(h.body -> 'receiver') = 'object' and ${received}`);
  return (
    told + (await tx.run(sql`update sales_order o set receiver = '{}' where o.receiver is not null and ${received}`))
  );
}
