import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { CleansingRow, CleansingRule } from './cleansing.ts';

export type CleansingMode = 'apply' | 'propose';

/** A rule as it is kept, with what it has done. */
export type KeptRule = CleansingRule & {
  id: number;
  name: string;
  mode: CleansingMode;
  enabled: boolean;
  state: 'waiting' | 'running' | 'done';
  ranAt: Date | null;
  cursorId: number;
  /** Records changed after this instant have not been looked at; null = none have. */
  ranFrom: Date | null;
  applied: number;
  proposed: number;
};

const SELECT = sql`
  select r.id, r.name, r.field, r.kind, r.steps, r.mode, r.enabled, r.state, r.ran_at as "ranAt", r.cursor_id as "cursorId",
         r.ran_from as "ranFrom",
         (select count(*) from cleansing_change c where c.shop_id = r.shop_id and c.rule_id = r.id and c.state = 'applied') as applied,
         (select count(*) from cleansing_change c where c.shop_id = r.shop_id and c.rule_id = r.id and c.state = 'proposed') as proposed
  from cleansing_rule r`;

export function readRules(tx: Tx): Promise<KeptRule[]> {
  return tx.rows<KeptRule>(sql`${SELECT} where r.shop_id = ${tx.shopId} order by r.id`);
}

export async function readRule(tx: Tx, ruleId: number): Promise<KeptRule | null> {
  const [row] = await tx.rows<KeptRule>(sql`${SELECT} where r.shop_id = ${tx.shopId} and r.id = ${ruleId}`);
  return row ?? null;
}

export type NewRule = CleansingRule & { name: string; mode: CleansingMode };

export async function keepRule(tx: Tx, rule: NewRule, actor: string): Promise<number> {
  const [row] = await tx.rows<{ id: number }>(sql`
    insert into cleansing_rule (shop_id, name, field, kind, steps, mode, created_by)
    values (${tx.shopId}, ${rule.name}, ${rule.field}, ${rule.kind}, ${JSON.stringify(rule.steps)}::jsonb, ${rule.mode}, ${actor})
    returning id`);
  return row!.id;
}

export async function switchRule(tx: Tx, ruleId: number, enabled: boolean): Promise<void> {
  await tx.run(sql`update cleansing_rule set enabled = ${enabled} where shop_id = ${tx.shopId} and id = ${ruleId}`);
}

export async function dropRule(tx: Tx, ruleId: number): Promise<void> {
  await tx.run(sql`delete from cleansing_rule where shop_id = ${tx.shopId} and id = ${ruleId}`);
}

/** Notes how far a run has come; `done` ends it, and the next one looks at what changed since it began. */
export async function noteRun(
  tx: Tx,
  ruleId: number,
  at: { cursorId: number; began: Date; done: boolean },
): Promise<void> {
  await tx.run(sql`
    update cleansing_rule set state = ${at.done ? 'done' : 'running'}, cursor_id = ${at.done ? 0 : at.cursorId},
      ran_from = case when ${at.done} then ${at.began}::timestamptz else ran_from end, ran_at = case when ${at.done} then now() else ran_at end
    where shop_id = ${tx.shopId} and id = ${ruleId}`);
}

export type CleansingRecord = CleansingRow & { id: number };

/**
 * Records that a rule has not looked at since they changed, in the order of their ids. Leaves out what it has changed and nobody
 * has changed since, and what a person has refused.
 */
export function recordsToClean(tx: Tx, rule: KeptRule, most: number): Promise<CleansingRecord[]> {
  return tx.rows<CleansingRecord>(sql`
    select r.id, r.given_name, r.family_name, r.full_name, r.company, r.line1, r.line2, r.city, r.region, r.postal_code, r.country,
           r.language, r.note, r.email, r.phone_e164
    from customer_record r
    where r.shop_id = ${tx.shopId} and r.id > ${rule.cursorId} and r.deleted_at is null
      and r.changed_at >= coalesce(${rule.ranFrom}::timestamptz, '-infinity')
      and not exists (
        select from cleansing_change c where c.shop_id = ${tx.shopId} and c.rule_id = ${rule.id} and c.record_id = r.id
          and case c.state when 'applied' then c.after else c.before end is not distinct from to_jsonb(r) ->> ${rule.field})
    order by r.id limit ${most}`);
}

/** The latest records, for a preview of a rule. */
export function latestRecords(tx: Tx, most: number): Promise<CleansingRecord[]> {
  return tx.rows<CleansingRecord>(sql`
    select id, given_name, family_name, full_name, company, line1, line2, city, region, postal_code, country, language, note, email, phone_e164
    from customer_record where shop_id = ${tx.shopId} and deleted_at is null order by id desc limit ${most}`);
}

export type CleansingChange = { recordId: number; before: string | null; after: string | null };

export async function keepChanges(
  tx: Tx,
  ruleId: number,
  state: 'applied' | 'proposed',
  changes: readonly CleansingChange[],
): Promise<void> {
  const rows = changes.map((one) => ({ record_id: one.recordId, before: one.before, after: one.after }));
  await tx.run(sql`
    insert into cleansing_change as c (shop_id, rule_id, record_id, before, after, state)
    select ${tx.shopId}, ${ruleId}, s.record_id, s.before, s.after, ${state}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (record_id bigint, before text, after text)
    on conflict (shop_id, rule_id, record_id) do update set
      before = excluded.before, after = excluded.after, state = excluded.state, at = now(), decided_by = ''`);
}

/** Changes of a rule in a state, by record; all of them or those of these records. */
export function changesIn(
  tx: Tx,
  ruleId: number,
  state: 'applied' | 'proposed',
  recordIds: readonly number[] | null,
  most: number,
): Promise<CleansingChange[]> {
  return tx.rows<CleansingChange>(sql`
    select record_id as "recordId", before, after from cleansing_change
    where shop_id = ${tx.shopId} and rule_id = ${ruleId} and state = ${state}
      and (${recordIds === null} or record_id = any(${recordIds ?? []}::bigint[]))
    order by record_id limit ${most}`);
}

export async function markChanges(
  tx: Tx,
  ruleId: number,
  recordIds: readonly number[],
  state: 'applied' | 'refused' | 'undone',
  actor: string,
): Promise<void> {
  await tx.run(sql`
    update cleansing_change set state = ${state}, decided_by = ${actor}, at = now()
    where shop_id = ${tx.shopId} and rule_id = ${ruleId} and record_id = any(${[...recordIds]}::bigint[])`);
}
