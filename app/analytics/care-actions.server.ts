import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import { CARE_KINDS, type CareDraft, type CareResult } from './care-words.ts';
import { ownNet } from './own-net.ts';

/** Days after an action within which an order counts as its result: the span of the risk it is measured against. */
const RESULT_DAYS = 90;

/**
 * Plans one action for each of these profiles, with the risk and the stake as they stand. Throws a Refusal that names the field. A person
 * with an open action of the same kind keeps that one. Returns how many were planned.
 */
export async function planActions(tx: Tx, draft: CareDraft, actor: string): Promise<number> {
  const owner = draft.owner.trim();
  if (owner === '') throw new Refusal('analytics.owner_missing', 'Say who takes care of it.', { field: 'owner' });
  if (!(draft.kind in CARE_KINDS))
    throw new Refusal('analytics.kind_unknown', 'Choose what is to be done.', { field: 'kind' });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.dueDay) || Number.isNaN(Date.parse(draft.dueDay))) {
    throw new Refusal('analytics.day_wrong', 'Give the day by which it is done.', { field: 'dueDay' });
  }
  return tx.run(sql`
    insert into care_action (shop_id, profile_id, kind, product_key, owner, due_day, risk, stake_minor, created_by)
    select ${tx.shopId}, v.profile_id, ${draft.kind}, ${draft.productKey ?? null}, ${owner.slice(0, 80)}, ${draft.dueDay}::date, v.churn_risk, v.stake_minor, ${actor}
    from value_score v
    where v.shop_id = ${tx.shopId} and v.profile_id = any(${[...draft.profileIds]}::bigint[])
      and not exists (select from care_action c where c.shop_id = ${tx.shopId} and c.profile_id = v.profile_id and c.kind = ${draft.kind}
        and c.product_key is not distinct from ${draft.productKey ?? null}::text and c.state = 'planned')`);
}

/** Notes that a product was suggested to a person just now; once a day is enough. Its result is measured as that of any action. */
export async function noteSuggestion(
  tx: Tx,
  suggestion: { readonly profileId: number; readonly productKey: string; readonly today: string },
  actor: string,
): Promise<void> {
  const { profileId, productKey, today } = suggestion;
  await tx.run(sql`
    insert into care_action (shop_id, profile_id, kind, product_key, owner, due_day, state, done_at, created_by)
    select ${tx.shopId}, v.profile_id, 'product', ${productKey.slice(0, 300)}, ${actor}, ${today}::date, 'done', now(), ${actor}
    from value_score v
    where v.shop_id = ${tx.shopId} and v.profile_id = ${profileId}
      and not exists (select from care_action c where c.shop_id = ${tx.shopId} and c.profile_id = v.profile_id and c.kind = 'product'
        and c.product_key = ${productKey} and c.due_day = ${today}::date)`);
}

/** Marks an action as done or dropped; a second time changes nothing. */
export async function settleAction(tx: Tx, id: number, state: 'done' | 'dropped'): Promise<void> {
  await tx.run(sql`
    update care_action set state = ${state}, done_at = now() where shop_id = ${tx.shopId} and id = ${id} and state = 'planned'`);
}

export type OpenAction = {
  id: number;
  kind: string;
  productKey: string | null;
  owner: string;
  dueDay: string;
  isLate: boolean;
  stakeMinor: number;
  publicId: string;
  name: string;
};

/** Planned actions, those due first. */
export async function readOpenActions(tx: Tx, today: string): Promise<OpenAction[]> {
  return tx.rows<OpenAction>(sql`
    select c.id, c.kind, c.product_key as "productKey", c.owner, c.due_day::text as "dueDay", c.due_day < ${today}::date as "isLate",
           c.stake_minor as "stakeMinor", p.public_id as "publicId", p.display_name as name
    from care_action c join profile p on p.shop_id = ${tx.shopId} and p.id = c.profile_id
    where c.shop_id = ${tx.shopId} and c.state = 'planned' order by c.due_day, c.stake_minor desc, c.id limit 100`);
}

/**
 * What came of the actions that were done, by kind: how many ordered (after a suggestion: what was suggested) within 90 days after, against what the model expected of the same
 * people without any action. Only actions done at least 90 days ago are judged. One pass over the actions and their people's orders.
 */
export async function readCareResults(tx: Tx): Promise<CareResult[]> {
  return tx.rows<CareResult>(sql`
    with done as (
      select c.id, c.kind, c.profile_id, c.product_key, c.done_at, c.risk, c.done_at < now() - make_interval(days => ${RESULT_DAYS}) as is_over
      from care_action c where c.shop_id = ${tx.shopId} and c.state = 'done'
    ),
    result as (
      select d.*, coalesce(r.orders, 0) as orders, coalesce(r.net_minor, 0) as net_minor
      from done d
      left join lateral (
        select count(*) as orders, sum(${ownNet(tx.shopId)}) as net_minor
        from profile_member m join sales_order o on o.shop_id = ${tx.shopId} and o.record_id = m.record_id
        where m.shop_id = ${tx.shopId} and m.profile_id = d.profile_id and o.placed_at > d.done_at
          and o.placed_at <= d.done_at + make_interval(days => ${RESULT_DAYS})
          and (d.product_key is null or exists (select from order_line l where l.shop_id = ${tx.shopId} and l.order_id = o.id
            and lower(btrim(l.title)) = d.product_key))
          and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
      ) r on true
    )
    select kind, count(*) as done, count(*) filter (where is_over) as judged, count(*) filter (where is_over and orders > 0) as returned,
           coalesce(sum(1 - risk) filter (where is_over and risk is not null), 0)::float8 as expected,
           count(*) filter (where orders > 0) as "returnedSoFar", coalesce(sum(net_minor), 0)::bigint as "netMinor"
    from result group by kind order by 2 desc`);
}
