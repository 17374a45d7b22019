import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import { emptyCatalogue } from './catalogue.ts';
import { withGoneFields } from './gone-fields.ts';
import { parseRule } from './parse-rule.ts';
import { readCatalogue } from './read-catalogue.server.ts';
import { type RuleContext, ruleContext, type SegmentReference } from './rule-context.ts';
import { clausesOf, dependenciesOf, readRule } from './rule-tree.ts';
import { segmentCycle } from './segment-cycle.ts';
import type { Rule } from './types.ts';

export type Segment = {
  id: number;
  handle: string;
  name: string;
  description: string;
  ruleText: string;
  rule: Rule;
  state: 'building' | 'ready' | 'failed';
  failure: string | null;
  membersCount: number;
  clockBound: boolean;
  updatedAt: Date;
  computedAt: Date | null;
};

type Row = Omit<Segment, 'rule'> & { rule: unknown };

const SELECT = sql`
  select id, handle, name, description, rule_text as "ruleText", rule, state, failure, members_count as "membersCount",
         clock_bound as "clockBound", updated_at as "updatedAt", computed_at as "computedAt"
  from segment`;

/** The shop's segments by name. */
export async function readSegments(tx: Tx): Promise<Segment[]> {
  const rows = await tx.rows<Row>(sql`${SELECT} where shop_id = ${tx.shopId} order by name, id`);
  return rows.map((row) => ({ ...row, rule: readRule(row.rule) }));
}

/** One segment; null if it does not exist. */
export async function readSegment(tx: Tx, segmentId: number): Promise<Segment | null> {
  const [row] = await tx.rows<Row>(sql`${SELECT} where shop_id = ${tx.shopId} and id = ${segmentId}`);
  return row ? { ...row, rule: readRule(row.rule) } : null;
}

/** What the shop's rules are asked against, now. Another segment is asked by its kept members. */
export async function shopRuleContext(tx: Tx, segments: readonly Segment[], now = new Date()): Promise<RuleContext> {
  const [shop] = await tx.rows<{ time_zone: string; currency: string }>(
    sql`select time_zone, currency from shop where shop_id = ${tx.shopId}`,
  );
  return ruleContext({
    shopId: tx.shopId,
    now,
    timeZone: shop?.time_zone ?? 'UTC',
    currency: shop?.currency ?? 'USD',
    catalogue: withGoneFields(
      await readCatalogue(tx),
      segments.map((one) => one.rule),
    ),
    segments: new Map(
      segments.map((one): [string, SegmentReference] => [
        one.handle,
        { id: one.id, name: one.name, rule: one.rule, ask: 'members' },
      ]),
    ),
  });
}

export type SegmentDraft = { name: string; description: string; ruleText: string };

/**
 * Keeps a new segment, or a changed one. Throws a Refusal that names the first problem of the rule, a name that is taken, or
 * a circle of segments. The members are computed afterwards, by the job that the caller queues.
 */
export async function saveSegment(tx: Tx, segmentId: number | null, draft: SegmentDraft): Promise<number> {
  const name = draft.name.trim();
  if (name === '') {
    throw new Refusal('segments.name_missing', 'Give the segment a name.', { field: 'name' });
  }
  const others = (await readSegments(tx)).filter((one) => one.id !== segmentId);
  const own = segmentId === null ? null : await readSegment(tx, segmentId);
  const handle = own?.handle ?? freeHandle(name, others);
  const rule = await checkedRule(tx, draft.ruleText, [
    ...others.map((one) => one.handle),
    ...(own ? [own.handle] : []),
  ]);
  const cycle = segmentCycle(handle, rule, (wanted) => others.find((one) => one.handle === wanted)?.rule ?? null);
  if (cycle) {
    throw new Refusal('segments.circle', `The segment would contain itself: ${cycle.join(' → ')}.`, { field: 'rule' });
  }
  refuseUnnamedMoves(rule);
  const clockBound = dependenciesOf(rule, await readCatalogue(tx)).clock;
  const values = sql`${name}, ${draft.description}, ${draft.ruleText}, ${JSON.stringify(rule)}::jsonb, ${clockBound}, 'building'`;
  const [row] = own
    ? await tx.rows<{ id: number }>(sql`
        update segment set (name, description, rule_text, rule, clock_bound, state) = (${values}), updated_at = now(), failure = null
        where shop_id = ${tx.shopId} and id = ${own.id} returning id`)
    : await tx.rows<{ id: number }>(sql`
        insert into segment (shop_id, handle, name, description, rule_text, rule, clock_bound, state)
        values (${tx.shopId}, ${handle}, ${values}) returning id`);
  return row!.id;
}

/** Without a name the rule would ask for its own entries too, and move whoever it has just moved. */
function refuseUnnamedMoves(rule: Rule): void {
  const unnamed = clausesOf(rule).some((clause) => {
    const { parts, segments } = dependenciesOf(clause, emptyCatalogue);
    return parts.has('segments') && segments.size === 0;
  });
  if (unnamed) {
    throw new Refusal('segments.moves_unnamed', 'Say which segment’s entries and exits count.', {
      field: 'rule',
      remedy: 'Add segment = ‘…’ with the segment’s handle to that condition.',
    });
  }
}

async function checkedRule(tx: Tx, text: string, handles: readonly string[]): Promise<Rule> {
  const parsed = parseRule(text, { catalogue: await readCatalogue(tx), segments: handles });
  if (parsed.ok) {
    return parsed.rule;
  }
  const [problem] = parsed.problems;
  throw new Refusal(problem?.code ?? 'segments.rule_unreadable', problem?.message ?? 'The rule cannot be read.', {
    field: 'rule',
  });
}

function freeHandle(name: string, others: readonly Segment[]): string {
  const base =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'segment';
  const taken = new Set(others.map((one) => one.handle));
  for (let nth = 1; ; nth++) {
    const handle = nth === 1 ? base : `${base}-${nth}`;
    if (!taken.has(handle)) {
      return handle;
    }
  }
}

/** Removes a segment with its members. Throws a Refusal if another segment's rule names it. */
export async function deleteSegment(tx: Tx, segmentId: number): Promise<void> {
  const segment = await readSegment(tx, segmentId);
  if (!segment) {
    return;
  }
  const catalogue = await readCatalogue(tx);
  const user = (await readSegments(tx)).find((one) => dependenciesOf(one.rule, catalogue).segments.has(segment.handle));
  if (user) {
    throw new Refusal('segments.in_use', `“${user.name}” asks for this segment.`, {
      remedy: 'Change that rule first.',
    });
  }
  await tx.run(sql`delete from segment_goal_person where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
  await tx.run(sql`delete from segment_goal where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
  await tx.run(sql`delete from segment_member where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
  await tx.run(sql`delete from segment_event where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
  await tx.run(sql`delete from segment where shop_id = ${tx.shopId} and id = ${segmentId}`);
}

/** Says on a segment that its members could not be computed, and why. */
export async function failSegment(tx: Tx, segmentId: number, failure: string): Promise<void> {
  await tx.run(
    sql`update segment set state = 'failed', failure = ${failure} where shop_id = ${tx.shopId} and id = ${segmentId}`,
  );
}
