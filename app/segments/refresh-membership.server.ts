import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { DataPart } from './catalogue.ts';
import { compileRule } from './compile-rule.ts';
import type { RuleContext } from './rule-context.ts';
import { dependenciesOf } from './rule-tree.ts';
import { readSegments, type Segment, shopRuleContext } from './segment-store.server.ts';
import { noteTouched } from './touched-profiles.server.ts';

/**
 * Moves these profiles in and out of the shop's segments, with the cause of each entry and exit. A segment that asks for
 * another comes after it. One statement a segment, in proportion to these profiles' rows; nothing without segments.
 */
export async function refreshMembership(tx: Tx, profileIds: readonly number[], cause: string): Promise<void> {
  if (profileIds.length === 0) {
    return;
  }
  await noteTouched(tx, profileIds);
  const segments = await readSegments(tx);
  if (segments.length === 0) {
    return;
  }
  const context = await shopRuleContext(tx, segments);
  for (const segment of inOrder(segments, context)) {
    await moveMembers(tx, segment, context, cause, profileIds);
  }
}

/** Computes a segment's members anew. The cost of one pass over the shop's profiles and what the rule reads. */
export async function rebuildMembership(tx: Tx, segmentId: number, cause: string): Promise<void> {
  const segments = await readSegments(tx);
  const segment = segments.find((one) => one.id === segmentId);
  if (segment) {
    await moveMembers(tx, segment, await shopRuleContext(tx, segments), cause, null);
    await tx.run(
      sql`update segment set state = 'ready', computed_at = now(), failure = null where shop_id = ${tx.shopId} and id = ${segmentId}`,
    );
  }
}

/** Computes anew the segments whose rules depend on the date: once a day, and after the shop's zone has changed. */
export async function rebuildByClock(tx: Tx): Promise<number> {
  const segments = await readSegments(tx);
  const context = await shopRuleContext(tx, segments);
  const bound = inOrder(segments, context).filter((one) => one.clockBound);
  for (const segment of bound) {
    await moveMembers(tx, segment, context, 'a new day', null);
  }
  return bound.length;
}

/** Ids of the segments whose rules read this part of the data. */
export async function segmentsThatRead(tx: Tx, part: DataPart): Promise<number[]> {
  const segments = await readSegments(tx);
  const { catalogue } = await shopRuleContext(tx, segments);
  return segments.filter((one) => dependenciesOf(one.rule, catalogue).parts.has(part)).map((one) => one.id);
}

/** Segments that others ask for come first; there are no circles, saving refuses them. */
function inOrder(segments: readonly Segment[], context: RuleContext): Segment[] {
  const byHandle = new Map(segments.map((one) => [one.handle, one]));
  const placed = new Set<Segment>();
  const place = (segment: Segment) => {
    if (placed.has(segment)) {
      return;
    }
    for (const handle of dependenciesOf(segment.rule, context.catalogue).segments) {
      const other = byHandle.get(handle);
      if (other && other !== segment) {
        place(other);
      }
    }
    placed.add(segment);
  };
  segments.forEach(place);
  return [...placed];
}

async function moveMembers(
  tx: Tx,
  segment: Segment,
  context: RuleContext,
  cause: string,
  profileIds: readonly number[] | null,
): Promise<void> {
  const among = profileIds === null ? sql`true` : sql`profile_id = any(${[...profileIds]}::bigint[])`;
  const [moved] = await tx.rows<{ entered: number; left: number }>(sql`
    with now_in as materialized (${compileRule(segment.rule, context, profileIds === null ? {} : { profileIds })}),
    gone as (
      delete from segment_member
      where shop_id = ${tx.shopId} and segment_id = ${segment.id} and ${among} and profile_id not in (select id from now_in)
      returning profile_id
    ),
    come as (
      insert into segment_member (shop_id, segment_id, profile_id)
      select ${tx.shopId}, ${segment.id}, id from now_in
      on conflict do nothing
      returning profile_id
    ),
    told as (
      insert into segment_event (shop_id, segment_id, profile_id, kind, cause)
      select ${tx.shopId}::bigint, ${segment.id}::bigint, profile_id, 'left', ${cause}::text from gone
      union all
      select ${tx.shopId}::bigint, ${segment.id}::bigint, profile_id, 'entered', ${cause}::text from come
    )
    select (select count(*) from come) as entered, (select count(*) from gone) as left`);
  const change = (moved?.entered ?? 0) - (moved?.left ?? 0);
  if (change !== 0) {
    await tx.run(
      sql`update segment set members_count = members_count + ${change} where shop_id = ${tx.shopId} and id = ${segment.id}`,
    );
  }
}
