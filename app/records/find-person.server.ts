import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';

/** Records of a Shopify customer: his own, and guests with the very same e-mail address or phone number. */
export async function recordsOfCustomer(
  tx: Tx,
  sought: { customerId: string | null; email: string | null; phone: string | null },
): Promise<number[]> {
  const found = await tx.rows<{ id: number }>(sql`
    select r.id from customer_record r join source s on s.shop_id = r.shop_id and s.id = r.source_id and s.kind = 'shopify'
    where r.shop_id = ${tx.shopId}
      and (r.external_id = ${sought.customerId} or r.merged_into = ${sought.customerId}
           or (r.kind = 'guest' and (r.email_normal = ${sought.email} or r.phone_e164 = ${sought.phone})))`);
  return found.map((row) => row.id);
}

/** E-mail addresses, phone numbers and other identifiers of these records. */
export async function identifiersOf(tx: Tx, recordIds: readonly number[]): Promise<{ kind: string; value: string }[]> {
  return tx.rows<{ kind: string; value: string }>(sql`
    select distinct kind, value_normal as value from identifier
    where shop_id = ${tx.shopId} and record_id = any(${[...recordIds]}::bigint[])`);
}

/** Where these records come from and the names they bear. */
export async function namesOf(
  tx: Tx,
  recordIds: readonly number[],
): Promise<
  { sourceId: number; externalId: string; given: string | null; family: string | null; full: string | null }[]
> {
  return tx.rows(sql`
    select source_id as "sourceId", external_id as "externalId", given_name as given, family_name as family, full_name as full
    from customer_record where shop_id = ${tx.shopId} and id = any(${[...recordIds]}::bigint[])`);
}

/** Shopify's numeric customer ids among these records: somebody may be a customer there more than once. */
export async function shopifyIdsOf(tx: Tx, recordIds: readonly number[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select r.external_id as id from customer_record r
    join source s on s.shop_id = r.shop_id and s.id = r.source_id and s.kind = 'shopify'
    where r.shop_id = ${tx.shopId} and r.id = any(${[...recordIds]}::bigint[]) and r.external_id ~ '^[0-9]+$'`);
  return rows.map((row) => row.id);
}

/** Condition on an order \`o\`: a record of the person's bought it, or the request names it by Shopify's id. */
export function ordersOf(tx: Tx, person: Person): Sql {
  return sql`(o.record_id = any(${[...person.recordIds]}::bigint[]) or (o.external_id = any(${[...person.orderIds]}::text[])
    and o.source_id in (select s.id from source s where s.shop_id = ${tx.shopId} and s.kind = 'shopify')))`;
}
