import { currencyExponent } from '#app/normalise/currency.ts';
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
/** A trillion of the largest units: more is a slip of the hand, even in rupiah. */
const HIGHEST = 1e12;

/** Reads a typed cost in the shop's currency. Throws a Refusal that names the field. */
export function readCostDraft(typed: TypedCost, today: string, currency: string): CostDraft {
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
  return { month, split, value, amountMinor: amountOf(typed.amount, currency) };
}

/**
 * Digits, with commas between thousands or a point or a comma before the minor part, which has as many digits as the currency; what could
 * be read two ways is asked again: `1.200` in dollars, `1,200` in dinars. In minor units.
 */
function amountOf(text: string, currency: string): number {
  const exponent = currencyExponent(currency);
  const typed = text.replaceAll(/[\s'’]/g, '');
  const cents = exponent === 0 ? '' : `([.,]\\d{1,${exponent}})?`;
  const isPlain = new RegExp(`^\\d+${cents}$`).test(typed);
  const isGrouped = new RegExp(`^\\d{1,3}(,\\d{3})+${cents.replace(',', '')}$`).test(typed);
  const plain = isPlain === isGrouped ? '' : isGrouped ? typed.replaceAll(',', '') : typed.replace(',', '.');
  const amount = plain === '' ? Number.NaN : Number(plain);
  if (!(amount > 0 && amount <= HIGHEST)) {
    const example = exponent === 0 ? '1200' : `1200 or 1200.${'5'.padEnd(exponent, '0')}`;
    throw new Refusal('analytics.cost_amount_wrong', `Give an amount above 0 in digits, such as ${example}.`, {
      field: 'amount',
    });
  }
  return Math.round(amount * 10 ** exponent);
}
