import { Refusal } from '#app/platform/refusal.ts';
import { COST_SPLITS, type CostSplit } from './payback.ts';

/** A cost as typed. */
export type TypedCost = {
  readonly month: string;
  readonly split: string;
  readonly value: string;
  readonly amount: string;
};

export type CostDraft = { month: string; split: CostSplit; value: string; amountMinor: number };

const EARLIEST = '2000-01';
const LONGEST = 120;
/** A hundred million of the largest units: more is a slip of the hand. */
const HIGHEST = 100_000_000;

/** Reads a typed cost. `minorOf` turns whole units of the shop's currency into minor ones. Throws a Refusal that names the field. */
export function readCostDraft(typed: TypedCost, today: string, minorOf: (major: number) => number): CostDraft {
  const split = COST_SPLITS.find((one) => one === typed.split);
  if (!split)
    throw new Refusal('analytics.cost_split_unknown', 'Choose what the money was spent on.', { field: 'split' });
  const month = typed.month.trim();
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || month < EARLIEST) {
    throw new Refusal('analytics.cost_month_wrong', 'Give the month as year and month, such as 2026-03.', {
      field: 'month',
    });
  }
  if (month > today.slice(0, 7)) {
    throw new Refusal('analytics.cost_month_future', 'This month has not begun: nobody can have been won in it.', {
      field: 'month',
    });
  }
  const value = split === 'month' ? '' : typed.value.trim();
  if (split !== 'month' && value === '') {
    throw new Refusal('analytics.cost_value_missing', 'Name it as it stands in the comparison above.', {
      field: 'value',
    });
  }
  if (value.length > LONGEST) {
    throw new Refusal('analytics.cost_value_long', `Give a name of at most ${LONGEST} characters.`, { field: 'value' });
  }
  return { month, split, value, amountMinor: minorOf(amountOf(typed.amount)) };
}

/** Digits with a point or a comma before the cents, or with commas between thousands; what could be read two ways is asked again. */
function amountOf(text: string): number {
  const typed = text.replaceAll(/[\s'’]/g, '');
  const plain = /^\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(typed)
    ? typed.replaceAll(',', '')
    : /^\d+([.,]\d{1,2})?$/.test(typed)
      ? typed.replace(',', '.')
      : '';
  const amount = plain === '' ? Number.NaN : Number(plain);
  if (!(amount > 0 && amount <= HIGHEST)) {
    throw new Refusal('analytics.cost_amount_wrong', 'Give an amount above 0 in digits, such as 1200 or 1200.50.', {
      field: 'amount',
    });
  }
  return amount;
}
