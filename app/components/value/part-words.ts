import { count, type Formatting, money, percent, plural } from '#app/components/format.ts';
import type { ValuePart, ValueScorePart } from '#app/metrics/value-score.ts';

/** What each part of a customer's value is called, what it counts, and its colour in a bar. */
export const PART_WORDS: Readonly<Record<ValuePart, { name: string; what: string; colour: string }>> = {
  spend: { name: 'Spend', what: 'net of returns', colour: '#2c6ecb' },
  margin: { name: 'Margin', what: 'what is left after the cost of goods', colour: '#0f766e' },
  frequency: { name: 'Frequency', what: 'days with an order', colour: '#8a5a00' },
  categories: { name: 'Categories', what: 'kinds of goods bought', colour: '#7e3fb8' },
  channels: { name: 'Channels', what: 'ways of buying', colour: '#b0266b' },
  returns: { name: 'Few returns', what: 'share of sales given back; less is better', colour: '#4d7c0f' },
  serviceCost: { name: 'Low service cost', what: 'requests to the service desk; fewer is better', colour: '#5c5f62' },
  advocacy: { name: 'Reviews and referrals', what: 'reviews written and friends brought', colour: '#c2410c' },
};

/** A part's own figure in its own unit. */
export function partText(part: ValueScorePart, format: Formatting, requestCostMinor: number | null): string {
  const { value } = part;
  if (value === null) return 'not known';
  switch (part.part) {
    case 'spend':
    case 'margin':
      return money(value, format);
    case 'frequency':
      return plural(value, 'day');
    case 'returns':
      return percent(value);
    case 'serviceCost':
      return `${plural(value, 'request')}${requestCostMinor === null ? '' : `, ${money(value * requestCostMinor, format)}`}`;
    default:
      return count(value);
  }
}
