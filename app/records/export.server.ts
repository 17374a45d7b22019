import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { ordersOf } from './find-person.server.ts';

/** All that sources have said of a person, by table, as plain rows. */
export async function exportRecords(tx: Tx, person: Person): Promise<Record<string, object[]>> {
  const ids = sql`${[...person.recordIds]}::bigint[]`;
  return {
    records: await tx.rows(sql`
      select s.name as source, r.* from customer_record r join source s on s.shop_id = r.shop_id and s.id = r.source_id
      where r.shop_id = ${tx.shopId} and r.id = any(${ids}) order by r.id`),
    identifiers: await tx.rows(sql`select * from identifier where shop_id = ${tx.shopId} and record_id = any(${ids})`),
    orders: await tx.rows(sql`
      select o.*, (select jsonb_agg(to_jsonb(l) - 'shop_id' order by l.position) from order_line l
                   where l.shop_id = o.shop_id and l.order_id = o.id) as lines
      from sales_order o where o.shop_id = ${tx.shopId} and ${ordersOf(tx, person)} order by o.placed_at`),
    received: await tx.rows(sql`
      select o.name, o.placed_at, o.receiver from sales_order o
      where o.shop_id = ${tx.shopId} and o.id = any(${[...person.receivedOrders]}::bigint[]) order by o.placed_at`),
    refunds: await tx.rows(sql`
      select f.* from refund f
      left join sales_order o on o.shop_id = f.shop_id and o.source_id = f.source_id and o.external_id = f.order_external_id
      left join customer_record r on r.shop_id = f.shop_id and r.source_id = f.source_id and r.external_id = f.record_external_id
      where f.shop_id = ${tx.shopId} and (${ordersOf(tx, person)} or r.id = any(${ids})) order by f.id`),
    interactions: await tx.rows(
      sql`select * from interaction where shop_id = ${tx.shopId} and record_id = any(${ids})`,
    ),
    feedback: await tx.rows(sql`select * from feedback where shop_id = ${tx.shopId} and record_id = any(${ids})`),
    loyalty: await tx.rows(sql`select * from loyalty_entry where shop_id = ${tx.shopId} and record_id = any(${ids})`),
    statements: await tx.rows(
      sql`select subject, key, origin, stated_at, body from statement_history where shop_id = ${tx.shopId} and record_id = any(${ids}) order by seq`,
    ),
    importConflicts: await tx.rows(
      sql`select * from import_conflict where shop_id = ${tx.shopId} and record_id = any(${ids})`,
    ),
    consents: await tx.rows(
      sql`select * from consent_statement where shop_id = ${tx.shopId} and record_id = any(${ids})`,
    ),
  };
}
