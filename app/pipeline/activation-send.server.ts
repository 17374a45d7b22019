import {
  everyCarrier,
  type MemberReach,
  readReach,
  replaceCarriers,
  tagDifference,
} from '#app/activation/difference.server.ts';
import {
  addRun,
  type ChangeLine,
  discardRun,
  fillRun,
  lastDone,
  openRun,
  type Run,
  type RunProgress,
  readChanges,
  readProgress,
  readRuns,
} from '#app/activation/runs.server.ts';
import { asksForTag, bestWay, queryFor, tagOf, type Way } from '#app/activation/send-plan.ts';
import { keepTarget, readTarget, type Target } from '#app/activation/targets.server.ts';
import { customersWithTag } from '#app/activation/write-tags.server.ts';
import type { StaffMember } from '#app/governance/staff.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { readGoal } from '#app/segments/goal-store.server.ts';
import { readCatalogue } from '#app/segments/read-catalogue.server.ts';
import { readSegment, type Segment } from '#app/segments/segment-store.server.ts';
import { type ShopifySegment, toShopify } from '#app/segments/to-shopify.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import type { AdminClient } from '#app/sources/shopify/admin-client.server.ts';
import { requireTakeOut } from './activation-download.server.ts';

const RUNS_SHOWN = 10;
const CHANGES_SHOWN = 12;

export type Sender = { actor: string; staff: StaffMember };

export type SendPage = {
  segment: { id: number; name: string; handle: string; isReady: boolean };
  native: { outcome: ShopifySegment['outcome']; text: string | null; losses: Loss[]; notes: string[] };
  best: Way;
  reach: MemberReach;
  target: Target | null;
  /** The change that waits for a person, is under way or was the last. */
  current: { run: Run; progress: RunProgress; changes: ChangeLine[] } | null;
  runs: Run[];
  /** The change that can be undone. */
  undoable: number | null;
};
type Loss = { sentence: string; reason: string };

/** All that the page on sending a segment shows; null if the segment does not exist. */
export function readSendPage(shopId: number, segmentId: number): Promise<SendPage | null> {
  return withShop(shopId, async (tx) => {
    const segment = await readSegment(tx, segmentId);
    if (!segment) {
      return null;
    }
    const native = toShopify(segment.rule, 'legacy', await readCatalogue(tx));
    const runs = await readRuns(tx, segmentId, RUNS_SHOWN);
    const run = runs[0];
    const last = await lastDone(tx, segmentId);
    return {
      segment: { id: segmentId, name: segment.name, handle: segment.handle, isReady: segment.state === 'ready' },
      native: {
        outcome: native.outcome,
        text: native.text,
        losses: native.losses.map(({ sentence, reason }) => ({ sentence, reason })),
        notes: [...native.notes],
      },
      best: bestWay(native),
      reach: await readReach(tx, segmentId),
      target: await readTarget(tx, segmentId),
      current: run
        ? { run, progress: await readProgress(tx, run.id), changes: await readChanges(tx, run.id, CHANGES_SHOWN) }
        : null,
      runs,
      undoable: last && !last.undone && last.cause !== 'undone' && last.cause !== 'ended' ? last.id : null,
    };
  });
}

/**
 * Works out what sending the segment would change in Shopify, from who carries its tag there now, and writes it down for a
 * person to agree to. Nothing is sent. Throws a Refusal where it cannot be sent so.
 */
export async function planSending(
  shop: Shop,
  wish: { segmentId: number; way: Way },
  by: Sender,
  admin: AdminClient,
): Promise<void> {
  requireTakeOut(by.staff);
  requireWriting(shop);
  const tag = await withShop(shop.shopId, async (tx) => tagOf((await presentSegment(tx, wish.segmentId)).handle));
  const carriers = wish.way === 'tag' ? await customersWithTag(admin, tag) : [];
  await withShop(shop.shopId, async (tx) => {
    const segment = await presentSegment(tx, wish.segmentId);
    await dropPlan(tx, wish.segmentId);
    const native = toShopify(segment.rule, 'legacy', await readCatalogue(tx));
    const query = queryFor(wish.way, tag, native);
    requireSayable(segment, tag, query);
    await requireNobodyLeftAlone(tx, wish);
    const target = await keepTarget(tx, { ...wish, tag, segmentName: segment.name });
    if (wish.way === 'tag') {
      await replaceCarriers(tx, wish.segmentId, carriers);
    }
    const reach = await readReach(tx, wish.segmentId);
    const runId = await addRun(tx, {
      segmentId: wish.segmentId,
      cause: 'sent',
      state: 'planned',
      way: wish.way,
      query,
      queryBefore: target.query,
      actor: by.actor,
      unreachable: wish.way === 'tag' ? reach.members - reach.inShopify : 0,
    });
    // A segment that was a tag before and is Shopify's own from now on gives its tags back.
    await fillRun(tx, runId, wish.way === 'tag' ? tagDifference(tx, wish.segmentId) : everyCarrier(tx, wish.segmentId));
  });
}

async function presentSegment(tx: Tx, segmentId: number): Promise<Segment> {
  const segment = await readSegment(tx, segmentId);
  if (!segment) {
    throw new Refusal('activation.segment_gone', 'This segment does not exist any more.');
  }
  if (segment.state !== 'ready') {
    throw new Refusal('activation.segment_computing', 'The members of this segment are being computed.', {
      remedy: 'Try again in a moment.',
    });
  }
  return segment;
}

function requireWriting(shop: Shop): void {
  if (!shop.scopes.includes('write_customers')) {
    throw new Refusal('activation.scope_missing', 'Onefold may not change customers in this shop.', {
      remedy: 'Open Onefold again from the admin and agree to the permission to edit customers.',
    });
  }
}

function requireSayable(segment: Segment, tag: string, query: string | null): void {
  if (query === null) {
    throw new Refusal('activation.not_sayable', 'Shopify’s segments can say nothing of this rule.', {
      remedy: 'Send it as a tag.',
    });
  }
  if (asksForTag(segment.ruleText, tag)) {
    throw new Refusal('activation.circle', `The rule asks for “${tag}”, the tag that its members would get.`, {
      remedy: 'Take that condition out of the rule.',
    });
  }
}

/** Shopify would find those left alone for a goal as well. */
async function requireNobodyLeftAlone(tx: Tx, wish: { segmentId: number; way: Way }): Promise<void> {
  const goal = wish.way === 'native' ? await readGoal(tx, wish.segmentId) : null;
  if (goal && goal.holdoutPercent > 0 && goal.dueAt.getTime() > Date.now()) {
    throw new Refusal('activation.left_alone', 'Some people of this segment are left alone for its goal until then.', {
      remedy: 'Send it as a tag: Shopify’s own segment would find them as well.',
    });
  }
}

/** Makes way for a new plan; what is under way or was stopped is first to be ended. */
export async function dropPlan(tx: Tx, segmentId: number): Promise<void> {
  const open = await openRun(tx, segmentId);
  if (open?.state === 'planned') {
    await discardRun(tx, open.id);
  } else if (open) {
    throw new Refusal('activation.under_way', 'A change of this segment in Shopify is under way or waits for you.', {
      remedy: 'Let it end first, or stop it.',
    });
  }
}
