import { audit } from '#app/governance/audit.server.ts';
import type { Step } from '#app/identity/decide-shop.server.ts';
import {
  askRehearsal,
  askToStop,
  keepChanges,
  latestApplied,
  moveRehearsal,
  noteProgress,
  type Rehearsal,
  type RehearsalState,
  readRehearsal,
} from '#app/identity/rehearsals.server.ts';
import { lockShop, refreshStatistics, type Tx, withShop } from '#app/platform/db.server.ts';
import { faultFields, log } from '#app/platform/log.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { carryOutProposal, settingsBefore } from './carry-out-proposal.server.ts';
import { enqueue } from './enqueue.server.ts';
import { type Difference, measureDifference, rememberState } from './measure-difference.server.ts';
import { isNoDifference, type Proposal, proposalSchema } from './proposal.ts';
import { RolledBack, rolledBack } from './rolled-back.ts';

const TIMEOUT_MS = 1_800_000;

/** Queues a rehearsal of changed settings: nothing changes by it. Returns its id. */
export function askForRehearsal(shopId: number, proposal: Proposal, actor: string): Promise<number> {
  return withShop(shopId, async (tx) => {
    const id = await askRehearsal(tx, proposal, actor);
    await enqueue(tx, 'identity-rehearse', { shopId, rehearsalId: id });
    await audit(tx, actor, 'identity.rehearsal_asked', String(id));
    return id;
  });
}

/** Lets a rehearsed change be made. It is made exactly as rehearsed, or not at all. */
export function approveRehearsal(shopId: number, id: number, actor: string): Promise<void> {
  return advance(shopId, id, ['ready', 'outdated'], 'approved', { actor, action: 'identity.rehearsal_approved' });
}

/** Leaves everything as it is: what was rehearsed is not made. */
export function declineRehearsal(shopId: number, id: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    if (await moveRehearsal(tx, id, ['ready', 'outdated'], 'cancelled')) {
      await audit(tx, actor, 'identity.rehearsal_declined', String(id));
    }
  });
}

/** Lets the change that was made last be taken back. Throws a Refusal for an earlier one. */
export function undoRehearsal(shopId: number, id: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    if ((await latestApplied(tx)) !== id) {
      throw new Refusal('identity.rehearsal_not_latest', 'Another change was made after this one.', {
        remedy: 'Take that one back first, or rehearse the settings that you want.',
      });
    }
  }).then(() => advance(shopId, id, ['applied'], 'undoing', { actor, action: 'identity.rehearsal_undone' }));
}

/** Asks a rehearsal that waits or runs to stop; what was computed is forgotten. */
export function stopRehearsal(shopId: number, id: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await askToStop(tx, id);
    await audit(tx, actor, 'identity.rehearsal_stopped', String(id));
  });
}

function advance(
  shopId: number,
  id: number,
  from: readonly RehearsalState[],
  to: RehearsalState,
  by: { actor: string; action: string },
): Promise<void> {
  return withShop(shopId, async (tx) => {
    if (await moveRehearsal(tx, id, from, to)) {
      await enqueue(tx, 'identity-rehearse', { shopId, rehearsalId: id });
      await audit(tx, by.actor, by.action, String(id));
    }
  });
}

/** Does what a rehearsal's state asks for: try, make or take back. */
export async function workOffRehearsal(shopId: number, id: number): Promise<void> {
  const rehearsal = await withShop(shopId, (tx) => readRehearsal(tx, id));
  try {
    switch (rehearsal?.state) {
      case 'queued':
      case 'running':
        return await rehearse(shopId, rehearsal);
      case 'approved':
      case 'applying':
        return await apply(shopId, rehearsal);
      case 'undoing':
        return await undo(shopId, rehearsal);
      default:
        return;
    }
  } catch (error) {
    log('error', 'a rehearsal failed', { shopId, rehearsalId: id, ...faultFields(error) });
    await settle(shopId, id, 'failed');
  }
}

