import type { Tx } from '#app/platform/db.server.ts';
import { raw, type Sql, sql } from '#app/platform/sql.ts';
import { isNotHeldOut } from '#app/segments/goal-people.server.ts';

/**
 * Rows (customer_id, op) that lead from who carries a segment's tag to who should: its members' customers in Shopify. One
 * pass over members and carriers.
 */
export function tagDifference(tx: Tx, segmentId: number): Sql {
  const { shopId } = tx;
  return sql`
    with wanted as (${membersInShopify(shopId, segmentId)}),
    carried as (select customer_id from activation_carrier where shop_id = ${shopId} and segment_id = ${segmentId})
    select customer_id, 'add' as op from wanted where customer_id not in (select customer_id from carried)
    union all
    select customer_id, 'remove' from carried where customer_id not in (select customer_id from wanted)`;
}

/** The same without what Shopify refused within the last day: that is not tried again by itself. */
export function freshTagDifference(tx: Tx, segmentId: number): Sql {
  const { shopId } = tx;
  return sql`
    select v.customer_id, v.op from (${tagDifference(tx, segmentId)}) v
    where not exists (
      select from activation_change c join activation_run r on r.shop_id = c.shop_id and r.id = c.run_id
      where c.shop_id = ${shopId} and c.customer_id = v.customer_id and c.op = v.op and c.state = 'failed'
        and r.segment_id = ${segmentId} and c.changed_at > now() - interval '1 day')`;
}

/** Rows (customer_id, op) that take the tag from all who carry it. */
export function everyCarrier(tx: Tx, segmentId: number): Sql {
  return sql`
    select customer_id, 'remove' as op from activation_carrier where shop_id = ${tx.shopId} and segment_id = ${segmentId}`;
}

/** Rows (customer_id, op) that take back what a run has really changed. */
export function inverseOf(tx: Tx, runId: number): Sql {
  return sql`
    select customer_id, case op when 'add' then 'remove' else 'add' end as op
    from activation_change where shop_id = ${tx.shopId} and run_id = ${runId} and state = 'done'`;
}

/** No changes of customers: what a native segment needs. */
export const noChanges: Sql = sql`select null::text as customer_id, null::text as op where false`;

function membersInShopify(shopId: number, segmentId: number): Sql {
  return sql`
    select distinct r.external_id as customer_id
    from segment_member sm
    join profile_member pm on pm.shop_id = ${shopId} and pm.profile_id = sm.profile_id
    join customer_record r on r.shop_id = ${shopId} and r.id = pm.record_id and r.kind = 'customer' and r.deleted_at is null
            and r.merged_into is null
    join source s on s.shop_id = ${shopId} and s.id = r.source_id and s.kind = 'shopify'
    where sm.shop_id = ${shopId} and sm.segment_id = ${segmentId}
      and ${isNotHeldOut(shopId, raw('sm.segment_id'), raw('sm.profile_id'))}`;
}

export type MemberReach = { members: number; inShopify: number; carried: number };

/** Members who are not left alone for a goal, how many of them are customers in Shopify, and who carries the tag by now. */
export async function readReach(tx: Tx, segmentId: number): Promise<MemberReach> {
  const { shopId } = tx;
  const reached = isNotHeldOut(shopId, raw('sm.segment_id'), raw('sm.profile_id'));
  const [row] = await tx.rows<MemberReach>(sql`
    select (select count(*) from segment_member sm where sm.shop_id = ${shopId} and sm.segment_id = ${segmentId} and ${reached}) as members,
           (select count(distinct pm.profile_id) from segment_member sm
            join profile_member pm on pm.shop_id = ${shopId} and pm.profile_id = sm.profile_id
            join customer_record r on r.shop_id = ${shopId} and r.id = pm.record_id and r.kind = 'customer' and r.deleted_at is null
            and r.merged_into is null
            join source s on s.shop_id = ${shopId} and s.id = r.source_id and s.kind = 'shopify'
            where sm.shop_id = ${shopId} and sm.segment_id = ${segmentId} and ${reached}) as "inShopify",
           (select count(*) from activation_carrier where shop_id = ${shopId} and segment_id = ${segmentId}) as carried`);
  return row!;
}

/** Replaces what is known of who carries the tag by what Shopify says. */
export async function replaceCarriers(tx: Tx, segmentId: number, customerIds: readonly string[]): Promise<void> {
  await tx.run(sql`delete from activation_carrier where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
  await tx.run(sql`
    insert into activation_carrier (shop_id, segment_id, customer_id)
    select ${tx.shopId}, ${segmentId}, id from unnest(${[...customerIds]}::text[]) id on conflict do nothing`);
}
