import { audit } from '#app/governance/audit.server.ts';
import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { describeRule } from '#app/segments/describe-rule.ts';
import { parseRule } from '#app/segments/parse-rule.ts';
import {
  countMembers,
  type MemberCounts,
  type SampledMember,
  sampleMembers,
} from '#app/segments/preview-statements.ts';
import type { Problem } from '#app/segments/problem.ts';
import { readCatalogue } from '#app/segments/read-catalogue.server.ts';
import { rebuildByClock, rebuildMembership } from '#app/segments/refresh-membership.server.ts';
import {
  deleteSegment,
  readSegment,
  readSegments,
  type Segment,
  type SegmentDraft,
  saveSegment,
  shopRuleContext,
} from '#app/segments/segment-store.server.ts';
import { enqueue } from './enqueue.server.ts';

/** Longest time a preview may take before it is given up with a sentence. */
const PREVIEW_TIMEOUT_MS = 8000;
const REBUILD_TIMEOUT_MS = 600_000;

export type SegmentLine = Omit<Segment, 'rule'> & { sentence: string; share: number | null };

/** The shop's segments, each read aloud. */
export function readSegmentList(shopId: number): Promise<SegmentLine[]> {
  return withShop(shopId, async (tx) => {
    const catalogue = await readCatalogue(tx);
    const [total] = await tx.rows<{ n: number }>(sql`select count(*) as n from profile where shop_id = ${shopId}`);
    return (await readSegments(tx)).map(({ rule, ...segment }) => ({
      ...segment,
      sentence: describeRule(rule, catalogue),
      share: total && total.n > 0 ? segment.membersCount / total.n : null,
    }));
  });
}

export type SegmentPreview =
  | {
      ok: true;
      sentence: string;
      counts: MemberCounts;
      total: number;
      totalRevenueMinor: number;
      sample: SampledMember[];
    }
  | { ok: false; problems: { message: string; from: number | null; to: number | null; fixes: string[] }[] };

/** What a rule would hold, while it is written: counts, share, revenue, reach and a few of the people. */
export function previewSegment(shopId: number, ruleText: string): Promise<SegmentPreview> {
  return withShop(shopId, async (tx) => {
    const segments = await readSegments(tx);
    const context = await shopRuleContext(tx, segments);
    const parsed = parseRule(ruleText, { catalogue: context.catalogue, segments: segments.map((one) => one.handle) });
    if (!parsed.ok) {
      return { ok: false, problems: parsed.problems.map(toPlain) };
    }
    await limitTime(tx);
    const [counts] = await tx.rows<MemberCounts>(countMembers(parsed.rule, context));
    const [all] = await tx.rows<MemberCounts>(countMembers(null, context));
    const sample = await tx.rows<SampledMember>(sampleMembers(parsed.rule, context, 5));
    return {
      ok: true,
      sentence: describeRule(parsed.rule, context.catalogue),
      counts: counts!,
      total: all?.members ?? 0,
      totalRevenueMinor: all?.revenue_minor ?? 0,
      sample,
    };
  });
}

async function limitTime(tx: Tx): Promise<void> {
  await tx.client.query(`set local statement_timeout = ${PREVIEW_TIMEOUT_MS}`);
}

function toPlain(problem: Problem) {
  return {
    message: problem.message,
    from: problem.span?.from ?? null,
    to: problem.span?.to ?? null,
    fixes: problem.fixes.map((fix) => fix.text),
  };
}

export type SegmentPage = { segment: SegmentLine; events: SegmentEvents };
export type SegmentEvents = { day: string; entered: number; left: number }[];

/** One segment with its comings and goings of the last 30 days; null if it does not exist. */
export function readSegmentPage(shopId: number, segmentId: number, timeZone: string): Promise<SegmentPage | null> {
  return withShop(shopId, async (tx) => {
    const segment = await readSegment(tx, segmentId);
    if (!segment) {
      return null;
    }
    const { rule, ...rest } = segment;
    const events = await tx.rows<SegmentEvents[number]>(sql`
      select (happened_at at time zone ${timeZone})::date::text as day, count(*) filter (where kind = 'entered') as entered,
             count(*) filter (where kind = 'left') as left
      from segment_event where shop_id = ${shopId} and segment_id = ${segmentId} and happened_at > now() - interval '30 days'
      group by 1 order by 1`);
    return { segment: { ...rest, sentence: describeRule(rule, await readCatalogue(tx)), share: null }, events };
  });
}

/** Keeps a segment and queues the computation of its members. Throws a Refusal for a rule that cannot be. */
export function keepSegment(
  shopId: number,
  segmentId: number | null,
  draft: SegmentDraft,
  actor: string,
): Promise<number> {
  return withShop(shopId, async (tx) => {
    const id = await saveSegment(tx, segmentId, draft);
    await enqueue(tx, 'segment-rebuild', { shopId, segmentId: id });
    await audit(tx, actor, segmentId === null ? 'segment.created' : 'segment.changed', String(id));
    return id;
  });
}

/** Removes a segment. Throws a Refusal if another one asks for it. */
export function removeSegment(shopId: number, segmentId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await deleteSegment(tx, segmentId);
    await audit(tx, actor, 'segment.deleted', String(segmentId));
  });
}

/** Computes a segment's members from its rule, while no other batch of the shop moves them. */
export function rebuildSegment(shopId: number, segmentId: number): Promise<void> {
  return withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      await rebuildMembership(tx, segmentId, 'the rule');
    },
    { timeoutMs: REBUILD_TIMEOUT_MS },
  );
}

/** A new day has begun in the shop: rules on dates are asked again. */
export function rebuildSegmentsByClock(shopId: number): Promise<number> {
  return withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      return rebuildByClock(tx);
    },
    { timeoutMs: REBUILD_TIMEOUT_MS },
  );
}