/** Everything is done as if it were meant, measured, and rolled back: what was measured is what would happen. */
async function rehearse(shopId: number, { id, proposal, askedBy }: Rehearsal): Promise<void> {
  await settle(shopId, id, 'running');
  const step = stepOf(shopId, id);
  const difference = await rolledBack<Difference | null>(() =>
    inShop(shopId, async (tx) => {
      const before = await rememberState(tx);
      await carryOutProposal(tx, proposalSchema.parse(proposal), askedBy, step);
      await step('Comparing before and after', 0.95);
      throw new RolledBack(await measureDifference(tx, before));
    }),
  );
  if (!difference) {
    await settle(shopId, id, 'cancelled');
  } else {
    await keepFound(shopId, id, 'ready', difference);
    // A model that decides all as before may replace the present one; any other waits for somebody.
    if (isModelOnly(proposalSchema.parse(proposal)) && isNoDifference(difference.summary)) {
      await approveRehearsal(shopId, id, askedBy);
    }
  }
}

function isModelOnly({ model, matching, survivorship, trust }: Proposal): boolean {
  return Boolean(model) && !matching && !survivorship && !trust;
}

/** Does the same again and lets it stand if it comes to the same; else shows what it would come to by now. */
async function apply(shopId: number, rehearsal: Rehearsal): Promise<void> {
  const { id, askedBy, fingerprint } = rehearsal;
  await settle(shopId, id, 'applying');
  const step = stepOf(shopId, id);
  const proposal = proposalSchema.parse(rehearsal.proposal);
  const newer = await rolledBack<Difference | null>(() =>
    inShop(shopId, async (tx) => {
      const settings = await settingsBefore(tx, proposal);
      const before = await rememberState(tx);
      await carryOutProposal(tx, proposal, askedBy, step);
      const difference = await measureDifference(tx, before);
      if (difference.fingerprint !== fingerprint) {
        throw new RolledBack(difference);
      }
      await moveRehearsal(tx, id, ['applying'], 'applied', { before: settings, progress: 1 });
      const { merges, splits, fieldProfiles } = difference.summary;
      await audit(tx, askedBy, 'identity.rules_changed', String(id), { merges, splits, fieldProfiles });
    }),
  );
  if (newer) {
    await keepFound(shopId, id, 'outdated', newer);
  }
}

/** Puts the settings from before in force again. */
async function undo(shopId: number, { id, before, askedBy }: Rehearsal): Promise<void> {
  const step = stepOf(shopId, id);
  await inShop(shopId, async (tx) => {
    await carryOutProposal(tx, proposalSchema.parse(before), askedBy, step);
    await moveRehearsal(tx, id, ['undoing'], 'undone', { progress: 1 });
  });
}

async function inShop(shopId: number, work: (tx: Tx) => Promise<void>): Promise<void> {
  await refreshStatistics();
  await withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      await work(tx);
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

/** Progress is told by a transaction of its own, which also hears whether somebody wants to stop. */
function stepOf(shopId: number, id: number): Step {
  return async (phase, share) => {
    if (await withShop(shopId, (tx) => noteProgress(tx, id, phase, share))) {
      throw new RolledBack(null);
    }
  };
}

const OPEN: readonly RehearsalState[] = ['queued', 'running', 'approved', 'applying', 'undoing'];

async function settle(shopId: number, id: number, state: RehearsalState): Promise<void> {
  await withShop(shopId, async (tx) => {
    const asked = (await readRehearsal(tx, id))?.cancelAsked ?? false;
    await moveRehearsal(tx, id, OPEN, state, { cancelAsked: asked && state === 'running' });
  });
}

async function keepFound(shopId: number, id: number, state: 'ready' | 'outdated', found: Difference): Promise<void> {
  await withShop(shopId, async (tx) => {
    await keepChanges(tx, id, found.changes);
    const { summary, fingerprint } = found;
    await moveRehearsal(tx, id, OPEN, state, { summary, fingerprint, progress: 1 });
  });
}
