import { readTarget } from '#app/activation/targets.server.ts';
import { audit } from '#app/governance/audit.server.ts';
import { lockShop, refreshMembershipStatistics, type Tx, withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import {
  type GoalMeasure,
  goalMeasures,
  goalWindows,
  holdoutPercents,
  isGoalMeasure,
} from '#app/segments/goal-measures.ts';
import { areMoreThan, joinMembers } from '#app/segments/goal-people.server.ts';
import {
  dropGoal,
  type GoalFigures,
  keepBaseline,
  keepFigures,
  keepGoal,
  readFigures,
  readGoal,
  readKeptFigures,
  readObservations,
  type SegmentGoal,
} from '#app/segments/goal-store.server.ts';
import { type GoalVerdict, judgeGoal } from '#app/segments/goal-verdict.ts';
import { addToDay, dayInZone, isRealDay, startOfDay } from '#app/segments/rule-dates.ts';
import { readSegment } from '#app/segments/segment-store.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { queueFollowing } from './activation-follow.server.ts';
import { enqueue } from './enqueue.server.ts';

/** One comparison in twenty may speak falsely, however often it is looked at. */
const ALPHA = 0.05;
/** Most people whose windows are compared; the first to join. */
const MOST_COMPARED = 200_000;
/** Beyond so many people a goal is counted by a job, not while somebody waits for the page. */
const MANY_PEOPLE = 100_000;
/** What a job counted stands for so long. */
const FRESH_MS = 3_600_000;
/** People who join in one transaction. */
const PART = 20_000;
const COUNT_TIMEOUT_MS = 1_800_000;

/** As a person gave it: the target in percent or in minor units. */
export type GoalWish = {
  measure: string;
  target: number;
  windowDays: number;
  holdoutPercent: number;
  dueDay: string;
};

export type GoalView = {
  goal: SegmentGoal;
  /** null while the goal's people are being taken in and counted for the first time. */
  figures: GoalFigures | null;
  isOver: boolean;
  /** null without people left alone. Low and high are in the measure’s own unit. */
  verdict: GoalVerdict | null;
  /** When it was counted; null for now. */
  asOf: Date | null;
};

/**
 * Where a segment's goal stands; null if it has none. One pass over its people's orders, or, where they are many, what the worker counted
 * last, which is counted anew when it has grown old. `many` is for tests.
 */
export function readGoalView(shopId: number, segmentId: number, many = MANY_PEOPLE): Promise<GoalView | null> {
  return withShop(shopId, async (tx) => {
    const goal = await readGoal(tx, segmentId);
    if (!goal) {
      return null;
    }
    const isOver = goal.dueAt.getTime() <= Date.now();
    if (goal.state === 'ready' && !(await areMoreThan(tx, segmentId, many))) {
      return { goal, isOver, ...(await countGoal(tx, goal)), asOf: null };
    }
    const kept = await readKeptFigures(tx, segmentId);
    if (!kept || Date.now() - kept.at.getTime() > FRESH_MS) {
      await enqueue(tx, 'segment-goal', { shopId, segmentId });
    }
    return { goal, isOver, figures: kept?.figures ?? null, verdict: kept?.verdict ?? null, asOf: kept?.at ?? null };
  });
}

/**
 * Takes the people of a goal in, where they are many, and counts where it stands, for pages to show. Part by part, the shop's lock held
 * for one only; killed, it begins anew and whoever has joined stays as he is. `part` is for tests.
 */
export async function keepGoalFigures(shopId: number, segmentId: number, part = PART): Promise<void> {
  const goal = await withShop(shopId, (tx) => readGoal(tx, segmentId));
  if (goal?.state === 'joining') {
    await joinAll(shopId, goal, part);
  }
  await withShop(
    shopId,
    async (tx) => {
      const now = await readGoal(tx, segmentId);
      if (now?.state === 'ready') {
        await keepFigures(tx, now, await countGoal(tx, now));
      }
    },
    { timeoutMs: COUNT_TIMEOUT_MS },
  );
}

async function joinAll(shopId: number, goal: SegmentGoal, part: number): Promise<void> {
  const { segmentId } = goal;
  const isStill = async (tx: Tx) => (await readGoal(tx, segmentId))?.startedAt.getTime() === goal.startedAt.getTime();
  const next = (after: number) =>
    withShop(
      shopId,
      async (tx) => {
        await lockShop(tx);
        return (await isStill(tx)) ? joinMembers(tx, segmentId, after, part) : null;
      },
      { timeoutMs: COUNT_TIMEOUT_MS },
    );
  for (let last = await next(0); last !== null; last = await next(last)) {}
  await refreshMembershipStatistics();
  await withShop(
    shopId,
    async (tx) => {
      if (await isStill(tx)) {
        await keepBaseline(tx, goal);
        await queueFollowing(tx);
      }
    },
    { timeoutMs: COUNT_TIMEOUT_MS },
  );
}

async function countGoal(tx: Tx, goal: SegmentGoal): Promise<{ figures: GoalFigures; verdict: GoalVerdict | null }> {
  const figures = await readFigures(tx, goal);
  if (goal.holdoutPercent === 0) {
    return { figures, verdict: null };
  }
  const people = await readObservations(tx, goal, MOST_COMPARED);
  const verdict = judgeGoal(people, goal.holdoutPercent / 100, ALPHA);
  const unit = goal.mostMinor ?? 1;
  return { figures, verdict: { ...verdict, low: verdict.low * unit, high: verdict.high * unit } };
}

/** Gives a segment a goal, in place of the one it had. Throws a Refusal that names the field and what would do. `many` is for tests. */
export async function setGoal(
  shop: Shop,
  segmentId: number,
  wish: GoalWish,
  actor: string,
  many = MANY_PEOPLE,
): Promise<void> {
  const measure = checkedMeasure(wish.measure);
  const target = checkedTarget(measure, wish.target);
  requireOneOf(wish.windowDays, goalWindows, 'windowDays', 'Choose for how many days each person is watched.');
  requireOneOf(wish.holdoutPercent, holdoutPercents, 'holdoutPercent', 'Choose how many people are left alone.');
  const dueAt = checkedDue(wish.dueDay, wish.windowDays, shop.timeZone);
  await withShop(shop.shopId, async (tx) => {
    await lockShop(tx);
    const segment = await readSegment(tx, segmentId);
    if (segment?.state !== 'ready') {
      throw new Refusal('segments.goal_segment_not_ready', 'The people of this segment are not known yet.', {
        remedy: 'Set the goal once the segment is live.',
      });
    }
    const sent = await readTarget(tx, segmentId);
    if (wish.holdoutPercent > 0 && sent?.state === 'live' && sent.way === 'native') {
      throw new Refusal(
        'segments.goal_sent_native',
        'Shopify finds the people of this segment by itself, so nobody can be left alone.',
        {
          field: 'holdoutPercent',
          remedy: 'Send it as a tag instead, or leave nobody alone.',
        },
      );
    }
    const goal = { segmentId, measure, target, windowDays: wish.windowDays, holdoutPercent: wish.holdoutPercent };
    const areMany = segment.membersCount > many;
    await keepGoal(tx, { ...goal, dueDay: wish.dueDay, dueAt, createdBy: actor }, areMany);
    if (areMany) {
      await enqueue(tx, 'segment-goal', { shopId: shop.shopId, segmentId });
    }
    await queueFollowing(tx);
    await audit(tx, actor, 'segment.goal_set', String(segmentId), { ...goal, dueDay: wish.dueDay });
  });
}

/** Ends a segment's goal; who was left alone is addressed like everybody else from now on. */
export async function endGoal(shopId: number, segmentId: number, actor: string): Promise<void> {
  await withShop(shopId, async (tx) => {
    await lockShop(tx);
    await dropGoal(tx, segmentId);
    await queueFollowing(tx);
    await audit(tx, actor, 'segment.goal_ended', String(segmentId));
  });
}

function checkedMeasure(name: string): GoalMeasure {
  if (!isGoalMeasure(name)) {
    throw new Refusal('segments.goal_measure_unknown', 'Choose what the goal is measured by.', { field: 'measure' });
  }
  return name;
}

function checkedTarget(measure: GoalMeasure, target: number): number {
  if (goalMeasures[measure].unit === 'share') {
    if (!(target >= 0 && target <= 100)) {
      throw new Refusal('segments.goal_target_wrong', 'Give the target in percent, from 0 to 100.', {
        field: 'target',
      });
    }
    return target / 100;
  }
  if (!(target > 0 && target <= 1e12)) {
    throw new Refusal('segments.goal_target_wrong', 'Give the target as an amount above nothing.', { field: 'target' });
  }
  return target;
}

function requireOneOf(value: number, allowed: readonly number[], field: string, message: string): void {
  if (!allowed.includes(value)) {
    throw new Refusal('segments.goal_choice_wrong', message, { field });
  }
}

/** The end of the day, at which even those who join today have had their whole window. */
function checkedDue(day: string, windowDays: number, timeZone: string): Date {
  const earliest = addToDay(dayInZone(new Date(), timeZone), windowDays, 'd');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !isRealDay(day) || day < earliest) {
    throw new Refusal('segments.goal_due_wrong', `Give a day from ${earliest} on.`, {
      field: 'dueDay',
      remedy: `Each person is watched for ${windowDays} days, so the goal cannot be judged before.`,
    });
  }
  return startOfDay(addToDay(day, 1, 'd'), timeZone);
}
