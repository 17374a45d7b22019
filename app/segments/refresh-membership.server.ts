import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { DataPart } from './catalogue.ts';
import { ColumnStore } from './column-store.server.ts';
import { readIds } from './columns/read-columns.server.ts';
import { compileRule } from './compile-rule.ts';
import { judgeTouched } from './judge-touched.ts';
import { loadFacts } from './load-facts.server.ts';
import { type Move, moveMembers } from './move-members.server.ts';
import { inOrder, withDependents } from './order-segments.ts';
import type { RuleContext } from './rule-context.ts';
import { dependenciesOf } from './rule-tree.ts';
import { readSegments, type Segment, shopRuleContext } from './segment-store.server.ts';
import { noteTouched } from './touched-profiles.server.ts';

/** So many people are judged one by one on what is known of them; more at once in columns. */
const FEW_PEOPLE = 1_000;
/** From so many rules on it is quicker to read everybody into columns than to ask the database rule by rule. */
const MANY_RULES = 12;

/**
 * Moves these profiles in and out of the shop's segments, with the cause of each entry and exit. A segment that asks for
 * another comes after it. What rules ask of these people is read once, whatever the number of segments: O(these people's
 * rows + people times conditions); nothing without segments. The caller holds the shop's lock. `few` is for tests.
 */
export async function refreshMembership(
  tx: Tx,
  touched: readonly number[],
  cause: string,
  few = FEW_PEOPLE,
): Promise<void> {
  const profileIds = [...new Set(touched)];
  if (profileIds.length === 0) {
    return;
  }
  await noteTouched(tx, profileIds);
  const all = await readSegments(tx);
  if (all.length === 0) {
    return;
  }
  const context = await shopRuleContext(tx, all);
  const segments = inOrder(all, context.catalogue);
  if (profileIds.length > few) {
    await moveByColumns(tx, segments, context, cause, profileIds);
    return;
  }
  const parts = new Set(segments.flatMap((one) => [...dependenciesOf(one.rule, context.catalogue).parts]));
  const facts = await loadFacts(tx, profileIds, parts);
  const members = await readMemberships(tx, profileIds);
  await moveMembers(tx, judgeTouched(profileIds, facts, segments, members, context), cause);
}

/**
 * Computes the members of these segments anew, and of all that ask for one of them. A few rules are asked of the database one
 * by one; for many, one pass over the shop's people and rows is shared by all. The caller holds the shop's lock.
 */
export async function rebuildMemberships(tx: Tx, segmentIds: readonly number[], cause: string): Promise<void> {
  const all = await readSegments(tx);
  const context = await shopRuleContext(tx, all);
  const chosen = all.filter((one) => segmentIds.includes(one.id));
  const segments = withDependents(chosen, all, context.catalogue);
  if (segments.length >= MANY_RULES) {
    await moveByColumns(tx, segments, context, cause, null);
  } else {
    for (const segment of segments) {
      await moveByStatement(tx, segment, context, cause);
    }
  }
  await tx.run(sql`
    update segment set state = 'ready', computed_at = now(), failure = null
    where shop_id = ${tx.shopId} and id = any(${segments.map((one) => one.id)}::bigint[])`);
}

/** Computes anew the segments whose rules depend on the date: once a day, and after the shop's zone has changed. */
export async function rebuildByClock(tx: Tx): Promise<number> {
  const bound = (await readSegments(tx)).filter((one) => one.clockBound && one.state === 'ready');
  await rebuildMemberships(
    tx,
    bound.map((one) => one.id),
    'a new day',
  );
  return bound.length;
}

/** Ids of the segments whose rules read this part of the data. */
export async function segmentsThatRead(tx: Tx, part: DataPart): Promise<number[]> {
  const segments = await readSegments(tx);
  const { catalogue } = await shopRuleContext(tx, segments);
  return segments.filter((one) => dependenciesOf(one.rule, catalogue).parts.has(part)).map((one) => one.id);
}

/** By segment, who of these profiles is in it. */
async function readMemberships(tx: Tx, profileIds: readonly number[]): Promise<Map<number, Set<number>>> {
  const rows = await tx.rows<{ segment_id: number; profile_id: number }>(sql`
    select segment_id, profile_id from segment_member where shop_id = ${tx.shopId} and profile_id = any(${[...profileIds]}::bigint[])`);
  const members = new Map<number, Set<number>>();
  for (const { segment_id: segmentId, profile_id: profileId } of rows) {
    members.set(segmentId, (members.get(segmentId) ?? new Set()).add(profileId));
  }
  return members;
}

async function moveByColumns(
  tx: Tx,
  segments: readonly Segment[],
  context: RuleContext,
  cause: string,
  among: readonly number[] | null,
): Promise<void> {
  const rules = segments.map(({ rule }) => rule);
  const store = await ColumnStore.openWithin(tx, among, rules);
  for (const segment of segments) {
    const members = await store.membersNow(tx, segment.rule, context);
    await moveTo(tx, segment, members, among, cause);
  }
}

async function moveByStatement(tx: Tx, segment: Segment, context: RuleContext, cause: string): Promise<void> {
  const found = await tx.rows<{ id: number }>(compileRule(segment.rule, context));
  const members = Float64Array.from(found, (row) => row.id).sort();
  await moveTo(tx, segment, members, null, cause);
}

/** Makes these the members of a segment, or of those among whom it was asked; `members` ascend. */
async function moveTo(
  tx: Tx,
  segment: Segment,
  members: Float64Array,
  among: readonly number[] | null,
  cause: string,
): Promise<void> {
  const narrowed = among === null ? sql`` : sql` and profile_id = any(${`{${among.join(',')}}`}::bigint[])`;
  const before = await readIds(
    tx,
    sql`select profile_id from segment_member where shop_id = ${tx.shopId} and segment_id = ${segment.id}${narrowed} order by profile_id`,
  );
  await moveMembers(tx, [{ segmentId: segment.id, ...difference(before, members) }], cause);
}

/** Who is in one of two ascending lists only. */
function difference(before: Float64Array, after: Float64Array): Omit<Move, 'segmentId'> {
  const [entered, left]: [number[], number[]] = [[], []];
  let [a, b] = [0, 0];
  while (a < before.length || b < after.length) {
    const [old, next] = [before[a] ?? Infinity, after[b] ?? Infinity];
    if (old < next) {
      left.push(old);
    } else if (next < old) {
      entered.push(next);
    }
    a += Number(old <= next);
    b += Number(next <= old);
  }
  return { entered, left };
}
