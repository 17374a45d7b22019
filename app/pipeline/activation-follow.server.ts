import { freshTagDifference, noChanges, readReach } from '#app/activation/difference.server.ts';
import { isFlowUsed } from '#app/activation/flow-outbox.server.ts';
import { addRun, discardRun, fillRun, moveRun, openRun } from '#app/activation/runs.server.ts';
import { brakeReason, queryFor } from '#app/activation/send-plan.ts';
import { readTargets, type Target } from '#app/activation/targets.server.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { readCatalogue } from '#app/segments/read-catalogue.server.ts';
import { readSegment } from '#app/segments/segment-store.server.ts';
import { toShopify } from '#app/segments/to-shopify.ts';
import { enqueue } from './enqueue.server.ts';

const FOLLOW_TIMEOUT_MS = 120_000;

/** Members may have moved: what is sent to Shopify follows and Flow is told, if anything waits for it. To be called in the transaction that moved them. */
export async function queueFollowing(tx: Tx): Promise<void> {
  if ((await readTargets(tx)).some((target) => target.state === 'live')) {
    await enqueue(tx, 'activation-follow', { shopId: tx.shopId });
  }
  if (await isFlowUsed(tx)) {
    await enqueue(tx, 'activation-flow', { shopId: tx.shopId });
  }
}

/**
 * Writes down, for every segment that is sent to Shopify, what has changed since the last run, and queues its writing. What
 * is implausibly large waits for a person. Returns how many runs were begun. One pass over each segment's members.
 */
export function followMembers(shopId: number): Promise<number> {
  return withShop(
    shopId,
    async (tx) => {
      let begun = 0;
      for (const target of (await readTargets(tx)).filter((one) => one.state === 'live')) {
        begun += (await followOne(tx, target)) ? 1 : 0;
      }
      return begun;
    },
    { timeoutMs: FOLLOW_TIMEOUT_MS },
  );
}

async function followOne(tx: Tx, target: Target): Promise<boolean> {
  const segment = await readSegment(tx, target.segmentId);
  if (segment?.state !== 'ready' || (await openRun(tx, target.segmentId))) {
    return false;
  }
  const native = toShopify(segment.rule, 'legacy', await readCatalogue(tx));
  const query = queryFor(target.way, target.tag, native);
  const isLost = target.way === 'native' && (query === null || native.outcome !== 'exact') && query !== target.query;
  const { carried } = await readReach(tx, target.segmentId);
  const runId = await addRun(tx, {
    segmentId: target.segmentId,
    cause: 'followed',
    state: isLost ? 'stopped' : 'running',
    way: target.way,
    query,
    queryBefore: target.query,
    actor: 'Onefold',
    reason: isLost ? 'Shopify’s segments cannot say the new rule in full.' : null,
  });
  const changes = target.way === 'tag' ? freshTagDifference(tx, target.segmentId) : noChanges;
  const { adds, removes } = await fillRun(tx, runId, changes);
  if (adds + removes === 0 && query === target.query) {
    await discardRun(tx, runId);
    return false;
  }
  const reason = brakeReason({ changes: adds + removes, carried, cap: target.changeCap });
  if (reason !== null) {
    await moveRun(tx, runId, { state: 'stopped', reason });
  } else if (!isLost) {
    await enqueue(tx, 'activation-write', { shopId: tx.shopId, runId });
  }
  return true;
}
