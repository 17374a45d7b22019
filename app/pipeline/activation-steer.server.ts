import { everyCarrier, freshTagDifference, inverseOf, noChanges } from '#app/activation/difference.server.ts';
import {
  addRun,
  discardRun,
  fillRun,
  lastDone,
  markUndone,
  moveRun,
  openRun,
  type Run,
  readRun,
} from '#app/activation/runs.server.ts';
import { MOST_CAP } from '#app/activation/send-plan.ts';
import { readTarget, setCap, setTargetState } from '#app/activation/targets.server.ts';
import { audit } from '#app/governance/audit.server.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { requireTakeOut } from './activation-download.server.ts';
import { dropPlan, type Sender } from './activation-send.server.ts';
import { enqueue } from './enqueue.server.ts';

/** Agrees to what was planned or stopped: from now on it is written, and the segment followed. Throws a Refusal over the cap. */
export async function approveRun(shop: Shop, runId: number, by: Sender): Promise<void> {
  requireTakeOut(by.staff);
  await withShop(shop.shopId, async (tx) => {
    const run = await readRun(tx, runId);
    const target = run && (await readTarget(tx, run.segmentId));
    if (!run || !target || (run.state !== 'planned' && run.state !== 'stopped')) {
      throw new Refusal('activation.run_over', 'This change is not waiting any more.');
    }
    const { adds, removes } = run.state === 'planned' ? run : await planAnew(tx, run);
    requireUnderCap(adds + removes, target.changeCap);
    await moveRun(tx, runId, { state: 'running', actor: by.actor });
    if (run.cause === 'sent' || run.cause === 'followed') {
      await setTargetState(tx, run.segmentId, 'live');
    }
    await enqueue(tx, 'activation-write', { shopId: shop.shopId, runId });
    await audit(tx, by.actor, 'segment.sent', String(run.segmentId), { run: runId, adds, removes, way: run.way });
  });
}

function requireUnderCap(changes: number, cap: number): void {
  if (changes > cap) {
    const text = `${changes.toLocaleString('en')} customers would change; you allow ${cap.toLocaleString('en')}.`;
    throw new Refusal('activation.over_cap', text, { field: 'cap', remedy: 'Raise the limit first if that is right.' });
  }
}

/** While it was stopped, members went on moving. What else was stopped has its customers behind it. */
async function planAnew(tx: Tx, run: Run): Promise<{ adds: number; removes: number }> {
  if (run.cause !== 'followed') {
    return { adds: 0, removes: 0 };
  }
  return fillRun(tx, run.id, run.way === 'tag' ? freshTagDifference(tx, run.segmentId) : noChanges);
}

/** Ends a change that waits or is under way, where it is; the segment is followed no more. */
export async function stopRun(shop: Shop, runId: number, by: Sender): Promise<void> {
  requireTakeOut(by.staff);
  await withShop(shop.shopId, async (tx) => {
    const run = await readRun(tx, runId);
    if (!run || run.cause === 'erased') {
      return;
    }
    if (run.state === 'planned') {
      await discardRun(tx, runId);
      return;
    }
    const to = run.state === 'running' ? ('done' as const) : ('dropped' as const);
    if (await moveRun(tx, runId, { state: to, reason: 'Stopped by a person.' })) {
      await setTargetState(tx, run.segmentId, 'off');
      await audit(tx, by.actor, 'segment.sending_stopped', String(run.segmentId), { run: runId });
    }
  });
}

/** Takes back what the last finished change did in Shopify, customer by customer; the segment is followed no more. */
export async function undoRun(shop: Shop, runId: number, by: Sender): Promise<void> {
  requireTakeOut(by.staff);
  await withShop(shop.shopId, async (tx) => {
    const run = await readRun(tx, runId);
    const last = run && (await lastDone(tx, run.segmentId));
    if (!run || last?.id !== run.id || run.undone || (await openRun(tx, run.segmentId))) {
      throw new Refusal('activation.undo_late', 'Only the last finished change can be undone.');
    }
    const target = (await readTarget(tx, run.segmentId))!;
    const undo = await addRun(tx, {
      segmentId: run.segmentId,
      cause: 'undone',
      state: 'running',
      way: run.way,
      query: run.queryBefore,
      queryBefore: target.query,
      actor: by.actor,
      undoes: runId,
    });
    const { adds, removes } = await fillRun(tx, undo, inverseOf(tx, runId));
    await markUndone(tx, runId);
    await setTargetState(tx, run.segmentId, 'off');
    await enqueue(tx, 'activation-write', { shopId: shop.shopId, runId: undo });
    await audit(tx, by.actor, 'segment.sending_undone', String(run.segmentId), { run: runId, adds, removes });
  });
}

/** Takes the segment out of Shopify for good: its tag from everybody who carries it, and its segment. */
export async function endSending(shop: Shop, segmentId: number, by: Sender): Promise<void> {
  requireTakeOut(by.staff);
  await withShop(shop.shopId, async (tx) => {
    const target = await readTarget(tx, segmentId);
    if (!target) {
      return;
    }
    await dropPlan(tx, segmentId);
    const runId = await addRun(tx, {
      segmentId,
      cause: 'ended',
      state: 'running',
      way: target.way,
      query: null,
      queryBefore: target.query,
      actor: by.actor,
    });
    const { removes } = await fillRun(tx, runId, everyCarrier(tx, segmentId));
    await setTargetState(tx, segmentId, 'off');
    await enqueue(tx, 'activation-write', { shopId: shop.shopId, runId });
    await audit(tx, by.actor, 'segment.sending_ended', String(segmentId), { run: runId, removes });
  });
}

/** How many customers one change may touch. Throws a Refusal for a number that is none. */
export async function changeCap(shop: Shop, segmentId: number, cap: number, by: Sender): Promise<void> {
  requireTakeOut(by.staff);
  if (!Number.isInteger(cap) || cap < 1 || cap > MOST_CAP) {
    throw new Refusal('activation.cap_wrong', `Give a whole number from 1 to ${MOST_CAP.toLocaleString('en')}.`, {
      field: 'cap',
    });
  }
  await withShop(shop.shopId, async (tx) => {
    await setCap(tx, segmentId, cap);
    await audit(tx, by.actor, 'segment.cap_changed', String(segmentId), { cap });
  });
}
