import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import { compileRule } from '#app/segments/compile-rule.ts';
import { parseRule } from '#app/segments/parse-rule.ts';
import type { RuleContext } from '#app/segments/rule-context.ts';
import { readSegments, shopRuleContext } from '#app/segments/segment-store.server.ts';
import type { Rule } from '#app/segments/types.ts';
import { type Check, DIMENSIONS, type Dimension, type Severity } from './check.ts';
import { CHECK_LIST } from './check-list.ts';
import { applyStandards, type Ignored, type Standard } from './standard.ts';

export function readStandards(tx: Tx): Promise<Standard[]> {
  return tx.rows<Standard>(sql`
    select check_key as "checkKey", source_id as "sourceId", store_id as "storeId", severity, owner, target, is_active as "isActive", repairs
    from quality_standard where shop_id = ${tx.shopId}`);
}

export type StandardDraft = Pick<Standard, 'checkKey' | 'sourceId' | 'storeId' | 'owner' | 'isActive'> & {
  severity: Severity | null;
  /** Per cent as it was typed; empty: the check's own. */
  targetPercent: string;
};

/** Keeps what is asked of a check. Throws a Refusal for a target that is none. */
export async function keepStandard(tx: Tx, draft: StandardDraft, actor: string): Promise<void> {
  const text = draft.targetPercent.trim().replace('%', '').replace(',', '.');
  const target = text === '' ? null : Number(text) / 100;
  if (target !== null && !(target >= 0 && target <= 1)) {
    throw new Refusal('quality.target_range', 'The share asked for is a number from 0 to 100.', { field: 'target' });
  }
  await tx.run(sql`
    insert into quality_standard (shop_id, check_key, source_id, store_id, severity, owner, target, is_active, changed_by)
    values (${tx.shopId}, ${draft.checkKey}, ${draft.sourceId}, ${draft.storeId}, ${draft.severity}, ${draft.owner}, ${target}, ${draft.isActive}, ${actor})
    on conflict (shop_id, check_key, source_id, store_id) do update set severity = excluded.severity, owner = excluded.owner,
      target = excluded.target, is_active = excluded.is_active, changed_at = now(), changed_by = excluded.changed_by`);
}

export type OwnCheck = {
  id: number;
  name: string;
  dimension: Dimension;
  /** Of whom it is asked; empty: of everybody. */
  amongText: string;
  /** Who fails it. */
  ruleText: string;
  remedy: string;
};

export function readOwnChecks(tx: Tx): Promise<OwnCheck[]> {
  return tx.rows<OwnCheck>(sql`
    select id, name, dimension, among_text as "amongText", rule_text as "ruleText", remedy
    from own_check where shop_id = ${tx.shopId} order by id`);
}

/**
 * Every check that is asked in this shop, as the merchant wants it: the built-in ones and the own ones, which are rules of the
 * segment language. An own check whose rule cannot be read any more (a field is gone) is left out.
 */
export async function readChecks(tx: Tx, now: Date, standards?: readonly Standard[]): Promise<Check[]> {
  const own = await readOwnChecks(tx);
  const checks: Check[] = [...CHECK_LIST];
  if (own.length > 0) {
    const segments = await readSegments(tx);
    const context = await shopRuleContext(tx, segments, now);
    const handles = segments.map((one) => one.handle);
    checks.push(...own.flatMap((one) => compileOwn(one, context, handles) ?? []));
  }
  return applyStandards(checks, standards ?? (await readStandards(tx)));
}

/** The check of this key, built in or own; null if there is none. Switched off ones can still be looked at. */
export async function findCheckOf(tx: Tx, key: string, now: Date): Promise<Check | null> {
  const standards = (await readStandards(tx)).map((one) => ({ ...one, isActive: true }));
  return (await readChecks(tx, now, standards)).find((check) => check.key === key) ?? null;
}

function compileOwn(own: OwnCheck, context: RuleContext, segments: readonly string[]): Check | null {
  const fails = readRuleText(own.ruleText, context, segments);
  const among = own.amongText.trim() === '' ? null : readRuleText(own.amongText, context, segments);
  if (typeof fails === 'string' || typeof among === 'string') {
    return null;
  }
  return {
    key: `own_${own.id}`,
    dimension: own.dimension,
    subject: 'profile',
    field: 'Own check',
    label: own.name,
    sentence: 'A check of your own: people for whom its rule holds fail it.',
    formula: among
      ? 'People of whom it is asked and for whom the rule does not hold ÷ people of whom it is asked.'
      : 'People for whom the rule does not hold ÷ all people.',
    remedy: own.remedy || 'Open the people below and put right what the rule names.',
    severity: 'medium',
    target: 1,
    among: () => (among ? sql`p.id in (${aside(among, context)})` : sql`true`),
    fails: () => sql`p.id in (${aside(fails, context)})`,
    found: () => sql`null`,
  };
}

