import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import { addRun, fillRun } from './runs.server.ts';

/**
 * Forgets what was sent of a person, and writes down that their tags are to be taken from Shopify: runs that keep the
 * customer's id until that is done. Asked before the person's records are gone.
 */
export async function eraseActivation(tx: Tx, person: Person): Promise<number> {
  const customers = customersOf(tx, person);
  const forgotten = await tx.run(
    sql`delete from activation_change where shop_id = ${tx.shopId} and customer_id in (${customers})`,
  );
  const told = await tx.run(
    sql`delete from flow_outbox where shop_id = ${tx.shopId} and customer_id in (${customers})`,
  );
  const carried = await tx.rows<{ segment_id: number; customer_id: string }>(sql`
    delete from activation_carrier where shop_id = ${tx.shopId} and customer_id in (${customers})
    returning segment_id, customer_id`);
  for (const segmentId of new Set(carried.map((row) => row.segment_id))) {
    const runId = await addRun(tx, {
      segmentId,
      cause: 'erased',
      state: 'running',
      way: 'tag',
      query: null,
      queryBefore: null,
      actor: 'Shopify',
    });
    const ids = carried.filter((row) => row.segment_id === segmentId).map((row) => row.customer_id);
    await fillRun(tx, runId, sql`select id as customer_id, 'remove' as op from unnest(${ids}::text[]) id`);
  }
  return forgotten + told + carried.length;
}

/** Ids in Shopify of a person's records, and those that the request names. */
function customersOf(tx: Tx, person: Person): Sql {
  return sql`
    select r.external_id from customer_record r
    join source s on s.shop_id = r.shop_id and s.id = r.source_id and s.kind = 'shopify'
    where r.shop_id = ${tx.shopId} and r.id = any(${[...person.recordIds]}::bigint[])
    union select unnest(${[...person.customerIds]}::text[])`;
}
