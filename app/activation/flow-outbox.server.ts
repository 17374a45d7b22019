import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import { isNotHeldOut } from '#app/segments/goal-people.server.ts';

/** The app's triggers in Shopify Flow, by what happened. */
export const FLOW_TRIGGERS = { entered: 'segment-entered', left: 'segment-left' } as const;
export type FlowTrigger = (typeof FLOW_TRIGGERS)[keyof typeof FLOW_TRIGGERS];

/** A trigger to be fired. */
export type FlowCall = {
  eventId: number;
  handle: FlowTrigger;
  customerId: string;
  name: string;
  segmentHandle: string;
};

/** More entries or exits than this at once come of a changed rule or an import, not of what people do; nobody is told of them. */
const MOST_AT_ONCE = 1000;

/** Whether workflows of the shop wait for a trigger. From the moment they begin to, not of what was before. */
export async function setFlowUse(tx: Tx, handle: FlowTrigger, isUsed: boolean): Promise<void> {
  await tx.run(sql`
    insert into flow_use (shop_id, handle, is_used, after_event)
    values (${tx.shopId}, ${handle}, ${isUsed}, coalesce((select max(id) from segment_event where shop_id = ${tx.shopId}), 0))
    on conflict (shop_id, handle) do update set
      is_used = excluded.is_used, changed_at = now(),
      after_event = case when flow_use.is_used then flow_use.after_event else excluded.after_event end`);
}

export async function isFlowUsed(tx: Tx): Promise<boolean> {
  const [row] = await tx.rows<{ any: boolean }>(
    sql`select exists (select from flow_use where shop_id = ${tx.shopId} and is_used) as any`,
    'activation-flow-used',
  );
  return row?.any ?? false;
}

/**
 * Writes down the triggers of the entries and exits since the last time. A person with several customers in Shopify counts
 * once; one without any, one left alone for a goal, and movements by a changed rule, not at all. The caller holds the shop's lock. Returns how many.
 */
export async function collectFlowCalls(tx: Tx): Promise<number> {
  const { shopId } = tx;
  const since = sql`
    select e.id, u.handle, e.segment_id, e.profile_id, e.cause from flow_use u
    join segment_event e on e.shop_id = ${shopId} and e.id > u.after_event
      and e.kind = case u.handle when ${FLOW_TRIGGERS.entered} then 'entered' else 'left' end
    where u.shop_id = ${shopId} and u.is_used`;
  const collected = await tx.run(sql`
    with since as materialized (${since})
    insert into flow_outbox (shop_id, event_id, handle, segment_id, customer_id)
    select ${shopId}, e.id, e.handle, e.segment_id, c.customer_id from since e
    cross join lateral (
      select min(r.external_id) as customer_id from profile_member pm
      join customer_record r on r.shop_id = ${shopId} and r.id = pm.record_id and r.kind = 'customer' and r.deleted_at is null
        and r.merged_into is null
      join source s on s.shop_id = ${shopId} and s.id = r.source_id and s.kind = 'shopify'
      where pm.shop_id = ${shopId} and pm.profile_id = e.profile_id) c
    where ${isNotHeldOut(shopId, raw('e.segment_id'), raw('e.profile_id'))} and c.customer_id is not null and e.cause <> 'the rule' and (select count(*) from since) <= ${MOST_AT_ONCE}
    on conflict do nothing`);
  await tx.run(sql`
    update flow_use set after_event = coalesce((select max(id) from segment_event where shop_id = ${shopId}), after_event)
    where shop_id = ${shopId} and is_used`);
  return collected;
}

/** Whether the answer of a trigger was heard cannot be known after a kill: it is not fired again. */
export async function doubtFlowCalls(tx: Tx): Promise<void> {
  await tx.run(sql`
    update flow_outbox set state = 'doubtful', message = 'The answer was lost; it was not fired again.', changed_at = now()
    where shop_id = ${tx.shopId} and state = 'sending'`);
}

/** Takes the next triggers: from now on they may have been fired. */
export function claimFlowCalls(tx: Tx, limit: number): Promise<FlowCall[]> {
  return tx.rows<FlowCall>(sql`
    update flow_outbox o set state = 'sending', changed_at = now() from segment s
    where o.shop_id = ${tx.shopId} and s.shop_id = o.shop_id and s.id = o.segment_id and o.event_id in (
      select event_id from flow_outbox where shop_id = ${tx.shopId} and state = 'waiting' order by event_id limit ${limit})
    returning o.event_id as "eventId", o.handle, o.customer_id as "customerId", s.name, s.handle as "segmentHandle"`);
}

export async function settleFlowCalls(
  tx: Tx,
  settled: readonly { eventId: number; message: string | null }[],
): Promise<void> {
  await tx.run(sql`
    update flow_outbox o set state = case when s.message is null then 'done' else 'failed' end, message = s.message, changed_at = now()
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as s ("eventId" bigint, message text)
    where o.shop_id = ${tx.shopId} and o.event_id = s."eventId"`);
}
