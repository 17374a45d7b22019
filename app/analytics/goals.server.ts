import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import { KPIS, type KpiName } from './kpis.ts';

export type Goal = {
  id: number;
  kpi: KpiName;
  target: number;
  startValue: number | null;
  startDay: string;
  dueDay: string;
};

/** The shop's goals, those due first. */
export async function readGoals(tx: Tx): Promise<Goal[]> {
  return tx.rows<Goal>(sql`
    select id, kpi, target, start_value as "startValue", start_day::text as "startDay", due_day::text as "dueDay"
    from kpi_goal where shop_id = ${tx.shopId} order by due_day, id`);
}

export type GoalDraft = { kpi: string; target: number; dueDay: string };

/** Keeps a goal with the figure as it stands today. Throws a Refusal that names the field. */
export async function addGoal(
  tx: Tx,
  draft: GoalDraft,
  now: { readonly today: string; readonly value: number | null; readonly actor: string },
): Promise<void> {
  if (!(draft.kpi in KPIS)) throw new Refusal('analytics.kpi_unknown', 'Choose a figure.', { field: 'kpi' });
  if (!Number.isFinite(draft.target) || draft.target < 0) {
    throw new Refusal('analytics.target_wrong', 'Give the value to reach as a number, such as 35 or 12.5.', {
      field: 'target',
    });
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.dueDay) || !(draft.dueDay > now.today)) {
    throw new Refusal('analytics.due_past', 'Give a day after today.', { field: 'dueDay' });
  }
  await tx.run(sql`
    insert into kpi_goal (shop_id, kpi, target, start_value, start_day, due_day, created_by)
    values (${tx.shopId}, ${draft.kpi}, ${draft.target}, ${now.value}, ${now.today}::date, ${draft.dueDay}::date, ${now.actor})`);
}

/** Removes a goal; one that is gone is no fault. */
export async function removeGoal(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`delete from kpi_goal where shop_id = ${tx.shopId} and id = ${id}`);
}
