import { randomUUID } from 'node:crypto';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type GoalMeasure, goalMeasures } from './goal-measures.ts';
import { outcomes } from './goal-outcomes.ts';
import { joinMembers } from './goal-people.server.ts';
import type { GoalVerdict, Observation } from './goal-verdict.ts';

/** More people than any segment has. */
const EVERYBODY = 2_000_000_000;

/** Target and baseline are shares of one or minor units of the shop's currency, as the measure has it. */
export type SegmentGoal = {
  segmentId: number;
  measure: GoalMeasure;
  target: number;
  /** The figure of the same people in a window just before they joined; null where nobody had one. */
  baseline: number | null;
  windowDays: number;
  holdoutPercent: number;
  /** Amounts above it count as it in the comparison, so that no single sale decides; null for shares. */
  mostMinor: number | null;
  dueDay: string;
  dueAt: Date;
  createdBy: string;
  startedAt: Date;
  /** `joining`: of many people; they are being drawn, and the baseline counted. */
  state: 'joining' | 'ready';
};

export type NewGoal = Pick<SegmentGoal, 'segmentId' | 'measure' | 'target' | 'windowDays' | 'holdoutPercent'> &
  Pick<SegmentGoal, 'dueDay' | 'dueAt' | 'createdBy'>;

export async function readGoal(tx: Tx, segmentId: number): Promise<SegmentGoal | null> {
  const [row] = await tx.rows<SegmentGoal>(sql`
    select segment_id as "segmentId", measure, target, baseline, window_days as "windowDays", holdout_percent as "holdoutPercent",
           most_minor as "mostMinor", due_day::text as "dueDay", due_at as "dueAt", created_by as "createdBy", started_at as "startedAt", state
    from segment_goal where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
  return row ?? null;
}

/**
 * Keeps a goal in place of the one before. The segment's people join it, some of them drawn to be left alone: O(their orders). Where
 * they are many that is left to the caller, who has them join part by part and then keeps the baseline.
 */
export async function keepGoal(tx: Tx, goal: NewGoal, areMany: boolean): Promise<void> {
  await dropGoal(tx, goal.segmentId);
  const isMoney = goalMeasures[goal.measure].unit === 'money';
  await tx.run(sql`
    insert into segment_goal (shop_id, segment_id, measure, target, window_days, holdout_percent, salt, most_minor, due_day, due_at, created_by, state)
    values (${tx.shopId}, ${goal.segmentId}, ${goal.measure}, ${goal.target}, ${goal.windowDays}, ${goal.holdoutPercent},
            ${randomUUID()}, ${isMoney ? await mostOf(tx, goal.measure) : null}, ${goal.dueDay}::date,
            ${goal.dueAt.toISOString()}::timestamptz, ${goal.createdBy}, ${areMany ? 'joining' : 'ready'})`);
  if (!areMany) {
    await joinMembers(tx, goal.segmentId, 0, EVERYBODY);
    await keepBaseline(tx, goal);
  }
}

/** Counts what those who have joined did in a window before, and has the goal begin. One pass over their orders. */
export async function keepBaseline(
  tx: Tx,
  goal: Pick<SegmentGoal, 'segmentId' | 'measure' | 'windowDays'>,
): Promise<void> {
  const before = await tx.rows<{ mean: number | null }>(
    sql`select avg(outcome)::double precision as mean from (${outcomes(tx.shopId, goal, 'before')}) o`,
  );
  await tx.run(sql`
    update segment_goal set baseline = ${before[0]?.mean ?? null}, state = 'ready' where shop_id = ${tx.shopId} and segment_id = ${goal.segmentId}`);
}

/** Ends a goal; who was left alone is so no more. */
export async function dropGoal(tx: Tx, segmentId: number): Promise<void> {
  await tx.run(sql`delete from segment_goal_person where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
  await tx.run(sql`delete from segment_goal where shop_id = ${tx.shopId} and segment_id = ${segmentId}`);
}

export type GoalFigures = {
  joined: number;
  heldOut: number;
  /** Of those who are addressed: whose window is closed, and what it came to; null without any. */
  closed: number;
  value: number | null;
  /** The same of all who are addressed so far, windows open or closed. */
  soFar: number | null;
};

/** Where a goal stands now. One pass over its people's orders. */
export async function readFigures(tx: Tx, goal: SegmentGoal): Promise<GoalFigures> {
  const [row] = await tx.rows<GoalFigures>(sql`
    select count(*) as joined, count(*) filter (where is_held_out) as "heldOut",
           count(*) filter (where is_closed and not is_held_out) as closed,
           (avg(outcome) filter (where is_closed and not is_held_out))::double precision as value,
           (avg(outcome) filter (where not is_held_out))::double precision as "soFar"
    from (${outcomes(tx.shopId, goal, 'since')}) o`);
  return row!;
}

/** What a job counted, and when; null before it has. */
type KeptFigures = { figures: GoalFigures; verdict: GoalVerdict | null; at: Date };

export async function readKeptFigures(tx: Tx, segmentId: number): Promise<KeptFigures | null> {
  const [row] = await tx.rows<{ kept: Omit<KeptFigures, 'at'>; at: Date }>(sql`
    select figures as kept, figured_at as at from segment_goal
    where shop_id = ${tx.shopId} and segment_id = ${segmentId} and figures is not null`);
  return row ? { ...row.kept, at: row.at } : null;
}

/** Keeps what was counted of a goal, unless another one has taken its place. */
export async function keepFigures(tx: Tx, goal: SegmentGoal, counted: Omit<KeptFigures, 'at'>): Promise<void> {
  await tx.run(sql`
    update segment_goal set figures = ${JSON.stringify(counted)}::jsonb, figured_at = now()
    where shop_id = ${tx.shopId} and segment_id = ${goal.segmentId} 
      and date_trunc('milliseconds', started_at) = ${goal.startedAt.toISOString()}::timestamptz`);
}

/** The first `mostPeople` people whose window is closed in the order of joining, with outcomes from 0 to 1; those who do not count are left out. */
export function readObservations(tx: Tx, goal: SegmentGoal, mostPeople: number): Promise<Observation[]> {
  const most = goal.mostMinor;
  const scaled =
    most === null ? sql`outcome` : sql`least(1, greatest(0, outcome / ${Math.max(1, most)}::double precision))`;
  return tx.rows<Observation>(sql`
    select is_held_out as "isHeldOut", (${scaled})::double precision as outcome
    from (${outcomes(tx.shopId, goal, 'since')}) o
    where is_closed and outcome is not null order by joined_at, md5(profile_id::text)
    limit ${mostPeople}::integer`);
}

/** A high but usual amount of the shop: ninety-nine of a hundred people’s average orders are below it; for a window’s revenue three. */
async function mostOf(tx: Tx, measure: GoalMeasure): Promise<number> {
  const [row] = await tx.rows<{ most: number | null }>(sql`
    select percentile_disc(0.99) within group (order by average_order_minor) as most
    from profile_metrics where shop_id = ${tx.shopId} and average_order_minor > 0`);
  return (row?.most ?? 100_000) * (measure === 'revenue_per_member' ? 3 : 1);
}
