import { audit } from '#app/governance/audit.server.ts';
import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import type { Check } from '#app/quality/check.ts';
import { findCheck } from '#app/quality/check-list.ts';
import { todayOf } from '#app/quality/context.server.ts';
import { changesOf, type Forecast, MENDABLE, type RepairChange, type RowRepair } from '#app/quality/repair.ts';
import {
  findRepair,
  type KeptRepair,
  keepRepair,
  keepRepairChanges,
  letRepairItself,
  noteRepair,
  readRepairChanges,
  repairsByThemselves,
  rowsToMend,
} from '#app/quality/repair-store.server.ts';
import { repairOf } from '#app/quality/repairs.ts';
import { ROOM_TO_COUNT, runCheck } from '#app/quality/run-checks.server.ts';
import { scoreOf } from '#app/quality/score.ts';
import { takeTurn } from '#app/quality/upkeep.server.ts';
import { type Rewrite, rewriteColumn } from '#app/records/rewrite-column.server.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import { enqueue } from './enqueue.server.ts';
import { refreshDerived } from './refresh-derived.server.ts';

/** Rows in one transaction, and rows that a dry run looks at. */
const BATCH = 2000;
const TRIED = 50_000;
const SHOWN = 50;
const TIMEOUT_MS = 300_000;

export type DryRun = { forecast: Forecast; shown: (RepairChange & { title: string })[]; isWhole: boolean };

/**
 * Tries a repair on the rows that fail now, counts the check anew, and takes all of it back: the forecast is the score itself.
 * Holds the shop's lock while it tries. Throws a Refusal for a check that cannot be repaired here.
 */
