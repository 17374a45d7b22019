import { addGoal, type Goal, type GoalDraft, readGoals, removeGoal } from '#app/analytics/goals.server.ts';
import { type GoalState, goalState, KPI_NAMES, kpiValue } from '#app/analytics/kpis.ts';
import type { KpiPage } from '#app/analytics/read-kpis.server.ts';
import { audit } from '#app/governance/audit.server.ts';
import { todayIn } from '#app/metrics/value-model.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readFigure } from './figures.server.ts';

/** Goals are judged on the last 90 days. */
const GOAL_DAYS = 90;

type GoalLine = Goal & { value: number | null; state: GoalState };
type GoalsPage = KpiPage & { goals: GoalLine[]; today: string; asOf: Date | null };

/** Each figure against the time before, with its causes, and the goals. */
export async function readGoalsPage(shop: Shop, ask: { days: number; split: string }): Promise<GoalsPage> {
  const today = todayIn(shop.timeZone);
  const { body, asOf } = await readFigure(shop, 'kpis', { today, days: String(ask.days), split: ask.split });
  const { body: judged } = await readFigure(shop, 'kpis', { today, days: String(GOAL_DAYS), split: 'channel' });
  const goals = await withShop(shop.shopId, readGoals);
  const lines = goals.map((goal) => {
    const value = kpiValue(goal.kpi, judged.after);
    return { ...goal, value, state: goalState(goal, value, today) };
  });
  return { ...body, goals: lines, today, asOf };
}

/** Keeps a goal. Throws a Refusal that names the field. */
export async function keepGoal(shop: Shop, draft: GoalDraft, actor: string): Promise<void> {
  const today = todayIn(shop.timeZone);
  const { body } = await readFigure(shop, 'kpis', { today, days: String(GOAL_DAYS), split: 'channel' });
  const kpi = KPI_NAMES.find((name) => name === draft.kpi);
  const value = kpi ? kpiValue(kpi, body.after) : null;
  await withShop(shop.shopId, async (tx) => {
    await addGoal(tx, draft, { today, value, actor });
    await audit(tx, actor, 'goal.kept', draft.kpi);
  });
}

/** Removes a goal. */
export function dropGoal(shopId: number, id: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await removeGoal(tx, id);
    await audit(tx, actor, 'goal.removed', String(id));
  });
}