/** The members of a rule, with names of their own: the rule speaks of `p` as the check does. */
function aside(rule: Rule, context: RuleContext) {
  return sql`select member.id from (${compileRule(rule, context)}) member`;
}

function readRuleText(text: string, context: RuleContext, segments: readonly string[]): Rule | string {
  const parsed = parseRule(text, { catalogue: context.catalogue, segments });
  return parsed.ok ? parsed.rule : (parsed.problems[0]?.message ?? 'The rule cannot be read.');
}

export type OwnCheckDraft = Omit<OwnCheck, 'id' | 'dimension'> & { dimension: string };

/** Keeps an own check. Throws a Refusal that names the field. */
export async function keepOwnCheck(tx: Tx, id: number | null, draft: OwnCheckDraft, actor: string): Promise<number> {
  const name = draft.name.trim();
  if (name === '') {
    throw new Refusal('quality.name_missing', 'Give the check a name.', { field: 'name' });
  }
  const dimension = DIMENSIONS.find((one) => one === draft.dimension);
  if (!dimension) {
    throw new Refusal('quality.dimension_unknown', 'Choose a dimension.', { field: 'dimension' });
  }
  await refuseUnreadable(tx, draft);
  const values = sql`${name}, ${dimension}, ${draft.amongText}, ${draft.ruleText}, ${draft.remedy.trim()}`;
  const [row] =
    id === null
      ? await tx.rows<{ id: number }>(sql`
          insert into own_check (shop_id, created_by, name, dimension, among_text, rule_text, remedy)
          values (${tx.shopId}, ${actor}, ${values}) returning id`)
      : await tx.rows<{ id: number }>(sql`
          update own_check set (name, dimension, among_text, rule_text, remedy) = (${values})
          where shop_id = ${tx.shopId} and id = ${id} returning id`);
  return row!.id;
}

async function refuseUnreadable(tx: Tx, { ruleText, amongText }: OwnCheckDraft): Promise<void> {
  const segments = await readSegments(tx);
  const context = await shopRuleContext(tx, segments);
  const handles = segments.map((one) => one.handle);
  const fails = readRuleText(ruleText, context, handles);
  const among = amongText.trim() === '' ? null : readRuleText(amongText, context, handles);
  if (typeof fails === 'string') {
    throw new Refusal('quality.rule_unreadable', fails, { field: 'rule' });
  }
  if (typeof among === 'string') {
    throw new Refusal('quality.among_unreadable', among, { field: 'among' });
  }
}

export async function dropOwnCheck(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`delete from own_check where shop_id = ${tx.shopId} and id = ${id}`);
  await tx.run(sql`delete from quality_standard where shop_id = ${tx.shopId} and check_key = ${`own_${id}`}`);
}

/** What is let pass on this day. */
export function readIgnored(tx: Tx, today: string): Promise<Ignored[]> {
  return tx.rows<Ignored>(sql`
    select check_key as "checkKey", source_id as "sourceId", reason, until::text as until
    from quality_ignore where shop_id = ${tx.shopId} and until >= ${today}::date order by check_key, source_id`);
}

/** Lets a check pass in a source (0: in all) until a day. Throws a Refusal without reason or day. */
export async function ignoreCheck(
  tx: Tx,
  one: Ignored,
  { actor, today }: { actor: string; today: string },
): Promise<void> {
  if (one.reason.trim() === '') {
    throw new Refusal('quality.reason_missing', 'Say why it is let pass.', { field: 'reason' });
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(one.until) || one.until < today) {
    throw new Refusal('quality.until_missing', 'Say until which day it is let pass, today or later.', {
      field: 'until',
    });
  }
  await tx.run(sql`
    insert into quality_ignore (shop_id, check_key, source_id, reason, until, created_by)
    values (${tx.shopId}, ${one.checkKey}, ${one.sourceId}, ${one.reason.trim()}, ${one.until}::date, ${actor})
    on conflict (shop_id, check_key, source_id) do update set reason = excluded.reason, until = excluded.until,
      created_by = excluded.created_by, created_at = now()`);
}

export async function countAgain(tx: Tx, checkKey: string, sourceId: number): Promise<void> {
  await tx.run(sql`
    delete from quality_ignore where shop_id = ${tx.shopId} and check_key = ${checkKey} and source_id = ${sourceId}`);
}
