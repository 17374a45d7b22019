/** What success looks like, in the words of goals: which figure of the members should move. */
export const goalMeasures = {
  repeat_purchase_rate: {
    label: 'Repeat purchase rate',
    meaning: 'Share who order again within the window, at any till or online.',
    unit: 'share',
    better: 'more',
  },
  reactivated_share: {
    label: 'Share who come back',
    meaning: 'Share who order within the window after a pause, at any till or online.',
    unit: 'share',
    better: 'more',
  },
  retained_share: {
    label: 'Share who stay',
    meaning: 'Share who order within the window, at any till or online.',
    unit: 'share',
    better: 'more',
  },
  store_visit_share: {
    label: 'Share who buy in a store',
    meaning: 'Share who buy at a till within the window.',
    unit: 'share',
    better: 'more',
  },
  online_order_share: {
    label: 'Share who order online',
    meaning: 'Share who order online within the window.',
    unit: 'share',
    better: 'more',
  },
  average_order_value: {
    label: 'Average order value',
    meaning: 'What each person’s orders within the window come to on average, among those who order; tills count too.',
    unit: 'money',
    better: 'more',
  },
  revenue_per_member: {
    label: 'Revenue per person',
    meaning: 'What each person spends within the window less refunds, nothing counted as nothing; tills count too.',
    unit: 'money',
    better: 'more',
  },
  reachable_share: {
    label: 'Share who may be written to',
    meaning: 'Share who agreed to marketing by e-mail or SMS by now.',
    unit: 'share',
    better: 'more',
  },
  review_share: {
    label: 'Share who write a review',
    meaning: 'Share who write a review within the window.',
    unit: 'share',
    better: 'more',
  },
  refund_rate: {
    label: 'Share with a refund',
    meaning: 'Share who are refunded something within the window; less is better.',
    unit: 'share',
    better: 'less',
  },
} as const satisfies Record<
  string,
  { label: string; meaning: string; unit: 'share' | 'money'; better: 'more' | 'less' }
>;

export type GoalMeasure = keyof typeof goalMeasures;

export function isGoalMeasure(name: string): name is GoalMeasure {
  return Object.hasOwn(goalMeasures, name);
}

/** Days that one person is watched from joining on. */
export const goalWindows = [30, 60, 90, 180] as const;
/** Percent of the people who may be left alone for comparison. */
export const holdoutPercents = [0, 5, 10, 20, 30, 50] as const;

/** Whether a figure is at its target or past it. */
export function isReached(measure: GoalMeasure, value: number, target: number): boolean {
  return goalMeasures[measure].better === 'more' ? value >= target : value <= target;
}

/** How far a figure has come from where it began to its target: 0 to 1; null where it began at the target or past it. */
export function progressOf(measure: GoalMeasure, value: number, baseline: number, target: number): number | null {
  return isReached(measure, baseline, target)
    ? null
    : Math.min(1, Math.max(0, (value - baseline) / (target - baseline)));
}
