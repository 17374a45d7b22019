import { audit } from '#app/governance/audit.server.ts';
import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { rewriteColumn } from '#app/records/rewrite-column.server.ts';
import { type CleansingRule, compileCleansing } from '#app/sources/cleansing.ts';
import {
  type CleansingChange,
  changesIn,
  dropRule,
  type KeptRule,
  keepChanges,
  keepRule,
  latestRecords,
  markChanges,
  type NewRule,
  noteRun,
  readRule,
  readRules,
  recordsToClean,
  switchRule,
} from '#app/sources/cleansing-rules.server.ts';
import { enqueue } from './enqueue.server.ts';
import { refreshDerived } from './refresh-derived.server.ts';
import { type Doer, requireTakeAway } from './require-take-away.ts';

/** Records in one transaction. */
const BATCH = 2000;
const TIMEOUT_MS = 300_000;
const PREVIEWED = 5000;
const SHOWN = 20;

export type RulesPage = { rules: KeptRule[] };

export function readRulesPage(shopId: number): Promise<RulesPage> {
  return withShop(shopId, async (tx) => ({ rules: await readRules(tx) }));
}

export type RulePage = { rule: KeptRule; changes: CleansingChange[] };

/** A rule with what it proposes, or has done; null if it does not exist. */
export function readRulePage(shopId: number, ruleId: number): Promise<RulePage | null> {
  return withShop(shopId, async (tx) => {
    const rule = await readRule(tx, ruleId);
    return (
      rule && { rule, changes: await changesIn(tx, ruleId, rule.proposed > 0 ? 'proposed' : 'applied', null, 200) }
    );
  });
}

export type RulePreview = { looked: number; changes: number; shown: CleansingChange[] };

/** What a rule would do to the latest records. Nothing is written. */
export function previewRule(shopId: number, rule: CleansingRule): Promise<RulePreview> {
  const clean = compileCleansing(rule);
  return withShop(shopId, async (tx) => {
    const records = await latestRecords(tx, PREVIEWED);
    const changes = records.flatMap((row) => {
      const change = clean(row);
      return change ? [{ recordId: row.id, before: row[rule.field] ?? null, after: change.after }] : [];
    });
    return { looked: records.length, changes: changes.length, shown: changes.slice(0, SHOWN) };
  });
}

/** Keeps a rule and lets it run over all that is kept. E-mail addresses are only ever proposed. */
export async function addRule(shopId: number, rule: NewRule, actor: string): Promise<number> {
  const mode = rule.field === 'email' ? 'propose' : rule.mode;
  return withShop(shopId, async (tx) => {
    const ruleId = await keepRule(tx, { ...rule, mode }, actor);
    await enqueue(tx, 'rules-run', { shopId, ruleId });
    await audit(tx, actor, 'rule.added', String(ruleId), { field: rule.field, kind: rule.kind, mode });
    return ruleId;
  });
}

/** Queues every rule for what has changed since it last ran: after an import, and each night. */
export async function queueRules(tx: Tx): Promise<void> {
  for (const rule of await readRules(tx)) {
    if (rule.enabled) {
      await enqueue(tx, 'rules-run', { shopId: tx.shopId, ruleId: rule.id });
    }
  }
}

/** Runs a rule, batch by batch; each batch, what follows from it and the place behind it commit together. */
export async function runRule(shopId: number, ruleId: number): Promise<void> {
  const began = new Date();
  for (let open = true; open; ) {
    open = await withShop(shopId, (tx) => runBatch(tx, ruleId, began), { timeoutMs: TIMEOUT_MS });
  }
}

