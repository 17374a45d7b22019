import { forgetTarget, isInShopify } from '#app/activation/targets.server.ts';
import { audit } from '#app/governance/audit.server.ts';
import { lockShop, refreshMembershipStatistics, withShop } from '#app/platform/db.server.ts';
import { isCancelled } from '#app/platform/is-cancelled.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import { type CatalogueData, catalogueData } from '#app/segments/catalogue.ts';
import { prepareCounting } from '#app/segments/count-people.server.ts';
import { describeRule } from '#app/segments/describe-rule.ts';
import { goneFields } from '#app/segments/gone-fields.ts';
import { readCatalogue } from '#app/segments/read-catalogue.server.ts';
import { rebuildByClock, rebuildMemberships } from '#app/segments/refresh-membership.server.ts';
import {
  deleteSegment,
  failSegment,
  readSegment,
  readSegments,
  type Segment,
  type SegmentDraft,
  saveSegment,
  shopRuleContext,
} from '#app/segments/segment-store.server.ts';
import { queueFollowing } from './activation-follow.server.ts';
import { enqueue } from './enqueue.server.ts';
import { type Doer, requireTakeAway } from './require-take-away.ts';

const REBUILD_TIMEOUT_MS = 1_800_000;
/** Longest time one statement of it may take. */
const STATEMENT_TIMEOUT_MS = 300_000;

const tooSlow =
  'Finding its people takes more than five minutes and was given up. Ask for less at once: a date makes most rules quick. Who was in it before stays in it until then.';

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

/** What rules of this shop may name: own fields, what there is no data for, other segments. Who asks is about to write and count some. */
export function readRuleWords(
  shopId: number,
): Promise<{ catalogue: CatalogueData; segments: { id: number; handle: string; name: string }[] }> {
  return withShop(shopId, async (tx) => {
    const segments = await readSegments(tx);
    await prepareCounting(
      tx,
      segments.map(({ rule }) => rule),
      await shopRuleContext(tx, segments),
    );
    return {
      catalogue: catalogueData(await readCatalogue(tx)),
      segments: segments.map(({ id, handle, name }) => ({ id, handle, name })),
    };
  });
}

export type SegmentPage = { segment: SegmentLine; events: SegmentEvents; goneFields: string[] };
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
    const catalogue = await readCatalogue(tx);
    return {
      segment: { ...rest, sentence: describeRule(rule, catalogue), share: null },
      events,
      goneFields: goneFields(rule, catalogue),
    };
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

/**
 * Removes a segment. Throws a Refusal if another one asks for it, or while anything of it stands in Shopify: tags of a
 * segment that is gone could not be taken back any more; or for whoever may take nothing away.
 */
export async function removeSegment(shopId: number, segmentId: number, by: Doer): Promise<void> {
  requireTakeAway(by);
  return withShop(shopId, async (tx) => {
    await lockShop(tx);
    if (await isInShopify(tx, segmentId)) {
      throw new Refusal('segments.is_sent', 'This segment is in Shopify.', {
        remedy: 'Choose Send to Shopify and take it out of there first; its tags are taken back on the way.',
      });
    }
    await deleteSegment(tx, segmentId);
    await forgetTarget(tx, segmentId);
    await audit(tx, by.actor, 'segment.deleted', String(segmentId));
  });
}

/**
 * Computes the members of all segments whose rules were saved and not worked off yet, this one among them, while no other
 * batch of the shop moves them. A rule that takes too long is said so on its page and asked no more until it is changed.
 */
export async function rebuildSegment(shopId: number, segmentId: number): Promise<void> {
  try {
    if (await rebuildWaiting(shopId, segmentId, 'all')) {
      await refreshMembershipStatistics();
    }
  } catch (error) {
    if (!isCancelled(error)) {
      throw error;
    }
    await rebuildAlone(shopId, segmentId);
  }
}

/** The rule that took too long may be another's. */
async function rebuildAlone(shopId: number, segmentId: number): Promise<void> {
  try {
    await rebuildWaiting(shopId, segmentId, 'this one');
  } catch (error) {
    if (!isCancelled(error)) {
      throw error;
    }
    await withShop(shopId, (tx) => failSegment(tx, segmentId, tooSlow));
  }
}

/** Whether there was anything to do. */
function rebuildWaiting(shopId: number, segmentId: number, which: 'all' | 'this one'): Promise<boolean> {
  return withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      const waiting = (await readSegments(tx)).filter((one) => one.state === 'building').map((one) => one.id);
      if (!waiting.includes(segmentId)) {
        return false;
      }
      await tx.client.query(`set local statement_timeout = ${STATEMENT_TIMEOUT_MS}`);
      await rebuildMemberships(tx, which === 'all' ? waiting : [segmentId], 'the rule');
      await queueFollowing(tx);
      return true;
    },
    { timeoutMs: REBUILD_TIMEOUT_MS },
  );
}

/** A new day has begun in the shop: rules on dates are asked again. */
export async function rebuildSegmentsByClock(shopId: number): Promise<number> {
  const rebuilt = await withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      const segments = await rebuildByClock(tx);
      await queueFollowing(tx);
      return segments;
    },
    { timeoutMs: REBUILD_TIMEOUT_MS },
  );
  await refreshMembershipStatistics();
  return rebuilt;
}
