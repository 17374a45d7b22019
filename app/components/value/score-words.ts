import type { ChurnLevel } from '#app/metrics/churn-risk.ts';
import type { RfmGroup } from '#app/metrics/rfm.ts';
import type { ModelGrade } from '#app/metrics/shop-value-model.ts';

type Tone = 'success' | 'info' | 'attention' | 'warning' | 'critical' | undefined;

/** What each grade is called and how it looks. */
export const GRADES: Readonly<Record<ModelGrade, { name: string; tone: Tone }>> = {
  good: { name: 'Tested: good', tone: 'success' },
  fair: { name: 'Tested: fair', tone: 'info' },
  weak: { name: 'Tested: weak', tone: 'warning' },
  untested: { name: 'Not tested', tone: 'attention' },
  none: { name: 'Not enough data', tone: undefined },
};

export const LEVELS: Readonly<Record<ChurnLevel, { name: string; tone: Tone }>> = {
  on_time: { name: 'On time', tone: 'success' },
  due: { name: 'Due', tone: 'info' },
  late: { name: 'Late', tone: 'attention' },
  overdue: { name: 'Overdue', tone: 'warning' },
};

/** Shopify's groups as Shopify writes them. */
export const GROUP_NAMES: Readonly<Record<RfmGroup, string>> = {
  CHAMPIONS: 'Champions',
  LOYAL: 'Loyal',
  ACTIVE: 'Active',
  NEW: 'New',
  PROMISING: 'Promising',
  NEEDS_ATTENTION: 'Needs attention',
  AT_RISK: 'At risk',
  PREVIOUSLY_LOYAL: 'Previously loyal',
  ALMOST_LOST: 'Almost lost',
  DORMANT: 'Dormant',
  PROSPECTS: 'Prospects',
};

export function groupName(group: string): string {
  return GROUP_NAMES[group as RfmGroup] ?? group;
}