async function runBatch(tx: Tx, ruleId: number, began: Date): Promise<boolean> {
  await lockShop(tx);
  const rule = await readRule(tx, ruleId);
  if (!rule?.enabled) {
    return false;
  }
  const clean = compileCleansing(rule);
  const records = await recordsToClean(tx, rule, BATCH);
  const changes = records.flatMap((row) => {
    const change = clean(row);
    return change ? [{ recordId: row.id, before: row[rule.field] ?? null, after: change.after }] : [];
  });
  if (rule.mode === 'propose') {
    await keepChanges(tx, ruleId, 'proposed', changes);
  } else {
    await apply(tx, rule, changes);
  }
  const done = records.length < BATCH;
  await noteRun(tx, ruleId, { cursorId: records.at(-1)?.id ?? 0, began, done });
  return !done;
}

async function apply(tx: Tx, rule: KeptRule, changes: readonly CleansingChange[]): Promise<number[]> {
  const changed = await rewriteColumn(tx, rule.field, changes);
  const known = new Set(changed);
  await keepChanges(
    tx,
    rule.id,
    'applied',
    changes.filter((one) => known.has(one.recordId)),
  );
  await refreshDerived(tx, changed, `rule:${rule.id}`);
  return changed;
}

/** Accepts or refuses proposals: those named, or all (in batches, by calling again). */
export async function decideProposals(
  shopId: number,
  ruleId: number,
  { accept, recordIds, actor }: { accept: boolean; recordIds: readonly number[] | null; actor: string },
): Promise<void> {
  await withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      const rule = await ruleOrRefuse(tx, ruleId);
      const proposals = await changesIn(tx, ruleId, 'proposed', recordIds, BATCH);
      const changed = accept ? await apply(tx, rule, proposals) : [];
      const left = proposals.map((one) => one.recordId).filter((id) => !changed.includes(id));
      await markChanges(tx, ruleId, changed, 'applied', actor);
      await markChanges(tx, ruleId, left, 'refused', actor);
      await audit(tx, actor, accept ? 'rule.accepted' : 'rule.refused', String(ruleId), { values: proposals.length });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

/** Gives every value back that still is what the rule made of it, and switches the rule off. Throws a Refusal for whoever may not. */
export async function undoRule(shopId: number, ruleId: number, by: Doer): Promise<void> {
  requireTakeAway(by);
  await withShop(shopId, (tx) => switchRule(tx, ruleId, false));
  for (let undone = BATCH; undone === BATCH; ) {
    undone = await withShop(
      shopId,
      async (tx) => {
        await lockShop(tx);
        const rule = await ruleOrRefuse(tx, ruleId);
        const changes = await changesIn(tx, ruleId, 'applied', null, BATCH);
        const back = changes.map(({ recordId, before, after }) => ({ recordId, before: after, after: before }));
        const changed = await rewriteColumn(tx, rule.field, back);
        await markChanges(
          tx,
          ruleId,
          changes.map((one) => one.recordId),
          'undone',
          by.actor,
        );
        await refreshDerived(tx, changed, `rule:${ruleId}:undo`);
        return changes.length;
      },
      { timeoutMs: TIMEOUT_MS },
    );
  }
  await withShop(shopId, (tx) => audit(tx, by.actor, 'rule.undone', String(ruleId)));
}

/** Lets a rule run again, over all that changed since. */
export function resumeRule(shopId: number, ruleId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await switchRule(tx, ruleId, true);
    await enqueue(tx, 'rules-run', { shopId, ruleId });
    await audit(tx, actor, 'rule.resumed', String(ruleId));
  });
}

/** Removes a rule; what it changed stays. Throws a Refusal for whoever may not. */
export async function removeRule(shopId: number, ruleId: number, by: Doer): Promise<void> {
  requireTakeAway(by);
  return withShop(shopId, async (tx) => {
    await dropRule(tx, ruleId);
    await audit(tx, by.actor, 'rule.removed', String(ruleId));
  });
}

async function ruleOrRefuse(tx: Tx, ruleId: number): Promise<KeptRule> {
  const rule = await readRule(tx, ruleId);
  if (!rule) {
    throw new Refusal('sources.rule_unknown', 'This rule does not exist any more.', {
      remedy: 'Go back to the rules.',
    });
  }
  return rule;
}
