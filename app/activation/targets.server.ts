import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { USUAL_CAP, type Way } from './send-plan.ts';

/** Where a segment is sent to. `query` is what Shopify's segment says now; null while there is none. */
export type Target = {
  segmentId: number;
  way: Way;
  state: 'off' | 'live';
  tag: string;
  segmentGid: string | null;
  segmentName: string;
  query: string | null;
  changeCap: number;
};

const SELECT = sql`
  select segment_id as "segmentId", way, state, tag, segment_gid as "segmentGid", segment_name as "segmentName", query,
         change_cap as "changeCap"
  from activation_target`;

export async function readTarget(tx: Tx, segmentId: number): Promise<Target | null> {
  const [row] = await tx.rows<Target>(sql`${SELECT} where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
  return row ?? null;
}

/** All targets of the shop, by the name that Shopify shows. */
export function readTargets(tx: Tx): Promise<Target[]> {
  return tx.rows<Target>(
    sql`${SELECT} where shop_id = ${tx.shopId} order by segment_name, segment_id`,
    'activation-targets',
  );
}

/** Keeps how a segment is to be sent; what is written in Shopify already stays known. */
export async function keepTarget(
  tx: Tx,
  wish: { segmentId: number; way: Way; tag: string; segmentName: string },
): Promise<Target> {
  await tx.run(sql`
    insert into activation_target (shop_id, segment_id, way, tag, segment_name, change_cap)
    values (${tx.shopId}, ${wish.segmentId}, ${wish.way}, ${wish.tag}, ${wish.segmentName}, ${USUAL_CAP})
    on conflict (shop_id, segment_id) do update set way = excluded.way, changed_at = now()`);
  return (await readTarget(tx, wish.segmentId))!;
}

export async function setTargetState(tx: Tx, segmentId: number, state: Target['state']): Promise<void> {
  await tx.run(sql`
    update activation_target set state = ${state}, changed_at = now()
    where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
}

/** How many customers may change at once without a person. */
export async function setCap(tx: Tx, segmentId: number, cap: number): Promise<void> {
  await tx.run(sql`
    update activation_target set change_cap = ${cap}, changed_at = now()
    where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
}

/** What Shopify's segment is and says from now on; nulls if it is gone. */
export async function setWritten(
  tx: Tx,
  segmentId: number,
  written: { gid: string | null; name: string; query: string | null },
): Promise<void> {
  await tx.run(sql`
    update activation_target
    set segment_gid = ${written.gid}, segment_name = ${written.name}, query = ${written.query}, changed_at = now()
    where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
}

/** Whether anything of a segment stands in Shopify or is on its way there. */
export async function isInShopify(tx: Tx, segmentId: number): Promise<boolean> {
  const [row] = await tx.rows<{ found: boolean }>(sql`
    select exists (select from activation_target
                   where shop_id = ${tx.shopId} and segment_id = ${segmentId} and (state = 'live' or segment_gid is not null))
        or exists (select from activation_carrier where shop_id = ${tx.shopId} and segment_id = ${segmentId})
        or exists (select from activation_run
                   where shop_id = ${tx.shopId} and segment_id = ${segmentId} and state in ('running', 'stopped')) as found`);
  return row?.found ?? false;
}

/** Forgets how a segment was sent, with all its runs; nothing of it stands in Shopify any more. */
export async function forgetTarget(tx: Tx, segmentId: number): Promise<void> {
  await tx.run(sql`delete from activation_run where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
  await tx.run(sql`delete from activation_target where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
}