export function tryRepair(shop: Shop, checkKey: string, sourceId: number | null): Promise<DryRun> {
  const { check, repair } = repairable(checkKey);
  const now = new Date();
  return withShop(
    shop.shopId,
    async (tx) => {
      await lockShop(tx);
      await tx.client.query(ROOM_TO_COUNT);
      const before = await countCheck(tx, shop, check, sourceId, now);
      const rows = await rowsToMend(tx, shop, check, { sourceId, afterId: 0, most: TRIED }, now);
      const changes = changesOf(rows, repair);
      await tx.client.query('savepoint tried');
      await rewrite(tx, changes, repair.isText ? 'as text' : 'changed');
      const after = await countCheck(tx, shop, check, sourceId, now);
      await tx.client.query('rollback to savepoint tried');
      const titles = new Map(rows.map((row) => [row.id, titleOf(row)]));
      return {
        forecast: {
          total: after.total,
          failingBefore: before.failing,
          failingAfter: after.failing,
          changed: recordsIn(changes),
        },
        shown: changes.slice(0, SHOWN).map((one) => ({ ...one, title: titles.get(one.recordId) ?? '' })),
        isWhole: rows.length < TRIED,
      };
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

function repairable(checkKey: string): { check: Check; repair: RowRepair } {
  const check = findCheck(checkKey);
  const repair = repairOf(checkKey);
  if (!check || repair?.kind !== 'rows') {
    throw new Refusal('quality.no_repair', 'Onefold cannot repair this by itself.', {
      remedy: 'The page of the check says who can, and where.',
    });
  }
  return { check, repair };
}

function titleOf(row: {
  given_name: string | null;
  family_name: string | null;
  full_name: string | null;
  email: string | null;
  id: number;
}) {
  const name = row.full_name ?? [row.given_name, row.family_name].filter(Boolean).join(' ');
  return name || row.email || `Record ${row.id}`;
}

async function countCheck(tx: Tx, shop: Shop, check: Check, sourceId: number | null, now: Date) {
  const results = await runCheck(tx, shop, check, now);
  return scoreOf(sourceId === null ? results : results.filter((one) => one.sourceId === sourceId));
}

function recordsIn(changes: readonly RepairChange[]): number {
  return new Set(changes.map((one) => one.recordId)).size;
}

/** Queues a repair with what it was forecast to come to. */
export function askForRepair(
  shopId: number,
  { checkKey, sourceId, forecast }: { checkKey: string; sourceId: number | null; forecast: Forecast | null },
  actor: string,
): Promise<number> {
  repairable(checkKey);
  return withShop(shopId, async (tx) => {
    const repairId = await keepRepair(tx, { checkKey, sourceId, forecast }, actor);
    await enqueue(tx, 'quality-repair', { shopId, repairId });
    await audit(tx, actor, 'quality.repair_asked', checkKey, { repair: repairId });
    return repairId;
  });
}

/** Queues the taking back of a repair. */
export function askToUndo(shopId: number, repairId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    const repair = await findRepair(tx, repairId);
    if (repair?.state !== 'applied') {
      throw new Refusal('quality.repair_not_applied', 'There is nothing to take back.');
    }
    await noteRepair(tx, repairId, { state: 'undoing', cursorId: 0 });
    await enqueue(tx, 'quality-repair', { shopId, repairId });
    await audit(tx, actor, 'quality.repair_undone', repair.checkKey, { repair: repairId });
  });
}

/** Lets a check's repair run by itself each time the checks run, or no more. Throws a Refusal where that is never right. */
export function repairByItself(shopId: number, checkKey: string, repairs: boolean, actor: string): Promise<void> {
  const { repair } = repairable(checkKey);
  if (repairs && !repair.canRepeat) {
    throw new Refusal(
      'quality.repair_by_hand',
      'This repair can be meant otherwise: somebody has to look at it each time.',
    );
  }
  return withShop(shopId, async (tx) => {
    await letRepairItself(tx, checkKey, repairs, actor);
    await audit(tx, actor, repairs ? 'quality.repairs_itself' : 'quality.repairs_by_hand', checkKey);
  });
}

/** Carries a repair out or takes it back, from where it stopped: batch, changes and the place behind it commit together. */
export async function carryOutRepair(shopId: number, repairId: number): Promise<void> {
  const shop = await readShop(shopId);
  for (let open = true; open; ) {
    open = await withShop(shopId, (tx) => step(tx, shop, repairId), { timeoutMs: TIMEOUT_MS });
  }
}

async function step(tx: Tx, shop: Shop, repairId: number): Promise<boolean> {
  await lockShop(tx);
  const kept = await findRepair(tx, repairId);
  if (kept?.state === 'waiting') {
    return applyBatch(tx, shop, kept);
  }
  return kept?.state === 'undoing' ? undoBatch(tx, kept) : false;
}

async function applyBatch(tx: Tx, shop: Shop, kept: KeptRepair): Promise<boolean> {
  const { check, repair } = repairable(kept.checkKey);
  const now = new Date();
  const { sourceId } = kept;
  const failingBefore = kept.result.failingBefore ?? (await countCheck(tx, shop, check, sourceId, now)).failing;
  const rows = await rowsToMend(tx, shop, check, { sourceId, afterId: kept.cursorId, most: BATCH }, now);
  const changes = changesOf(rows, repair);
  const changed = await rewrite(tx, changes, repair.isText ? 'as text' : 'changed');
  await keepRepairChanges(tx, kept.id, changed);
  await refreshDerived(tx, [...new Set(changed.map((one) => one.recordId))], `repair:${kept.id}`);
  const isOver = rows.length < BATCH;
  const after = isOver ? await countCheck(tx, shop, check, sourceId, now) : null;
  await noteRepair(tx, kept.id, {
    state: isOver ? 'applied' : 'waiting',
    cursorId: rows.at(-1)?.id ?? kept.cursorId,
    result: {
      total: after?.total ?? 0,
      failingBefore,
      failingAfter: after?.failing ?? failingBefore,
      changed: (kept.result.changed ?? 0) + recordsIn(changed),
    },
  });
  return !isOver;
}

/** A value that somebody has changed since stays as it is. */
async function undoBatch(tx: Tx, kept: KeptRepair): Promise<boolean> {
  const changes = await readRepairChanges(tx, kept.id, kept.cursorId, BATCH);
  const back = changes.map((one) => ({ ...one, before: one.after, after: one.before }));
  const { repair } = repairable(kept.checkKey);
  const changed = await rewrite(tx, back, repair.isText ? 'as text' : 'taken back');
  await refreshDerived(tx, [...new Set(changed.map((one) => one.recordId))], `repair:${kept.id}:undo`);
  const isOver = recordsIn(changes) < BATCH;
  await noteRepair(tx, kept.id, {
    state: isOver ? 'undone' : 'undoing',
    cursorId: changes.at(-1)?.recordId ?? kept.cursorId,
  });
  return !isOver;
}

/** Column by column. Returns the changes that were made: those whose value was still what had been seen. */
async function rewrite(
  tx: Tx,
  changes: readonly RepairChange[],
  how: 'changed' | 'taken back' | 'as text',
): Promise<RepairChange[]> {
  const made: RepairChange[] = [];
  for (const field of MENDABLE) {
    const own = changes.filter((one) => one.field === field);
    const rewrites: Rewrite[] = own.map(({ recordId, before, after }) => ({ recordId, before, after }));
    const ids = new Set(await rewriteColumn(tx, field, rewrites, how));
    made.push(...own.filter((one) => ids.has(one.recordId)));
  }
  return made;
}

/** Repairs by itself what the merchant lets it, as often as he wants it: before the checks run, so that their scores show it. */
export async function repairWhatMayBe(shopId: number): Promise<void> {
  const shop = await readShop(shopId);
  const keys = await withShop(shopId, async (tx) => {
    const wanted = await repairsByThemselves(tx);
    return wanted.length > 0 && (await takeTurn(tx, todayOf(shop, new Date()))) ? wanted : [];
  });
  for (const checkKey of keys) {
    const repair = repairOf(checkKey);
    if (repair?.kind === 'rows' && repair.canRepeat) {
      await carryOutIfNeeded(shopId, checkKey);
    }
  }
}

async function carryOutIfNeeded(shopId: number, checkKey: string): Promise<void> {
  const { check, repair } = repairable(checkKey);
  const shop = await readShop(shopId);
  const isNeeded = await withShop(
    shopId,
    async (tx) =>
      changesOf(await rowsToMend(tx, shop, check, { sourceId: null, afterId: 0, most: BATCH }, new Date()), repair)
        .length > 0,
    { timeoutMs: TIMEOUT_MS },
  );
  if (isNeeded) {
    const repairId = await withShop(shopId, (tx) =>
      keepRepair(tx, { checkKey, sourceId: null, forecast: null }, 'By itself'),
    );
    await carryOutRepair(shopId, repairId);
  }
}
