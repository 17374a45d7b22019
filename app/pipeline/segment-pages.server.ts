import { audit } from '#app/governance/audit.server.ts';
import { lockShop, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type CatalogueData, catalogueData } from '#app/segments/catalogue.ts';
import { describeRule } from '#app/segments/describe-rule.ts';
import { readCatalogue } from '#app/segments/read-catalogue.server.ts';
import { rebuildByClock, rebuildMembership } from '#app/segments/refresh-membership.server.ts';
import {
  deleteSegment,
  readSegment,
  readSegments,
  type Segment,
  type SegmentDraft,
  saveSegment,
} from '#app/segments/segment-store.server.ts';
import { queueFollowing } from './activation-follow.server.ts';
import { enqueue } from './enqueue.server.ts';

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

/** What rules of this shop may name: own fields, what there is no data for, other segments. */
export function readRuleWords(
  shopId: number,
): Promise<{ catalogue: CatalogueData; segments: { id: number; handle: string; name: string }[] }> {
  return withShop(shopId, async (tx) => ({
    catalogue: catalogueData(await readCatalogue(tx)),
    segments: (await readSegments(tx)).map(({ id, handle, name }) => ({ id, handle, name })),
  }));
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
      await queueFollowing(tx);
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
      const rebuilt = await rebuildByClock(tx);
      await queueFollowing(tx);
      return rebuilt;
    },
    { timeoutMs: REBUILD_TIMEOUT_MS },
  );
}
