import { audit } from '#app/governance/audit.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Dimension, Severity } from '#app/quality/check.ts';
import { listStores } from '#app/quality/incidents.server.ts';
import { readLatestRun, readStaffResults } from '#app/quality/read-runs.server.ts';
import { repairOf } from '#app/quality/repairs.ts';
import { type Score, scoreOf } from '#app/quality/score.ts';
import { standardOf } from '#app/quality/standard.ts';
import {
  dropOwnCheck,
  keepOwnCheck,
  keepStandard,
  type OwnCheck,
  type OwnCheckDraft,
  readChecks,
  readOwnChecks,
  readStandards,
  type StandardDraft,
} from '#app/quality/standards.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readSources } from '#app/sources/read-sources.server.ts';
import { enqueue } from './enqueue.server.ts';

/** Of whom a standard is asked: everything, one source, or one store. */
export type Scope = { sourceId: number; storeId: number };

export type StandardLine = {
  key: string;
  dimension: Dimension;
  label: string;
  field: string;
  formula: string;
  repair: string | null;
  isOwn: boolean;
  score: Score;
  /** What holds here, and whether it was set here or follows from above. */
  severity: Severity;
  owner: string;
  target: number;
  isActive: boolean;
  isSetHere: boolean;
};

export type StandardsPage = {
  scope: Scope;
  lines: StandardLine[];
  sources: { id: number; name: string }[];
  stores: { id: number; name: string }[];
  /** Own checks whose rule cannot be read any more. */
  unreadable: OwnCheck[];
};

/** Every check with what is asked of it here and how it stands. */
export function readStandardsPage(shop: Shop, scope: Scope): Promise<StandardsPage> {
  return withShop(shop.shopId, async (tx) => {
    const standards = await readStandards(tx);
    const checks = await readChecks(
      tx,
      new Date(),
      standards.map((one) => ({ ...one, isActive: true })),
    );
    const run = await readLatestRun(tx);
    const staff = run && scope.storeId > 0 ? await readStaffResults(tx, run.id) : [];
    const own = await readOwnChecks(tx);
    const lines = checks.map((check) => {
      const here = standardOf(standards, check.key, scope.sourceId, scope.storeId);
      const above = standardOf(standards, check.key, 0, 0);
      const results =
        scope.storeId > 0
          ? staff.filter((one) => one.storeId === scope.storeId)
          : (run?.results ?? []).filter((one) => scope.sourceId === 0 || one.sourceId === scope.sourceId);
      return {
        key: check.key,
        dimension: check.dimension,
        label: check.label,
        field: check.field,
        formula: check.formula,
        repair: repairOf(check.key)?.label ?? null,
        isOwn: check.key.startsWith('own_'),
        score: scoreOf(results.filter((one) => one.checkKey === check.key)),
        severity: here?.severity ?? check.severity,
        owner: here?.owner || above?.owner || '',
        target: here?.target ?? check.target,
        isActive: above?.isActive ?? true,
        isSetHere: here !== null,
      };
    });
    return {
      scope,
      lines,
      sources: (await readSources(tx)).map(({ id, name }) => ({ id, name })),
      stores: await listStores(tx),
      unreadable: own.filter((one) => !checks.some((check) => check.key === `own_${one.id}`)),
    };
  });
}

/** Keeps what is asked of a check. Throws a Refusal that names the field. */
export function setStandard(shopId: number, draft: StandardDraft, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await keepStandard(tx, draft, actor);
    await audit(tx, actor, 'quality.standard_changed', draft.checkKey);
  });
}

/** An own check to be changed; null if it does not exist. */
export function readOwnCheck(shopId: number, id: number): Promise<OwnCheck | null> {
  return withShop(shopId, async (tx) => (await readOwnChecks(tx)).find((one) => one.id === id) ?? null);
}

/** Keeps an own check and has all counted anew. Throws a Refusal that names the field. */
export function setOwnCheck(shopId: number, id: number | null, draft: OwnCheckDraft, actor: string): Promise<number> {
  return withShop(shopId, async (tx) => {
    const kept = await keepOwnCheck(tx, id, draft, actor);
    await enqueue(tx, 'quality-run', { shopId });
    await audit(tx, actor, id === null ? 'quality.check_added' : 'quality.check_changed', `own_${kept}`);
    return kept;
  });
}

export function removeOwnCheck(shopId: number, id: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await dropOwnCheck(tx, id);
    await audit(tx, actor, 'quality.check_removed', `own_${id}`);
  });
}
