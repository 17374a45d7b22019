import {
  type Change,
  claimChanges,
  doubtfulChanges,
  forgetChanges,
  returnChanges,
  type Settled,
  settleChanges,
} from '#app/activation/outbox.server.ts';
import { moveRun, type Run, readRun } from '#app/activation/runs.server.ts';
import { readTarget, setWritten, type Target } from '#app/activation/targets.server.ts';
import { deleteSegmentInShopify, writeSegment } from '#app/activation/write-segment.server.ts';
import { settleDoubt, TAGS_AT_ONCE, writeTags } from '#app/activation/write-tags.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { withLock } from '#app/platform/lock.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
import type { AdminClient } from '#app/sources/shopify/admin-client.server.ts';
import { queueFollowing } from './activation-follow.server.ts';

/**
 * Carries a run out in Shopify, a few customers at a time: claimed → sent → settled, each in a transaction of its own. Killed
 * at any point, the next attempt asks Shopify what of the last batch has arrived and sends only the rest.
 */
export async function writeRun(shopId: number, runId: number, admin: (domain: string) => AdminClient): Promise<void> {
  await withLock(`activation:${shopId}:${runId}`, async () => {
    const shop = await readShop(shopId);
    const opened = await openForWriting(shopId, runId);
    if (shop.state !== 'installed' || !opened) {
      return;
    }
    const client = admin(shop.domain);
    await settleLeftovers(shopId, opened, client);
    while (await writeBatch(shopId, opened, client)) {
      // One batch after the other; a person may stop the run between two.
    }
    await finish(shopId, opened, client);
  });
}

type Opened = { run: Run; target: Target };

/** The run with its target; null unless it is to be written. */
function openForWriting(shopId: number, runId: number): Promise<Opened | null> {
  return withShop(shopId, async (tx) => {
    const run = await readRun(tx, runId);
    const target = run && run.state === 'running' ? await readTarget(tx, run.segmentId) : null;
    return run && target ? { run, target } : null;
  });
}

async function settleLeftovers(shopId: number, { run, target }: Opened, client: AdminClient): Promise<void> {
  const doubtful = await withShop(shopId, (tx) => doubtfulChanges(tx, run.id));
  if (doubtful.length > 0) {
    const { settled, unsent } = await settleDoubt(client, target.tag, doubtful);
    await withShop(shopId, async (tx) => {
      await settleChanges(tx, run, settled);
      await returnChanges(tx, run.id, unsent);
    });
  }
}

/** False when nothing waits any more, or a person has stopped the run. */
async function writeBatch(shopId: number, { run, target }: Opened, client: AdminClient): Promise<boolean> {
  const changes: Change[] = await withShop(shopId, async (tx) =>
    (await readRun(tx, run.id))?.state === 'running' ? claimChanges(tx, run.id, TAGS_AT_ONCE) : [],
  );
  if (changes.length === 0) {
    return false;
  }
  const settled: Settled[] = await writeTags(client, target.tag, changes);
  await withShop(shopId, (tx) => settleChanges(tx, run, settled));
  return true;
}

async function finish(shopId: number, { run, target }: Opened, client: AdminClient): Promise<void> {
  if (run.cause === 'erased') {
    await withShop(shopId, async (tx) => {
      await forgetChanges(tx, run.id);
      await moveRun(tx, run.id, { state: 'done' });
    });
    return;
  }
  const isRunning = await withShop(shopId, async (tx) => (await readRun(tx, run.id))?.state === 'running');
  if (!isRunning) {
    return;
  }
  try {
    const written = await writeQuery(run, target, client);
    await withShop(shopId, async (tx) => {
      await setWritten(tx, run.segmentId, written);
      await moveRun(tx, run.id, { state: 'done' });
      await queueFollowing(tx);
    });
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    await withShop(shopId, (tx) => moveRun(tx, run.id, { state: 'stopped', reason: error.message }));
  }
}

async function writeQuery(
  run: Run,
  target: Target,
  client: AdminClient,
): Promise<{ gid: string | null; name: string; query: string | null }> {
  const known = { gid: target.segmentGid, name: target.segmentName };
  if (run.query === null) {
    if (known.gid !== null) {
      await deleteSegmentInShopify(client, known.gid);
    }
    return { ...known, gid: null, query: null };
  }
  if (known.gid !== null && run.query === target.query) {
    return { ...known, query: run.query };
  }
  const row = await writeSegment(client, known, run.query);
  return { gid: row.id, name: row.name, query: row.query };
}
