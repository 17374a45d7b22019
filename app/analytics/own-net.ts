import { type Sql, sql } from '#app/platform/sql.ts';

/**
 * SQL: the net of an order by the alias `o` in minor units of the shop's currency; 0 in another currency, which adds up with nothing: such an
 * order counts as an order only.
 */
export function ownNet(shopId: number): Sql {
  return sql`case when o.currency = (select currency from shop where shop_id = ${shopId}) then o.net_minor else 0 end`;
}
