import type { AcquisitionCost, CostSplit } from '#app/analytics/payback.ts';
import { CHANNEL_NAMES } from '#app/components/chart/palette.ts';

/** `label` in the form, `kind` beside the name in the table. */
export const COST_SPLIT_WORDS: Readonly<Record<CostSplit, { label: string; kind: string }>> = {
  month: { label: 'All new customers of the month', kind: '' },
  campaign: { label: 'One campaign', kind: 'campaign' },
  visit: { label: 'One place they came from', kind: 'came from' },
  source: { label: 'One source of data', kind: 'source' },
  channel: { label: 'One channel', kind: 'channel' },
};

/** Whom a cost won, as people say it. */
export function costName({ split, value }: Pick<AcquisitionCost, 'split' | 'value'>): string {
  if (split === 'month') return 'All new customers';
  return split === 'channel' ? (CHANNEL_NAMES[value] ?? value) : value;
}
